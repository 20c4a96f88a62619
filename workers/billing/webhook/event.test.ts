import { expect, it } from "vitest";
import { HOUR_MS } from "../../kit/time.ts";
import { accountOf } from "../books/record-books.ts";
import { ATTEMPTS_MAX, HELD_MAX_MS, waitAfter } from "./backoff.ts";
import { type BillingEvent, EVENT_BYTES_MAX, eventId, keptText, sequenceOf } from "./event.ts";
import { standingOf } from "./standing.ts";

const ACCOUNT = "01999999-9999-7999-8999-999999999999";

const event = (memo: string): BillingEvent => ({
  ...{ id: eventId(ACCOUNT, 7), object: "event", type: "credit_note.created", apiVersion: "1", sequence: 7 },
  ...{ timestamp: "2027-01-01T00:00:00.000Z", account: ACCOUNT, product: "shop" },
  data: { resource: "credit_notes", object: { id: "cn_1", memo }, previous: null },
});

it("has an id that tells its account and its number", () => {
  expect([accountOf(eventId(ACCOUNT, 7)), sequenceOf(eventId(ACCOUNT, 7))]).toEqual([ACCOUNT, 7]);
});

it("is kept whole up to a size in bytes, and without its content above", () => {
  const frame = new TextEncoder().encode(JSON.stringify(event(""))).length;
  // Two bytes each.
  const full = "é".repeat(Math.floor((EVENT_BYTES_MAX - frame) / 2));
  expect(JSON.parse(keptText(event(full)))).toEqual(event(full));
  expect(JSON.parse(keptText(event(`${full}é`))).data).toEqual({
    ...{ resource: "credit_notes", object: { id: "cn_1" }, previous: null },
  });
});

it("is tried for three days, ever more rarely, and waits as long as the receiver asks, up to an hour", () => {
  const waits = Array.from({ length: ATTEMPTS_MAX - 1 }, (_, at) => waitAfter(at + 1, 1, null));
  expect(waits.every((wait, at) => at === 0 || wait > (waits[at - 1] ?? 0))).toBe(true);
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(HELD_MAX_MS);
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(HELD_MAX_MS - 2 * HOUR_MS);
  expect(waitAfter(1, 0, null)).toBe(24_000);
  expect([waitAfter(1, 0, 60_000), waitAfter(1, 0, 2 * HOUR_MS)]).toEqual([60_000, HOUR_MS]);
});

it("stands at an endpoint by what waits, then by what was tried", () => {
  const lane = { endpointId: "a", nextSeq: 2, lastSeq: 4, parked: true };
  const tried = (error: string | null) => [{ endpointId: "a", error }];
  expect(standingOf(2, "a", [lane], tried("500"))).toBe("parked");
  expect(standingOf(4, "a", [lane, { ...lane, parked: false }], [])).toBe("waiting");
  expect(standingOf(5, "a", [lane], [...tried("500"), ...tried(null)])).toBe("delivered");
  expect(standingOf(1, "a", [lane], tried("500"))).toBe("failed");
  expect(standingOf(1, "b", [lane], tried(null))).toBe("not-sent");
});
