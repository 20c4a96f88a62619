import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../workers/kit/time.ts";
import { bytes, compact, counted, percent } from "./number.ts";
import { age, bookDay, relative, since } from "./time.ts";

const NOW = new Date(2026, 10, 20, 16, 30).getTime();

describe("numbers in words", () => {
  test("count with their noun", () => {
    expect([0, 1, 1234].map((count) => counted(count, "event"))).toEqual(["0 events", "1 event", "1,234 events"]);
    expect(counted(2, "entry", "entries")).toBe("2 entries");
  });

  test("stay exact below ten thousand", () => {
    expect([9_999, 10_000, 12_345_678].map(compact)).toEqual(["9,999", "10K", "12.3M"]);
  });

  test("never round a part to nothing or to all", () => {
    expect([percent(1, 1000), percent(999, 1000), percent(0, 9), percent(9, 9), percent(1, 0)]).toEqual([
      "<1%",
      ">99%",
      "0%",
      "100%",
      "0%",
    ]);
  });

  test("name sizes", () => {
    expect([0, 1023, 1536, 200 * 1024].map(bytes)).toEqual(["0 B", "1023 B", "1.5 KiB", "200 KiB"]);
  });
});

describe("times in words", () => {
  test("are relative first", () => {
    expect(relative(NOW - 10_000, NOW)).toBe("just now");
    expect(relative(NOW - 4 * MINUTE_MS, NOW)).toBe("4 min ago");
    expect(relative(NOW - 3 * HOUR_MS, NOW)).toBe("3 h ago");
    expect(relative(NOW + 6 * DAY_MS, NOW)).toBe("in 6 days");
    expect(relative(NOW - 60 * DAY_MS, NOW)).toBe("21 Sept");
    expect(relative(NOW - 400 * DAY_MS, NOW)).toMatch(/2025$/);
  });

  test("are short in a column", () => {
    expect([30_000, 4 * MINUTE_MS, 3 * HOUR_MS, 12 * DAY_MS, 800 * DAY_MS].map((ms) => age(NOW - ms, NOW))).toEqual([
      "now",
      "4m",
      "3h",
      "12d",
      "2y",
    ]);
  });

  test("are named days in the books, by UTC and with the year", () => {
    expect([Date.UTC(2026, 10, 20, 23, 59), Date.UTC(2025, 0, 1)].map(bookDay)).toEqual(["20 Nov 2026", "1 Jan 2025"]);
  });

  test("are the clock today and the day before that", () => {
    expect(since(NOW - HOUR_MS, NOW)).toBe("15:30");
    expect(since(NOW - 2 * DAY_MS, NOW)).toBe("18 Nov");
  });
});
