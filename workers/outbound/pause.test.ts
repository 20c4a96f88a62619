import { expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../kit/time.ts";
import { FAILURES_MAX, PAUSES, pauseAfter } from "./pause.ts";

it("leaves a receiver alone once it failed often, ever longer, up to an hour", () => {
  expect(pauseAfter(FAILURES_MAX - 1)).toBe(0);
  expect(pauseAfter(FAILURES_MAX)).toBe(MINUTE_MS);
  expect(pauseAfter(FAILURES_MAX + 1)).toBe(2 * MINUTE_MS);
  expect(pauseAfter(FAILURES_MAX + 6)).toBe(HOUR_MS);
  expect(pauseAfter(FAILURES_MAX + 60)).toBe(HOUR_MS);
  expect([PAUSES[FAILURES_MAX], PAUSES.at(-1)]).toEqual([MINUTE_MS, HOUR_MS]);
});
