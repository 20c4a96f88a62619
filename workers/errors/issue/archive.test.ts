import { describe, expect, test } from "vitest";
import { addToHistogram, emptyHistogram, type Histogram } from "../../kit/histogram.ts";
import { HOUR_MS, hourOf, MINUTE_MS } from "../../kit/time.ts";
import { type ArchiveWish, archiveView, beginArchive, endsArchive, isArchivedAs } from "./archive.ts";

const NOW = 500_000 * HOUR_MS;

/** An issue that is ignored as wished; events come to it at moments, by users. */
function ignored(wish: ArchiveWish, hourly: Histogram = emptyHistogram()) {
  const users = new Set<number>();
  const issue = { events: 7, users: { estimate: () => 3 + users.size }, hourly };
  const state = beginArchive(wish, issue, NOW);
  const arrives = (atMs: number, user: number | null = null): boolean => {
    issue.events += 1;
    if (user !== null) users.add(user);
    addToHistogram(issue.hourly, hourOf(atMs), 1, 168);
    return endsArchive(state, issue, user, atMs);
  };
  return { arrives, state, view: (atMs = NOW) => archiveView(state, issue, atMs) };
}

describe("how long an issue stays ignored", () => {
  test("forever is never over", () => {
    const { arrives } = ignored({ until: "forever" });
    expect(Array.from({ length: 5_000 }, () => arrives(NOW + 9e9, 1)).some(Boolean)).toBe(false);
  });

  test("a time is over with its last millisecond", () => {
    const { arrives } = ignored({ until: "time", minutes: 30 });
    expect(arrives(NOW + 30 * MINUTE_MS - 1)).toBe(false);
    expect(arrives(NOW + 30 * MINUTE_MS)).toBe(true);
  });

  test("events are counted from its beginning", () => {
    const { arrives, view } = ignored({ until: "events", count: 3, windowMinutes: null });
    expect([arrives(NOW), arrives(NOW + 9e9)]).toEqual([false, false]);
    expect(view()).toEqual({ until: "events", count: 3, windowMinutes: null, soFar: 2 });
    expect(arrives(NOW)).toBe(true);
  });

  test("events in a window have to come within it", () => {
    const slow = ignored({ until: "events", count: 3, windowMinutes: 60 });
    for (let hour = 0; hour < 50; hour += 1) expect(slow.arrives(NOW + hour * HOUR_MS * 0.6)).toBe(false);
    const quick = ignored({ until: "events", count: 3, windowMinutes: 60 });
    expect([0, 30, 58].map((minute) => quick.arrives(NOW + minute * MINUTE_MS))).toEqual([false, false, true]);
    expect(quick.view(NOW + 59 * MINUTE_MS)).toMatchObject({ soFar: 3 });
    expect(quick.view(NOW + 100 * MINUTE_MS)).toMatchObject({ soFar: 1 });
  });

  test("users are counted once each", () => {
    const { arrives, view } = ignored({ until: "users", count: 2, windowMinutes: null });
    expect([arrives(NOW, 1), arrives(NOW, 1), arrives(NOW, null)]).toEqual([false, false, false]);
    expect(view()).toMatchObject({ soFar: 1 });
    expect(arrives(NOW, 2)).toBe(true);
  });

  test("users in a window have to come within it", () => {
    const { arrives, view } = ignored({ until: "users", count: 2, windowMinutes: 60 });
    expect([arrives(NOW, 1), arrives(NOW + 61 * MINUTE_MS, 2), arrives(NOW + 61 * MINUTE_MS, 2)]).toEqual([
      false,
      false,
      false,
    ]);
    expect(view(NOW + 61 * MINUTE_MS)).toMatchObject({ soFar: 1 });
    expect(arrives(NOW + 100 * MINUTE_MS, 1)).toBe(true);
  });

  test("an issue escalates with more than ten in an hour, or twice the busiest hour before", () => {
    const quiet = ignored({ until: "escalating" });
    expect(Array.from({ length: 10 }, () => quiet.arrives(NOW)).some(Boolean)).toBe(false);
    expect(quiet.arrives(NOW)).toBe(true);
    const busy = ignored({ until: "escalating" }, [hourOf(NOW) - 1, 20, 5]);
    expect(Array.from({ length: 40 }, () => busy.arrives(NOW)).some(Boolean)).toBe(false);
    expect(busy.arrives(NOW)).toBe(true);
  });

  test("asking for the same again is no change, asking for another is", () => {
    const wishes: ArchiveWish[] = [
      { until: "forever" },
      { until: "escalating" },
      { until: "time", minutes: 30 },
      { until: "time", minutes: 32 },
      { until: "events", count: 5, windowMinutes: null },
      { until: "events", count: 5, windowMinutes: 60 },
      { until: "users", count: 5, windowMinutes: 60 },
      { until: "users", count: 6, windowMinutes: 60 },
    ];
    for (const [i, wish] of wishes.entries()) {
      const { state } = ignored(wish);
      expect(wishes.map((other) => isArchivedAs(state, other, NOW + 5_000))).toEqual(wishes.map((_, k) => k === i));
    }
  });
});
