import { errorFields, log } from "../../front/log.ts";
import { accountBooks } from "../account-client.ts";
import { type Deed, SYSTEM } from "../command/command.ts";
import { listClocks, noteReached, removeClock } from "./clock-book.ts";
import { CLOCK_STEP_MAX_MS, type TestClock } from "./test-clock.ts";

/** Accounts that are moved at the same time. */
const AT_ONCE = 5;

/**
 * Brings all accounts of a clock to its time, each through everything that is due on the way. Cut off, it is done again by
 * the cron: an account that is there already stays. Throws where one cannot be moved.
 */
export async function moveAccounts(env: Env, { id, nowMs, accounts }: TestClock, deed: Deed): Promise<void> {
  await each(accounts, (accountId) => moveAccount(env, accountId, { id, nowMs }, deed));
  await noteReached(env.DB, id, nowMs);
}

/**
 * Brings an account to its clock's time, in as many moves as that takes. One that was noted and is not opened yet gets it as
 * it is opened; one that was opened without the clock after all is somebody's, and left alone.
 */
export async function moveAccount(
  env: Env,
  accountId: string,
  { id, nowMs }: Pick<TestClock, "id" | "nowMs">,
  deed: Deed,
): Promise<void> {
  const books = accountBooks(env, accountId);
  const account = await books.record("account", accountId);
  if (account?.testClockId !== id || account.clockMs === null || account.clockMs > nowMs) return;
  let toMs = account.clockMs;
  do {
    toMs = Math.min(nowMs, toMs + CLOCK_STEP_MAX_MS);
    const moved = await books.run({ key: `${id}:${toMs}`, command: "clock.set", input: { toMs }, deed }, true);
    if (!moved.ok) throw new Error(`${accountId}: ${moved.detail}`);
  } while (toMs < nowMs);
}

/** Cancels all accounts that go by a clock and removes it. */
export async function endClock(env: Env, { id, accounts }: TestClock, deed: Deed): Promise<void> {
  const reason = "Its test clock ended.";
  await each(accounts, async (accountId) => {
    const books = accountBooks(env, accountId);
    if ((await books.record("account", accountId))?.testClockId !== id) return;
    const sent = { key: `${id}:end`, command: "account.cancel", input: {}, deed: { ...deed, reason } };
    const ended = await books.run(sent);
    if (!ended.ok) throw new Error(`${accountId}: ${ended.detail}`);
  });
  await removeClock(env.DB, id);
}

/** Goes on with what was cut off. For the cron: a clock that cannot go on is logged, and holds up nothing else. */
export async function keepClocks(env: Env, nowMs: number): Promise<void> {
  const deed = { nowMs, actor: SYSTEM, reason: "", requestId: "test-clocks" };
  for (const clock of await listClocks(env.DB)) {
    try {
      if (clock.status === "ending") await endClock(env, clock, deed);
      if (clock.status === "advancing") await moveAccounts(env, clock, deed);
    } catch (error) {
      log("error", "test-clock-failed", { clock: clock.id, ...errorFields(error) });
    }
  }
}

async function each(ids: readonly string[], work: (id: string) => Promise<void>): Promise<void> {
  for (let from = 0; from < ids.length; from += AT_ONCE) await Promise.all(ids.slice(from, from + AT_ONCE).map(work));
}
