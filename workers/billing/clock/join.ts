import { fail, ok, type Result } from "../../kit/result.ts";
import { accountBooks } from "../account-client.ts";
import type { Deed } from "../command/command.ts";
import { findClock, joinClock, leaveClock } from "./clock-book.ts";
import { moveAccount } from "./move.ts";
import { CLOCK_ACCOUNTS_MAX } from "./test-clock.ts";

interface Clocked {
  testClockId?: string;
  clockMs?: number;
}

/** What an account is opened with to go by a test clock: nothing where it names none. The same again is the same. */
export async function byClock(
  env: Env,
  accountId: string,
  testClockId: string | null,
): Promise<Result<Clocked, "no-such-clock" | "clock-full" | "live-account">> {
  if (testClockId === null) return ok({});
  const clock = await findClock(env.DB, testClockId);
  if (clock === null) return fail("no-such-clock", "There is no test clock of that id.");
  const known = await accountBooks(env, accountId).record("account", accountId);
  if (known && known.testClockId !== testClockId)
    return fail("live-account", "This account is there already, and goes by another time.");
  if (!(await joinClock(env.DB, testClockId, accountId)))
    return fail("clock-full", `A test clock has at most ${CLOCK_ACCOUNTS_MAX} accounts, and none once it is ending.`);
  // Asked again, it was opened at the time that the clock had then.
  return ok({ testClockId, clockMs: known?.createdMs ?? clock.nowMs });
}

/** Brings an account that was opened while its clock moved to where the clock is. */
export async function catchUp(env: Env, testClockId: string, accountId: string, deed: Deed): Promise<void> {
  const clock = await findClock(env.DB, testClockId);
  if (clock) await moveAccount(env, accountId, clock, deed);
}

/** Gives back the place of an account whose opening was refused; one that was opened by the clock before keeps it. */
export async function leaveUnlessOpened(env: Env, testClockId: string, accountId: string): Promise<void> {
  const known = await accountBooks(env, accountId).record("account", accountId);
  if (known?.testClockId !== testClockId) await leaveClock(env.DB, testClockId, accountId);
}
