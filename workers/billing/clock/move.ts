import { accountBooks } from "../account-client.ts";
import { type Deed, SYSTEM } from "../command.ts";
import { findClock, listClocks, noteReached, removeClock } from "./clock-book.ts";
import type { TestClock } from "./test-clock.ts";

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

/** Brings an account to its clock's time. One that was noted and is not opened yet gets it as it is opened. */
export async function moveAccount(
  env: Env,
  accountId: string,
  { id, nowMs }: Pick<TestClock, "id" | "nowMs">,
  deed: Deed,
): Promise<void> {
  const sent = { key: `${id}:${nowMs}`, command: "clock.set", input: { toMs: nowMs }, deed };
  const moved = await accountBooks(env, accountId).run(sent, true);
  if (!moved.ok && moved.reason !== "no-such-account") throw new Error(`${accountId}: ${moved.detail}`);
}

/** Cancels all accounts of a clock and removes it. */
export async function endClock(env: Env, { id, accounts }: TestClock, deed: Deed): Promise<void> {
  await each(accounts, async (accountId) => {
    const sent = {
      key: `${id}:end`,
      command: "account.cancel",
      input: {},
      deed: { ...deed, reason: "Its test clock ended." },
    };
    const ended = await accountBooks(env, accountId).run(sent);
    if (!ended.ok && ended.reason !== "no-account") throw new Error(`${accountId}: ${ended.detail}`);
  });
  await removeClock(env.DB, id);
}

/** Goes on with what was cut off. For the cron. */
export async function keepClocks(env: Env, nowMs: number): Promise<void> {
  const deed = { nowMs, actor: SYSTEM, reason: "", requestId: "test-clocks" };
  for (const { id, status } of await listClocks(env.DB)) {
    if (status === "ready") continue;
    const clock = await findClock(env.DB, id);
    if (clock?.status === "ending") await endClock(env, clock, deed);
    if (clock?.status === "advancing") await moveAccounts(env, clock, deed);
  }
}

async function each(ids: readonly string[], work: (id: string) => Promise<void>): Promise<void> {
  for (let from = 0; from < ids.length; from += AT_ONCE) await Promise.all(ids.slice(from, from + AT_ONCE).map(work));
}
