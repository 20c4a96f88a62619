import { eachRound } from "../rounds.ts";
import { carryOutApproved } from "./account/approval/approval.ts";
import { endEmployeeComps } from "./account/person/employee-comps.ts";
import { renewLists } from "./account/search/listing.ts";
import { keepClocks } from "./clock/move.ts";

/** What the cron does each minute for accounts: approved requests and test clocks that were cut off, comps of people who left, and lists that came with a later version. */
export async function keepAccounts(env: Env, nowMs: number): Promise<void> {
  await eachRound({
    approvals: () => carryOutApproved(env, nowMs),
    comps: () => endEmployeeComps(env, nowMs),
    clocks: () => keepClocks(env, nowMs),
    lists: () => renewLists(env),
  });
}
