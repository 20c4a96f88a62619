import { carryOutApproved } from "./account/approval.ts";
import { endEmployeeComps } from "./account/employee-comps.ts";
import { keepClocks } from "./clock/move.ts";

/** What the cron does each minute for accounts: approved requests and test clocks that were cut off, and comps of people who left. */
export async function keepAccounts(env: Env, nowMs: number): Promise<void> {
  await carryOutApproved(env, nowMs);
  await endEmployeeComps(env, nowMs);
  await keepClocks(env, nowMs);
}
