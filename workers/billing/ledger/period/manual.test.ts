import { expect, it } from "vitest";
import { HOUR_MS } from "../../../kit/time.ts";
import { MAIN_ENTITY } from "../../company/legal-entity.ts";
import { SqliteDatabase } from "../../simulation/sqlite-database.ts";
import { BUILT_IN } from "../posting/chart.ts";
import { postingsOf } from "../posting/postings.ts";
import { pendingPage } from "../projection/pending.ts";
import { readSums } from "../report/sum.ts";
import { askManual, decideManual, expireManual, manualEntries, settleManual } from "./manual.ts";
import { askReversal } from "./manual-reversal.ts";

const NOW = Date.UTC(2026, 2, 10);
const EXPIRES_MS = NOW + HOUR_MS;
const [anna, ben] = [
  { id: "anna", name: "Anna" },
  { id: "ben", name: "Ben" },
];
const moved = (amount: number) =>
  postingsOf("EUR", [
    ["1000", amount],
    ["1050:stripe", -amount],
  ]);

/** Books in which two people expect 900 at the bank until an hour from now. */
async function expecting() {
  const db = new SqliteDatabase(() => {}) as unknown as D1Database; // as far as it is asked here
  const entry = { entity: MAIN_ENTITY, effectiveMs: NOW, expiresMs: EXPIRES_MS, description: "Payout" };
  const asked = await askManual(db, BUILT_IN, { ...entry, postings: moved(900) }, anna, NOW);
  if (!asked.ok) throw new Error(asked.reason);
  const { id } = asked.value;
  expect(await decideManual(db, id, true, ben, NOW)).toMatchObject({ ok: true, value: { status: "pending" } });
  const expected = async () => (await pendingPage(db, {}, null, 9)).flatMap(({ entries }) => entries);
  const cash = async () => (await readSums(db, "2026-03")).find(({ chart }) => chart === "1000")?.debits ?? 0;
  const status = async () => (await manualEntries(db, MAIN_ENTITY)).map((each) => each.status);
  return { db, id, entry, expected, cash, status };
}

it("expects what two people agreed to, and posts it once, wholly or a part", async () => {
  const { db, id, expected, cash, status } = await expecting();
  expect(await expected()).toMatchObject([{ chart: "1000", amount: 900 }, { chart: "1050:stripe" }]);
  expect(await cash(), "what is expected is in no report").toBe(0);
  expect(await settleManual(db, id, moved(901), anna, NOW)).toMatchObject({ reason: "exceeds-pending-amount" });
  const elsewhere = postingsOf("EUR", [["5000", 9], ["1050:stripe", -9]]); // biome-ignore format: one line reads as one entry
  expect(await settleManual(db, id, elsewhere, anna, NOW)).toMatchObject({ reason: "settles-other-accounts" });
  expect(await settleManual(db, id, moved(890), anna, NOW)).toMatchObject({ ok: true });
  expect([await expected(), await cash(), await status()]).toEqual([[], 890, ["posted"]]);
  expect(await settleManual(db, id, "all", anna, NOW)).toMatchObject({ reason: "not-expected" });
  expect(await settleManual(db, id, null, anna, NOW)).toMatchObject({ reason: "not-expected" });
  expect(await settleManual(db, "none", "all", anna, NOW)).toMatchObject({ reason: "no-such-entry" });
  expect(await cash()).toBe(890);
});

it("gives up what does not come, by a person or when its time is over", async () => {
  const voided = await expecting();
  expect(await settleManual(voided.db, voided.id, null, anna, NOW)).toMatchObject({ ok: true });
  expect([await voided.expected(), await voided.cash(), await voided.status()]).toEqual([[], 0, ["voided"]]);
  const late = await expecting();
  await expireManual(late.db, EXPIRES_MS - 1);
  expect(await late.status()).toEqual(["pending"]);
  await expireManual(late.db, EXPIRES_MS);
  expect([await late.expected(), await late.cash(), await late.status()]).toEqual([[], 0, ["expired"]]);
});

it("lets one of two win who settle it in the same moment", async () => {
  const { db, id, cash, expected } = await expecting();
  const settled = await Promise.all([settleManual(db, id, "all", anna, NOW), settleManual(db, id, null, ben, NOW)]);
  expect(settled.map(({ ok }) => ok).sort()).toEqual([false, true]);
  const posted = settled[0]?.ok === true;
  expect([await cash(), await expected()]).toEqual([posted ? 900 : 0, []]);
});

it("expects nothing until a time that is over", async () => {
  const { db, entry } = await expecting();
  const over = { ...entry, expiresMs: NOW, postings: moved(1) };
  expect(await askManual(db, BUILT_IN, over, anna, NOW)).toMatchObject({ reason: "over-already" });
  expect(await askManual(db, BUILT_IN, { ...over, expiresMs: NOW + 1 }, anna, NOW)).toMatchObject({ ok: true });
});

it("takes back once what was posted, when a second person agrees", async () => {
  const { db, id, cash } = await expecting();
  const undoing = (own: string) => ({ id: own, reversalOf: id, effectiveMs: NOW, description: "A mistake" });
  expect(await askReversal(db, undoing("early"), anna, NOW)).toMatchObject({ reason: "not-posted" });
  await settleManual(db, id, moved(890), anna, NOW);
  const asked = await Promise.all(["one", "two"].map((own) => askReversal(db, undoing(own), anna, NOW)));
  expect(asked.filter(({ ok }) => ok)).toHaveLength(1);
  const [first] = asked.flatMap((each) => (each.ok ? [each.value.id] : []));
  expect(await decideManual(db, first ?? "", false, ben, NOW)).toMatchObject({ value: { status: "refused" } });
  expect(await askReversal(db, undoing("three"), anna, NOW)).toMatchObject({ ok: true });
  expect(await decideManual(db, "three", true, anna, NOW)).toMatchObject({ reason: "same-person" });
  expect(await cash()).toBe(890);
  expect(await decideManual(db, "three", true, ben, NOW)).toMatchObject({ value: { status: "posted" } });
  const sums = (await readSums(db, "2026-03")).filter(({ chart }) => chart === "1000");
  expect(sums.reduce((sum, { debits, credits }) => sum + debits - credits, 0)).toBe(0);
  expect(await askReversal(db, undoing("four"), anna, NOW)).toMatchObject({ reason: "reversed-already" });
});
