import { errorFields, log } from "./front/log.ts";

/** What a cron does, one after the other. One that fails is logged, and holds up none of the others. */
export async function eachRound(rounds: Record<string, () => Promise<unknown>>): Promise<void> {
  for (const [round, work] of Object.entries(rounds)) {
    try {
      await work();
    } catch (error) {
      log("error", "round-failed", { round, ...errorFields(error) });
    }
  }
}
