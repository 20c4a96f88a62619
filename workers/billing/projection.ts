import { projecting } from "./account/projection.ts";
import type { BookNews } from "./effect-order.ts";
import { ledgerProjector } from "./ledger/book-projection.ts";
import { projectPayments } from "./payment/payment-projection.ts";
import { projectHead } from "./seal/seal-book.ts";
import { projectEvents } from "./webhook/event-book.ts";

/** What is made of an account's news: statements that give the same when they are run again. */
export type Projector = (env: Env, news: BookNews) => D1PreparedStatement[];

const accountProjector: Projector = (env, { account }) => projecting(env.DB, account === null ? [] : [account]);

const PROJECTORS: Projector[] = [accountProjector, ledgerProjector, projectPayments, projectEvents, projectHead];

/** Writes an account's news into D1, all of it or nothing. */
export async function projectBooks(env: Env, news: BookNews): Promise<void> {
  const statements = PROJECTORS.flatMap((projector) => projector(env, news));
  if (statements.length > 0) await env.DB.batch(statements);
}
