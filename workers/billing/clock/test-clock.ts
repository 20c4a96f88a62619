import * as z from "zod";
import { fail, ok, type Result } from "../../kit/result.ts";
import { DAY_MS } from "../../kit/time.ts";
import { nameInput } from "../catalogue/price-input.ts";

/** Test clocks of the company, and accounts of one clock: each is moved in one request. */
export const CLOCKS_MAX = 100;
export const CLOCK_ACCOUNTS_MAX = 20;
/** How far a test clock moves at once at most, as Stripe has it: two years. */
export const CLOCK_STEP_MAX_MS = 2 * 366 * DAY_MS;

/** A time by which test accounts go. `advancing` until all of them have come to it. */
export interface TestClock {
  object: "test_clock";
  id: string;
  name: string;
  nowMs: number;
  status: "ready" | "advancing" | "ending";
  accounts: string[];
  createdMs: number;
}

export const newClock = z.strictObject({ name: nameInput, nowMs: z.int().nonnegative() });
export const clockMove = z.strictObject({ toMs: z.int().nonnegative() });

/** Whether a clock may move from one time to another: forward, and not too far at once. */
export function clockStep(fromMs: number, toMs: number): Result<number, "clock-backwards" | "clock-too-far"> {
  if (toMs < fromMs) return fail("clock-backwards", "A clock only moves forward.");
  if (toMs - fromMs > CLOCK_STEP_MAX_MS) return fail("clock-too-far", "A clock moves two years at once at most.");
  return ok(toMs);
}
