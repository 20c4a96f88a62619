import type { AccountRow } from "../../../workers/billing/account/view.ts";
import { ProblemError } from "../api/request.ts";
import { type Asked, customersApi } from "./customers-api.ts";

/** One account's part of a bulk action, and why it was refused; null when it was done. */
export interface BulkOutcome {
  account: AccountRow;
  refused: string | null;
}

/**
 * Runs a command on one account after the other, each for itself: one that is refused stops none of the others. The key tells
 * a second press apart from a new action. `told` hears how many are done.
 */
export async function runOnEach(
  accounts: readonly AccountRow[],
  asked: (account: AccountRow) => Asked,
  key: string,
  told: (done: number) => void,
): Promise<BulkOutcome[]> {
  const outcomes: BulkOutcome[] = [];
  for (const account of accounts) {
    try {
      await customersApi.run(account.id, { ...asked(account), key: `${key}:${account.id}` });
      outcomes.push({ account, refused: null });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      outcomes.push({ account, refused: error.message });
    }
    told(outcomes.length);
  }
  return outcomes;
}
