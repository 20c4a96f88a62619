import { expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../kit/time.ts";
import { FAILURES_MAX, pauseAfter, waitAfter } from "./backoff.ts";

it("waits twice as long after each try, up to two hours, by chance between half and all of it", () => {
  expect([1, 2, 3, 4].map((attempt) => waitAfter(attempt, 1, null))).toEqual([30_000, 60_000, 120_000, 240_000]);
  expect(waitAfter(1, 0, null)).toBe(15_000);
  expect([8, 9, 10, 100].map((attempt) => waitAfter(attempt, 1, null))).toEqual([
    64 * MINUTE_MS,
    2 * HOUR_MS,
    2 * HOUR_MS,
    2 * HOUR_MS,
  ]);
  expect(waitAfter(1, 0.5, 45_000)).toBe(45_000);
  expect(waitAfter(5, 1, 45_000)).toBe(8 * MINUTE_MS);
});

it("leaves a receiver alone once it failed often, ever longer, up to an hour", () => {
  expect(pauseAfter(FAILURES_MAX - 1)).toBe(0);
  expect(pauseAfter(FAILURES_MAX)).toBe(MINUTE_MS);
  expect(pauseAfter(FAILURES_MAX + 1)).toBe(2 * MINUTE_MS);
  expect(pauseAfter(FAILURES_MAX + 6)).toBe(HOUR_MS);
  expect(pauseAfter(FAILURES_MAX + 60)).toBe(HOUR_MS);
});
