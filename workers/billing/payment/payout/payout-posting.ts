import { MAIN_ENTITY, ofEntity } from "../../company/legal-entity.ts";
import { archival, reversal } from "../../ledger/posting/posting-rule.ts";
import { payoutReceived } from "../../ledger/posting/postings.ts";
import type { Transaction } from "../../ledger/posting/transaction.ts";
import { COMPANY_LEDGER, projectTransactions } from "../../ledger/projection/projection.ts";
import type { JournalTransaction } from "../../ledger/report/journal.ts";
import { journalOfSource } from "../../ledger/report/journal.ts";
import type { GatewayPayout } from "../gateway/gateway.ts";

/** What of a payout is whose, but for the company's own part: that of charges that were owed to another legal entity, with what was taken back of them. */
const SHARES = `select p.entity, sum(m.net) as amount from billing_movement as m
  join billing_payment as p on p.gateway = m.gateway and p.reference = m.charge
  where m.gateway = ? and m.payout = ? and p.entity <> '${MAIN_ENTITY}' group by 1`;

/** The money is at the bank: the books of each legal entity say so of its part, once. What nobody knows yet is the company's own. */
export async function postPayout(db: D1Database, gateway: string, payout: GatewayPayout): Promise<void> {
  if ((await journalOfSource(db, COMPANY_LEDGER, sourceOf(gateway, payout))).length > 0) return;
  const { results } = await db.prepare(SHARES).bind(gateway, payout.id).all<{ entity: string; amount: number }>();
  const own = results.reduce((rest, { amount }) => rest - amount, payout.amount);
  const parts = [{ entity: MAIN_ENTITY, amount: own }, ...results].filter(({ amount }) => amount !== 0);
  await projectTransactions(db, COMPANY_LEDGER, [
    ...parts.map((part) => receivedOf(gateway, payout, part)),
    archival(expectedOf(gateway, payout), payout.arrivalMs),
  ]);
}

/** A payout that is on its way is expected at the bank: the company's own books say so until it arrives or fails. */
export const expectPayout = (db: D1Database, gateway: string, payout: GatewayPayout): Promise<void> =>
  projectTransactions(db, COMPANY_LEDGER, [expectedOf(gateway, payout)]);

/** A payout failed: nothing of it is expected any more, and what was posted of it is reversed, once. The gateway pays it out again with another. */
export async function takePayoutBack(
  db: D1Database,
  gateway: string,
  payout: GatewayPayout,
  nowMs: number,
): Promise<void> {
  const posted = await journalOfSource(db, COMPANY_LEDGER, sourceOf(gateway, payout));
  const received = posted.filter(({ kind }) => kind === "payout-received").map(transactionOf);
  await projectTransactions(db, COMPANY_LEDGER, [
    ...received.map((each) => reversal(each, nowMs, `Payout of ${gateway} came back`)),
    archival(expectedOf(gateway, payout), nowMs),
  ]);
}

const idOf = (gateway: string, { id }: GatewayPayout): string => `${gateway}:${id}`;
const sourceOf = (gateway: string, payout: GatewayPayout): string => `payout:${idOf(gateway, payout)}`;

function receivedOf(gateway: string, payout: GatewayPayout, part: { entity: string; amount: number }): Transaction {
  const { currency, arrivalMs: arrivedMs } = payout;
  const made = payoutReceived({ id: idOf(gateway, payout), gateway, amount: part.amount, currency, arrivedMs });
  return part.entity === MAIN_ENTITY ? made : { ...made, ...ofEntity(part.entity), id: `${made.id}:${part.entity}` };
}

function expectedOf(gateway: string, payout: GatewayPayout): Transaction {
  const made = receivedOf(gateway, payout, { entity: MAIN_ENTITY, amount: payout.amount });
  return { ...made, id: `payout-expected:${idOf(gateway, payout)}`, kind: "payout-expected", status: "pending" };
}

/** A transaction of the company's journal, as what made it. */
function transactionOf({ id, kind, entity, postedMs, occurredMs, source, description, entries }: JournalTransaction) {
  return {
    ...ofEntity(entity),
    ...{ id, kind, effectiveMs: postedMs, occurredMs, status: "posted", source, description },
    ...{ reversalOf: null, pendingId: null },
    postings: entries.map(({ chart: account, currency, amount }) => ({
      ...{ account, currency, amount: Math.abs(amount) },
      direction: amount > 0 ? "debit" : "credit",
    })),
  } satisfies Transaction as Transaction; // the literals above are wider than what they stand for
}
