import { expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../kit/time.ts";
import { waitAfter } from "./backoff.ts";

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
