import { readCompany } from "../../company/company-book.ts";
import { MAIN_ENTITY, ofEntity } from "../../company/legal-entity.ts";
import type { Rates } from "../../ledger/exchange/exchange.ts";
import { exchangeAt, exchangePostings } from "../../ledger/exchange/exchange-posting.ts";
import { readRatesInto } from "../../ledger/exchange/rate-book.ts";
import { accountName } from "../../ledger/posting/chart.ts";
import { postingsOf } from "../../ledger/posting/postings.ts";
import type { Posting, Transaction } from "../../ledger/posting/transaction.ts";
import { COMPANY_LEDGER, projectTransactions } from "../../ledger/projection/projection.ts";
import type { BalanceMovement } from "../gateway/gateway.ts";

const FEES = "5000";
const DISPUTE_FEES = "5010";

/** A movement that the books know and the gateway exchanged into its balance's currency. */
export interface ExchangedMovement {
  id: string;
  kind: BalanceMovement["kind"];
  amount: number;
  fee: number;
  currency: string;
  originalAmount: number;
  originalCurrency: string;
  /** The legal entity that the charge was owed to. */
  entity: string;
  createdMs: number;
}

const EXCHANGED = `select m.id, m.kind, m.amount, m.fee, m.currency, m.original_amount as originalAmount, m.original_currency as originalCurrency,
  m.created_ms as createdMs, coalesce((select entity from billing_payment as p where p.gateway = m.gateway and p.reference = m.charge), '${MAIN_ENTITY}') as entity
  from billing_movement as m where m.gateway = ? and m.payout = ? and m.matched = 1 and m.original_amount is not null`;

/** Posts what a payout's movements were exchanged into, once each: the company's own, as no customer's account knows of it. */
export async function postExchanged(db: D1Database, gateway: string, payout: string): Promise<void> {
  const { results } = await db.prepare(EXCHANGED).bind(gateway, payout).all<ExchangedMovement>();
  if (results.length === 0) return;
  const rates = await readRatesInto(db, (await readCompany(db)).currency);
  await projectTransactions(
    db,
    COMPANY_LEDGER,
    results.map((movement) => movementExchanged(gateway, movement, rates)),
  );
}

/** The clearing's money of one currency became that of another, and the gateway kept its fee in the second one. */
export function movementExchanged(gateway: string, movement: ExchangedMovement, rates: Rates): Transaction {
  const { id, kind, amount, fee, currency, originalAmount, originalCurrency, entity, createdMs } = movement;
  const account = accountName("1050", gateway);
  const given = { account, amount: originalAmount, currency: originalCurrency };
  const got = { account, amount, currency };
  // Without any rate nothing says what was gained: each side then is what the other is worth.
  const exchange = exchangeAt(rates, given, got, createdMs) ?? {
    base: currency,
    given: { ...given, worth: amount },
    got: { ...got, worth: amount },
  };
  return {
    ...ofEntity(entity),
    id: `movement-exchanged:${gateway}:${id}`,
    kind: "movement-exchanged",
    effectiveMs: createdMs,
    occurredMs: createdMs,
    status: "posted",
    postings: [
      ...exchangePostings(exchange),
      ...postingsOf(currency, [
        [kind === "dispute" || kind === "dispute-won" ? DISPUTE_FEES : FEES, fee],
        [account, -fee],
      ]),
    ] satisfies Posting[],
    source: `movement:${gateway}:${id}`,
    description: `${originalCurrency} exchanged into ${currency} by ${gateway}`,
    reversalOf: null,
    pendingId: null,
  };
}
