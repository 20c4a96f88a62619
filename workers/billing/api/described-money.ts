import { env } from "cloudflare:workers";
import { expect } from "vitest";
import { must, refusal } from "./described-fixture.ts";

const OPENED = `insert into billing_case (id, kind, gateway, amount, currency, known, occurred_ms, opened_ms)
  values (?1, 'unknown-movement', 'local', 500, 'EUR', '{"movement":"txn_1","payment":null}', 1, ?2)`;

/** Cases, through the client: found in pages, read, and settled once. */
export async function describedCases(): Promise<void> {
  const ids = ["local:txn_1", "local:txn_2", "local:txn_3"];
  await env.DB.batch(ids.map((id, index) => env.DB.prepare(OPENED).bind(id, index)));
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
  const opened = await must("reopenCase", { params, body: { reason: "It was none" } });
  expect(opened).toMatchObject({
    status: "open",
    reopenings: [{ explanation: "Fee of a test", reason: "It was none" }],
  });
  expect(await refusal("reopenCase", { params, body: { reason: "Once more" } })).toBe("409 case-open");
  await must("resolveCase", { params, body: { reason: "Fee of a test" } });
  const booked = { reason: "Interest", account: "5000" };
  expect(await refusal("resolveCase", { params: { id: "local:txn_9" }, body: booked })).toBe("404 no-such-case");
  await must("resolveCase", { params: { id: "local:txn_2" }, body: booked });
  expect((await must("listCases", { query: { ...query, status: "resolved" } })).data).toMatchObject([
    { id: "local:txn_2", resolution: "booked to 5000" },
    { id: "local:txn_1" },
  ]);
}

/** Transfers, through the client: one that names an invoice pays it, another one is a case until somebody says what it pays. */
export async function describedTransfers(account: string, invoice: () => Promise<{ id: string }>): Promise<void> {
  const open = async () => (await must("getInvoice", { params: { id: (await invoice()).id } })).number ?? "";
  const [named, told] = [await open(), await open()];
  const arrived = { amount: 10, currency: "EUR", bookedMs: Date.now() - 1_000 };
  const clear = { ...arrived, bankReference: "B-10", text: `Invoice ${named}` };
  const took = { object: "transfer", bankReference: "B-10", became: "payment", number: named, caseId: null };
  for (const _ of ["once", "again"]) expect(await must("recordTransfer", { body: clear })).toEqual(took);
  expect(await refusal("recordTransfer", { body: { ...clear, amount: 11 } })).toBe("409 recorded-already");
  const vague = { ...arrived, bankReference: "B-11", text: "thanks" };
  for (const [wrong, reason] of [
    [{ currency: "EUX" }, "422 invalid-input"],
    [{ bookedMs: Date.now() + 60_000 }, "409 booked-in-the-future"],
    [{ accountId: crypto.randomUUID() }, "404 no-such-account"],
  ] as const)
    expect(await refusal("recordTransfer", { body: { ...vague, ...wrong } })).toBe(reason);
  const { caseId } = await must("recordTransfer", { body: vague });
  expect(await refusal("recordTransfer", { body: { ...vague, amount: 11 } })).toBe("409 recorded-already");
  const params = { id: caseId ?? "" };
  expect((await must("listCases", { query: { kind: "transfer", status: "open" } })).data).toMatchObject([params]);
  const reason = "The customer wrote";
  expect(await refusal("payWithCase", { params, body: { reason, number: "X-1" } })).toBe("404 no-such-invoice");
  expect(await must("payWithCase", { params, body: { reason, number: told } })).toMatchObject({ status: "resolved" });
  const byBank = { gateway: "bank", account, toMs: Date.now() + 1 };
  const paid = async () => (await must("listAllPayments", { query: byBank })).data.map(({ reference }) => reference);
  await expect.poll(paid).toEqual(expect.arrayContaining(["B-10", "B-11"]));
}

const PAID_OUT = `insert into billing_payout (gateway, id, amount, currency, status, created_ms, arrival_ms, movements, unmatched)
  values ('local', ?1, ?2, ?3, 'paid', ?4, ?4, 2, 50)`;
const MOVED = `insert into billing_movement (gateway, id, kind, charge, amount, fee, net, currency, payout, created_ms, matched)
  values ('local', ?1, ?2, 'ch_1', ?3, 5, ?3 - 5, 'EUR', 'po_1', 1, ?4)`;

/** Payouts, through the client: found in pages, and what each is made of. */
export async function describedPayouts(): Promise<void> {
  const [payout, moved] = [env.DB.prepare(PAID_OUT), env.DB.prepare(MOVED)];
  await env.DB.batch([
    ...[payout.bind("po_1", 145, "EUR", 1), payout.bind("po_2", 90, "USD", 2)],
    ...[moved.bind("mv_1", "charge", 100, 1), moved.bind("mv_2", "other", 55, 0), moved.bind("mv_3", "charge", 5, 1)],
  ]);
  const query = { limit: 1, toMs: 3 };
  const first = await must("listPayouts", { query });
  expect(first).toMatchObject({ data: [{ object: "payout", id: "local:po_2", reference: "po_2" }], has_more: true });
  const next = await must("listPayouts", { query: { ...query, cursor: first.next_cursor ?? "" } });
  expect(next.data).toMatchObject([{ id: "local:po_1", unmatched: 50 }]);
  expect((await must("listPayouts", { query: { currency: "USD", toMs: 3 } })).data).toEqual(first.data);
  expect(await refusal("listPayouts", { query: { cursor: "2" } })).toBe("422 invalid-cursor");
  const params = { id: "local:po_1" };
  expect(await must("getPayout", { params })).toEqual({
    ...next.data[0],
    sums: [
      { kind: "charge", count: 2, amount: 105, fee: 10, net: 95, unmatched: 0 },
      { kind: "other", count: 1, amount: 55, fee: 5, net: 50, unmatched: 50 },
    ],
    caseId: null,
  });
  expect(await refusal("getPayout", { params: { id: "local:po_9" } })).toBe("404 not-found");
  expect(await refusal("listPayoutMovements", { params: { id: "po_1" } })).toBe("404 not-found");
  const unknown = await must("listPayoutMovements", { params, query: { limit: 2 } });
  expect(unknown.data.map(({ id, matched }) => [id, matched])).toEqual([
    ["local:mv_2", false],
    ["local:mv_1", true],
  ]);
  const known = await must("listPayoutMovements", { params, query: { cursor: unknown.next_cursor ?? "" } });
  expect(known).toMatchObject({ data: [{ id: "local:mv_3", payoutId: "local:po_1" }], has_more: false });
}
