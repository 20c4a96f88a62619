import { MAIN_ENTITY, ofEntity } from "../../company/legal-entity.ts";
import { type Month, monthStartMs, nextMonthMs } from "../period/month.ts";
import { reversal } from "../posting/posting-rule.ts";
import { postingsOf } from "../posting/postings.ts";
import type { Transaction } from "../posting/transaction.ts";
import { COMPANY_LEDGER, projectTransactions } from "../projection/projection.ts";
import { readSums } from "../report/sum.ts";
import { EXCHANGE } from "./exchange.ts";
import { between } from "./exchange-posting.ts";
import { readRatesInto } from "./rate-book.ts";
import { type ExchangeResult, exchangeResults, REALISED, REVALUED } from "./revaluation.ts";

/** Gains and losses of what is not settled yet. */
const UNREALISED = "7010";

/**
 * Posts what changed rates made of a legal entity's foreign money until the end of a month, before the month is closed. What is posted already is not posted
 * again, so that a close that was cut off, or a month that was reopened, goes on from there. Returns how many transactions it made.
 */
export async function postExchange(db: D1Database, base: string, entity: string, month: Month): Promise<number> {
  const results = exchangeResults(await readSums(db, month, entity), await readRatesInto(db, base), month);
  if (results.length === 0) return 0;
  const times = await db
    .prepare(
      `select count(distinct substr(id, -3)) as n from ledger_transaction
       where account_id = ? and source = ? and entity = ? and kind in ('${REALISED}', '${REVALUED}')`,
    )
    .bind(COMPANY_LEDGER, `period:${month}`, entity)
    .first<number>("n");
  const transactions = exchangeTransactions(results, base, { entity, month, time: (times ?? 0) + 1 });
  await projectTransactions(db, COMPANY_LEDGER, transactions);
  return transactions.length;
}

/** The entries of a month's results: gains of settled money, and the valuation of what is left with its reversal on the next month's first moment. */
export function exchangeTransactions(
  results: readonly ExchangeResult[],
  base: string,
  { entity, month, time }: { entity: string; month: Month; time: number },
): Transaction[] {
  const nextMs = nextMonthMs(monthStartMs(month));
  const entry = (kind: string, currency: string, gain: number, against: string, description: string): Transaction => ({
    ...ofEntity(entity),
    // The time comes last: how many there were is counted by it.
    id: `${kind}:${entity === MAIN_ENTITY ? "" : `${entity}:`}${month}:${currency}:${String(time).padStart(3, "0")}`,
    kind,
    effectiveMs: nextMs - 1,
    occurredMs: nextMs - 1,
    status: "posted",
    postings: postingsOf(base, [
      [between(currency), gain],
      [against, -gain],
    ]),
    source: `period:${month}`,
    description,
    reversalOf: null,
    pendingId: null,
  });
  return results.flatMap(({ currency, realised, revalued }) => {
    const settled = entry(REALISED, currency, realised, EXCHANGE, `Exchange gains of settled ${currency}`);
    const valued = entry(REVALUED, currency, revalued, UNREALISED, `${currency} valued at the month's last rate`);
    return [
      ...(realised === 0 ? [] : [settled]),
      ...(revalued === 0 ? [] : [valued, reversal(valued, nextMs, `Valuation of ${currency} taken back`)]),
    ];
  });
}
