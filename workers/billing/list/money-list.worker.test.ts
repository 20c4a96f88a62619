import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { DAY_MS } from "../../kit/time.ts";
import { type ListFilter, listFilter } from "./list-filter.ts";
import { LOOKED_THROUGH, listPage, PAGE_ROWS } from "./money-list.ts";
import { NUMBER_CHARS_MAX } from "./view.ts";

const NOW_MS = Date.UTC(2026, 10, 1);
const [OURS, OTHERS] = ["a-ours", "a-others"];

const INSERT = `insert into billing_payment (id, account_id, gateway, status, amount, currency, fee, refunded, disputed, inquiries, created_ms)
  select value ->> '$.id', value ->> '$.accountId', value ->> '$.gateway', value ->> '$.status',
    value ->> '$.amount', value ->> '$.currency', 0, 0, 0, 0, value ->> '$.createdMs' from json_each(?)`;

const payment = (id: string, edit: object) => ({
  ...{ id, accountId: OURS, gateway: "local", status: "succeeded", amount: 1000, currency: "EUR", createdMs: NOW_MS },
  ...edit,
});

async function ids(filter: Partial<ListFilter>): Promise<string[]> {
  const { rows } = await listPage(env.DB, "payments", { afterId: "", ...filter }, NOW_MS);
  return rows.map(({ id }) => id);
}

it("narrows by state, gateway, money, days and account", async () => {
  const rows = [
    payment("p1", {}),
    payment("p2", { status: "failed", createdMs: NOW_MS - DAY_MS }),
    payment("p3", { gateway: "stripe", currency: "USD", amount: 2500, createdMs: NOW_MS - 2 * DAY_MS }),
    payment("p4", { accountId: OTHERS, amount: 1001, createdMs: NOW_MS - 3 * DAY_MS }),
  ];
  await env.DB.prepare(INSERT).bind(JSON.stringify(rows)).run();
  expect(await ids({})).toEqual(["p1", "p2", "p3", "p4"]);
  expect(await ids({ status: "failed" })).toEqual(["p2"]);
  expect(await ids({ gateway: "stripe" })).toEqual(["p3"]);
  expect(await ids({ account: OTHERS })).toEqual(["p4"]);
  expect(await ids({ currency: "EUR", min: 1001 })).toEqual(["p4"]);
  expect(await ids({ currency: "EUR", max: 1000 })).toEqual(["p1", "p2"]);
  // The last moment is not in it.
  expect(await ids({ fromMs: NOW_MS - 2 * DAY_MS, toMs: NOW_MS })).toEqual(["p2", "p3"]);
});

it("calls an invoice overdue from its day on, and finds one by its number", async () => {
  const insert = env.DB.prepare(`insert into billing_invoice
    (id, account_id, status, number, number_key, amount, remaining, currency, disputed, created_ms, due_ms)
    values (?1, '${OURS}', ?2, 'A-' || ?1, 'a' || ?1, 100, 100, 'EUR', 0, ?3, ?3)`);
  await env.DB.batch([
    insert.bind("late", "open", NOW_MS - 1),
    insert.bind("today", "open", NOW_MS),
    insert.bind("settled", "paid", NOW_MS - 1),
  ]);
  const { rows } = await listPage(env.DB, "invoices", { afterId: "", status: "overdue" }, NOW_MS);
  expect(rows.map(({ id }) => id)).toEqual(["late"]);
  const numbered = { afterId: "", account: OURS, number: "a-Today" };
  expect((await listPage(env.DB, "invoices", numbered, NOW_MS)).rows.map(({ id }) => id)).toEqual(["today"]);
  expect((await listPage(env.DB, "invoices", { ...numbered, account: OTHERS }, NOW_MS)).rows).toEqual([]);
  expect(listFilter.safeParse({ number: "7".repeat(NUMBER_CHARS_MAX) }).success).toBe(true);
  expect(listFilter.safeParse({ number: "7".repeat(NUMBER_CHARS_MAX + 1) }).success).toBe(false);
});

it("gives full pages, and a place to go on from where much was looked through in vain", async () => {
  const many = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => payment(`m${from + index}`, { createdMs: 1_000_000 - from - index }));
  await env.DB.prepare(INSERT)
    .bind(JSON.stringify(many(0, LOOKED_THROUGH)))
    .run();
  const days = { afterId: "", toMs: 2_000_000 };
  const first = await listPage(env.DB, "payments", days, NOW_MS);
  expect(first.rows).toHaveLength(PAGE_ROWS);
  const { createdMs: afterMs = 0, id: afterId = "" } = first.next ?? {};
  expect((await listPage(env.DB, "payments", { ...days, afterMs, afterId }, NOW_MS)).rows[0]?.id).toBe("m50");
  const rare = { ...days, currency: "JPY" };
  await env.DB.prepare(INSERT)
    .bind(JSON.stringify([payment("rare", { currency: "JPY", createdMs: 1 })]))
    .run();
  const vain = await listPage(env.DB, "payments", rare, NOW_MS);
  expect(vain).toEqual({ rows: [], next: { createdMs: 1_000_001 - LOOKED_THROUGH, id: `m${LOOKED_THROUGH - 1}` } });
  const place = { afterMs: vain.next?.createdMs ?? 0, afterId: vain.next?.id ?? "" };
  expect(await listPage(env.DB, "payments", { ...rare, ...place }, NOW_MS)).toMatchObject({
    ...{ rows: [{ id: "rare" }], next: null },
  });
});
