import type { BookNews } from "../effect-order.ts";
import type { Movement } from "./mrr.ts";
import { projectingMovements } from "./mrr-book.ts";
import { projecting } from "./projection.ts";
import type { Transaction } from "./transaction.ts";

/** What an account's news add to the company's ledger, and to its recurring revenue; a test account's nothing. */
export function ledgerProjector(env: Env, { accountId, changed, isTest }: BookNews): D1PreparedStatement[] {
  if (isTest) return [];
  const transactions = changed.flatMap(({ kind, row }) =>
    // A record's row is of its kind.
    kind === "transaction" && row ? [row as Transaction] : [],
  );
  const movements = changed.flatMap(({ kind, row }) => (kind === "movement" && row ? [row as Movement] : []));
  return [...projecting(env.DB, accountId, transactions), ...projectingMovements(env.DB, accountId, movements)];
}
