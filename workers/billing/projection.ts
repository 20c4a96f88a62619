import { projectErasures } from "./account/person/erasure.ts";
import { projecting, SNAPSHOTS_MAX } from "./account/search/projection.ts";
import { type BookNews, triedInVain } from "./command/effect-order.ts";
import { projectInvoices } from "./invoice/invoice-projection.ts";
import { ledgerProjector } from "./ledger/projection/book-projection.ts";
import { projectPayments } from "./payment/payment-projection.ts";
import { projectHead } from "./seal/seal-book.ts";
import { projectEvents } from "./webhook/event-book.ts";

/** What is made of accounts' news: statements that give the same when they are run again. */
export type Projector = (env: Env, news: readonly BookNews[]) => D1PreparedStatement[];

const accountProjector: Projector = (env, news) =>
  projecting(
    env.DB,
    news.flatMap(({ account }) => account ?? []),
  );

const PROJECTORS: Projector[] = [
  accountProjector,
  ledgerProjector,
  projectInvoices,
  projectPayments,
  projectEvents,
  projectHead,
  projectErasures,
];

/** Records that one commit takes, unless one account alone tells more: about half a megabyte of JSON. */
const RECORDS_PER_COMMIT = 1_000;

/** Writes accounts' news into D1: each account's all or nothing, many accounts' in one commit. */
export async function projectBooks(env: Env, news: readonly BookNews[]): Promise<void> {
  for (let from = 0; from < news.length; ) {
    const part = commitFrom(news, from);
    from += part.length;
    await env.DB.batch(PROJECTORS.flatMap((projector) => projector(env, part)));
  }
}

/** Writes accounts' news into D1. Returns why it could not; null when all of it is written. */
export const triedProjecting = (env: Env, news: readonly BookNews[]): Promise<string | null> =>
  projectBooks(env, news).then(
    () => null,
    (error: unknown) => triedInVain(error).because,
  );

/** As much of the news as one commit takes, one account's at least. */
function commitFrom(news: readonly BookNews[], from: number): BookNews[] {
  const part: BookNews[] = [];
  let records = 0;
  for (const one of news.slice(from, from + SNAPSHOTS_MAX)) {
    records += one.changed.length;
    if (part.length > 0 && records > RECORDS_PER_COMMIT) break;
    part.push(one);
  }
  return part;
}
