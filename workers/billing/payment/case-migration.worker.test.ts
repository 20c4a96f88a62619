import { type D1Migration, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import { readCase } from "./case.ts";

const OF_BOOKINGS = "0042_billing_transfer.sql";

// Bound for tests alone, by their project.
const { TEST_MIGRATIONS } = env as Env & { TEST_MIGRATIONS: D1Migration[] };

const apply = (migrations: D1Migration[]) =>
  env.DB.batch(migrations.flatMap(({ queries }) => queries).map((query) => env.DB.prepare(query)));

/** The lists as an installation had them before cases knew their bookings. */
beforeEach(async () => {
  await reset();
  await apply(TEST_MIGRATIONS.filter(({ name }) => name < OF_BOOKINGS));
});

const upgrade = () => apply(TEST_MIGRATIONS.filter(({ name }) => name >= OF_BOOKINGS));

/** A case as it was then; resolved, unless that is null. */
async function kept(id: string, resolution: string | null): Promise<void> {
  const resolved = resolution === null ? [null, null, null, null] : [5, "Ann", resolution, "Rent"];
  await env.DB.prepare(
    `insert into billing_case (id, kind, gateway, amount, currency, known, occurred_ms, opened_ms, resolved_ms, resolved_by, resolution, reason)
     values (?, 'transfer', 'bank', 500, 'EUR', '{}', 1, 2, ?, ?, ?, ?)`,
  )
    .bind(id, ...resolved)
    .run();
}

const POSTINGS = JSON.stringify(["1000", "7000"].map((account) => ({ account })));

/** An entry as it was then: what case it was of stood in its description alone. */
const asked = (id: string, description: string, status: string) =>
  env.DB.prepare(
    `insert into ledger_manual (id, status, effective_ms, description, postings, asked_by_id, asked_by_name, asked_ms)
     values (?, ?, 1, ?, ?, 'ann', 'Ann', 3)`,
  )
    .bind(id, status, description, POSTINGS)
    .run();

const caseOf = async (entry: string) =>
  (await env.DB.prepare("select case_id from ledger_manual where id = ?").bind(entry).first<{ case_id: string }>())
    ?.case_id;

const OPEN = { resolvedMs: null, resolvedBy: null, resolution: null, reason: null };
const BOOKED = { resolvedMs: 5, resolvedBy: "Ann", resolution: "booked to 7000", reason: "Rent" };

it("opens a case again whose entry was refused, and leaves those whose entry waits or is posted", async () => {
  for (const status of ["refused", "asked", "posted", "pending", "voided", "expired"]) {
    await kept(`bank:${status}`, "booked to 7000");
    await asked(status, `Case bank:${status}: Rent`, status);
  }
  await upgrade();
  expect(await readCase(env.DB, "bank:refused")).toMatchObject({
    ...OPEN,
    ...{ amount: 500, openedMs: 2, bookings: [{ account: "7000", status: "refused", askedBy: "Ann" }] },
  });
  for (const status of ["asked", "posted", "pending", "voided", "expired"])
    expect(await readCase(env.DB, `bank:${status}`)).toMatchObject({ ...BOOKED, bookings: [{ status }] });
});

it("leaves a case closed of which another entry waits or is posted", async () => {
  await kept("bank:twice", "booked to 7000");
  await asked("first", "Case bank:twice: Rent", "refused");
  await asked("second", "Case bank:twice: Rent", "posted");
  await upgrade();
  expect(await readCase(env.DB, "bank:twice")).toMatchObject({
    ...BOOKED,
    bookings: [{ status: "refused" }, { status: "posted" }],
  });
});

it("finds an entry's case by its whole id, whatever characters are in it, and the longest that fits", async () => {
  const ids = ["bank:a", "bank:a: b", "bank:%", "bank:_", "bank:it's"];
  for (const id of ids) {
    await kept(id, "booked to 7000");
    await asked(id, `Case ${id}: Rent`, "posted");
  }
  await asked("wild", "Case bank:xyz: Rent", "refused");
  await asked("in-part", "Case bank:abc: Rent", "refused");
  await upgrade();
  for (const id of ids) expect(await caseOf(id)).toBe(id);
  expect([await caseOf("wild"), await caseOf("in-part")]).toEqual([null, null]);
  for (const id of ids) expect(await readCase(env.DB, id)).toMatchObject(BOOKED);
});

it("leaves what is no booking of a case as it was", async () => {
  await kept("bank:open", null);
  await kept("bank:word", "explained");
  await kept("bank:paid", "paid invoice INV-00001");
  await kept("bank:alone", "booked to 7000");
  for (const id of ["open", "word", "paid"]) await asked(id, `Case bank:${id}: by hand`, "refused");
  await asked("wine", "Case of wine: a gift", "refused");
  await asked("lower", "case bank:alone: Rent", "refused");
  await asked("later", "Rent, see Case bank:alone: Rent", "refused");
  await upgrade();
  for (const entry of ["open", "word", "paid", "wine", "lower", "later"])
    expect([entry, await caseOf(entry)]).toEqual([entry, null]);
  expect(await readCase(env.DB, "bank:open")).toMatchObject({ ...OPEN, bookings: [] });
  expect(await readCase(env.DB, "bank:word")).toMatchObject({ ...BOOKED, resolution: "explained", reopenings: [] });
  expect(await readCase(env.DB, "bank:paid")).toMatchObject({ resolution: "paid invoice INV-00001" });
  expect(await readCase(env.DB, "bank:alone")).toMatchObject({ ...BOOKED, bookings: [] });
});
