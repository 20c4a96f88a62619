import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MINUTE_MS } from "../../workers/kit/time.ts";
import { everyMinute, isDue } from "./cron.ts";

/** A Monday. */
const MONDAY_0615_MS = Date.UTC(2026, 5, 1, 6, 15);

describe("a cron expression", () => {
  it.each(["* * * * *", "15 * * * *", "*/5 6 * * *", "10-20 6 1 6 2", "0,15,30 * * * *", "5/10 * * * 2-6"])(
    "%s is due",
    (cron) => {
      expect(isDue(cron, MONDAY_0615_MS)).toBe(true);
    },
  );

  it.each(["16 * * * *", "*/4 * * * *", "15 7 * * *", "15 6 2 * *", "15 6 1 7 *", "15 6 * * 1"])(
    "%s is not due",
    (cron) => {
      expect(isDue(cron, MONDAY_0615_MS)).toBe(false);
    },
  );

  it.each(["* * * *", "MON * * * *", "* * L * *", ""])("%j is refused", (cron) => {
    expect(() => isDue(cron, MONDAY_0615_MS)).toThrow();
  });
});

describe("the minute's ticks", () => {
  beforeEach(() => void vi.useFakeTimers({ now: MONDAY_0615_MS + 20_000 }));
  afterEach(() => void vi.useRealTimers());

  it("come on the full minute and name it", async () => {
    const fired: number[] = [];
    const stop = everyMinute(["* * * * *"], async (_, atMs) => void fired.push(atMs));
    await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
    stop();
    await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
    expect(fired).toEqual([MONDAY_0615_MS + MINUTE_MS, MONDAY_0615_MS + 2 * MINUTE_MS]);
  });

  it("leave out an expression whose last run is still under way", async () => {
    let runs = 0;
    const stop = everyMinute(["* * * * *"], () => {
      runs++;
      return new Promise((resolve) => setTimeout(resolve, 1.5 * MINUTE_MS));
    });
    await vi.advanceTimersByTimeAsync(3 * MINUTE_MS + 1);
    stop();
    expect(runs).toBe(2);
  });
});
