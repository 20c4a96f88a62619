import { describe, expect, it } from "vitest";
import { monthlyPrice, subscriptionTo } from "../account-fixture.ts";
import { RecordBooks } from "../books/record-books.ts";
import { FINAL_USAGE } from "../subscription/ending.ts";
import { meteredPeriods, staysOpen } from "./metered-period.ts";

const at = (iso: string) => Date.parse(iso);
const METERED = subscriptionTo(
  [{ price: monthlyPrice(1, { usage: { kind: "metered", meterId: "messages" } }), quantity: 1 }],
  {
    anchor: { local: "2026-01-31T00:00:00", zone: "Europe/Berlin" },
    period: { index: 1, startMs: at("2026-02-27T23:00:00Z"), endMs: at("2026-03-30T22:00:00Z") },
  },
);

describe("the period by which a meter is billed", () => {
  const books = new RecordBooks("0198c1d2-3c4d-7e5f-8a6b-7c8d9e0f1a2b");
  books.subscriptions.put(METERED);
  const periodFor = meteredPeriods(books);

  it("is that of the subscription with a price by it, also before and after the present one", () => {
    expect(periodFor("messages", at("2026-03-01T00:00:00Z"))).toEqual(METERED.period);
    expect(periodFor("messages", at("2026-02-01T00:00:00Z"))).toEqual({
      index: 0,
      startMs: at("2026-01-30T23:00:00Z"),
      endMs: METERED.period.startMs,
    });
    expect(periodFor("messages", METERED.period.endMs)).toMatchObject({ index: 2, startMs: METERED.period.endMs });
  });

  it("is the calendar month where nothing is billed by it", () => {
    expect(periodFor("storage", at("2026-02-14T12:00:00Z"))).toMatchObject({
      startMs: at("2026-02-01T00:00:00Z"),
      endMs: at("2026-03-01T00:00:00Z"),
    });
    books.subscriptions.put({ ...METERED, status: "cancelled" });
    expect(meteredPeriods(books)("messages", at("2026-03-01T00:00:00Z")).startMs).toBe(at("2026-03-01T00:00:00Z"));
  });
});

it("takes what comes late only while a live subscription that began before can bill it", () => {
  const books = new RecordBooks("0198c1d2-3c4d-7e5f-8a6b-7c8d9e0f1a2b");
  const { startMs } = METERED.period;
  const isOpen = (meterId: string, atMs: number, isBilled = true) => staysOpen(books)(meterId, atMs, isBilled);
  expect(isOpen("messages", startMs)).toBe(false);
  const cancelledMs = startMs + 1_000;
  books.subscriptions.put({ ...METERED, status: "cancelled", cancelledMs });
  expect(isOpen("messages", startMs)).toBe(false);
  // Of a time in which nothing was used nothing was billed: nobody pays for it either.
  expect([startMs, cancelledMs - 1, cancelledMs].map((atMs) => isOpen("messages", atMs, false))).toEqual([
    ...[false, false, true],
  ]);
  // Its last invoice is not written yet.
  const task = `${FINAL_USAGE}:${METERED.id}`;
  books.tasks.put({ id: task, kind: FINAL_USAGE, subject: METERED.id, dueMs: cancelledMs });
  expect(isOpen("messages", startMs, false)).toBe(true);
  books.tasks.remove(task);
  // Subscribed again: what the first one used is not the second one's.
  books.subscriptions.put({ ...METERED, id: "sub_2", createdMs: startMs + 999 });
  expect(isOpen("messages", startMs)).toBe(true);
  expect(isOpen("messages", startMs - 1)).toBe(false);
  expect(isOpen("other", startMs)).toBe(false);
});
