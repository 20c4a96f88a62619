import { env } from "cloudflare:workers";
import { expect } from "vitest";
import { must, refusal } from "./described-fixture.ts";

const OPENED = `insert into billing_case (id, kind, gateway, amount, currency, known, occurred_ms, opened_ms)
  values (?1, 'unknown-movement', 'local', 500, 'EUR', '{"movement":"txn_1","payment":null}', 1, ?2)`;

/** Cases, through the client: found in pages, read, and settled once. */
export async function describedCases(): Promise<void> {
  const opened = ["local:txn_1", "local:txn_2", "local:txn_3"];
  await env.DB.batch(opened.map((id, index) => env.DB.prepare(OPENED).bind(id, index)));
  const query = { status: "open", kind: "unknown-movement", limit: 2 } as const;
  const first = await must("listCases", { query });
  expect(first).toMatchObject({ data: [{ object: "case", id: "local:txn_3" }, { id: "local:txn_2" }], has_more: true });
  const rest = await must("listCases", { query: { ...query, cursor: first.next_cursor ?? "" } });
  expect(rest).toMatchObject({ data: [{ id: "local:txn_1", status: "open" }], next_cursor: null });
  expect(await refusal("listCases", { query: { cursor: "nowhere" } })).toBe("422 invalid-cursor");
  const params = { id: "local:txn_1" };
  expect(await must("getCase", { params })).toEqual(rest.data[0]);
  const explained = await must("resolveCase", { params, body: { reason: "Fee of a test" } });
  expect(explained).toMatchObject({ status: "resolved", resolution: "explained", resolvedBy: "owner token" });
  expect(await refusal("resolveCase", { params, body: { reason: "Again" } })).toBe("409 resolved-already");
  const booked = { reason: "Interest", account: "5000" };
  expect(await refusal("resolveCase", { params: { id: "local:txn_9" }, body: booked })).toBe("404 no-such-case");
  await must("resolveCase", { params: { id: "local:txn_2" }, body: booked });
  expect((await must("listCases", { query: { status: "resolved" } })).data).toMatchObject([
    { id: "local:txn_2", resolution: "booked to 5000" },
    { id: "local:txn_1" },
  ]);
}
