import type { Context } from "hono";
import { audit } from "../../../front/audit.ts";
import type { App } from "../../../front/context.ts";
import { fail, ok, type Result } from "../../../kit/result.ts";
import { type JournalQueue, journalQueue, sendAgain } from "./general-ledger.ts";
import { httpLedger } from "./http-ledger.ts";

/** How telling the general ledger goes; null while none is set up. */
export const toldLedger = async (env: Env): Promise<JournalQueue | null> =>
  httpLedger(env) === null ? null : journalQueue(env.DB);

/** Has a journal that was parked sent again, in somebody's name. */
export async function sendJournal(c: Context<App>, number: string): Promise<Result<null, "not-parked">> {
  await audit(c, { action: "journal.sent-again", target: `journal:${number}` });
  if (await sendAgain(c.env.DB, number, c.get("nowMs"))) return ok(null);
  return fail("not-parked", `Journal ${number} does not wait for anybody.`);
}
