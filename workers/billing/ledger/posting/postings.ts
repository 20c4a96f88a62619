import type { BalanceEntry } from "../../books/books.ts";
import { ofEntity } from "../../company/legal-entity.ts";
import type { CreditNote, Invoice } from "../../invoice/invoice.ts";
import { BANK, type Dispute, type Payment, type Refund } from "../../payment/payment.ts";
import { accountName, BETWEEN_ENTITIES, CUSTOMER_CREDIT, DEFERRED, RECEIVABLE } from "./chart.ts";
import type { Posting, Transaction } from "./transaction.ts";

const CASH = "1000";
const OUTSIDE = "2150";
const REFUNDS_CLEARING = "2200";
const RETAINED = "3000";
const REFUNDS = "4100";
const CREDIT_NOTES = "4110";
const DISPUTES = "4120";
const VOIDS = "4130";
const FEES = "5000";
const DISPUTE_FEES = "5010";
const BAD_DEBT = "5100";
const tax = (jurisdiction: string): string => accountName("2050", jurisdiction.replaceAll(":", "-"));
const clearing = (gateway: string): string => (gateway === BANK ? CASH : accountName("1050", gateway));

/** Entries from what each account is debited, negative for what it is credited: one per account, none of zero. */
export function postingsOf(
  currency: string,
  debits: readonly (readonly [account: string, amount: number])[],
): Posting[] {
  const byAccount = new Map<string, number>();
  for (const [account, amount] of debits) byAccount.set(account, (byAccount.get(account) ?? 0) + amount);
  return [...byAccount]
    .filter(([, amount]) => amount !== 0)
    .map(([account, amount]) => ({
      account,
      direction: amount > 0 ? "debit" : "credit",
      amount: Math.abs(amount),
      currency,
    }));
}

type Facts = Pick<Transaction, "kind" | "source" | "description"> & { of: string; atMs: number; currency: string };

const transaction = (facts: Facts, debits: [string, number][]): Transaction => ({
  id: `${facts.kind}:${facts.of}`,
  kind: facts.kind,
  effectiveMs: facts.atMs,
  occurredMs: facts.atMs,
  status: "posted",
  postings: postingsOf(facts.currency, debits),
  source: facts.source,
  description: facts.description,
  reversalOf: null,
  pendingId: null,
});

/** A transaction unless it moves nothing: an invoice of zero leaves no entry. */
const unlessEmpty = (made: Transaction): Transaction | null => (made.postings.length === 0 ? null : made);

const called = ({ number, id }: { number: string | null; id: string }): string => number ?? id;

/** What is still owed stands in receivables, or in bad debt once the invoice was written off. */
const owed = (invoice: Invoice): string => (invoice.status === "uncollectible" ? BAD_DEBT : RECEIVABLE);

/** An invoice was finalised: the customer owes its total, its net is to be delivered, its tax is the state's. Null when it is of zero. */
export function invoiceFinalised(invoice: Invoice): Transaction | null {
  const { id, currency, total, netTotal, taxTotals, finalisedMs, createdMs } = invoice;
  const taxes = taxTotals.map(({ jurisdiction, amount }): [string, number] => [tax(jurisdiction), -amount]);
  const facts = { kind: "invoice-finalised", of: id, atMs: finalisedMs ?? createdMs, currency };
  return unlessEmpty(
    transaction({ ...facts, source: `invoice:${id}`, description: `Invoice ${called(invoice)}` }, [
      [RECEIVABLE, total],
      [DEFERRED, -netTotal],
      ...taxes,
    ]),
  );
}

/** What was owed on an invoice of another system when the account came from there: equity of old, as its sale was booked there. */
export const invoiceBroughtAlong = ({ id, number, currency, total, finalisedMs, createdMs }: Invoice): Transaction =>
  transaction(
    {
      kind: "invoice-brought-along",
      of: id,
      atMs: finalisedMs ?? createdMs,
      currency,
      source: `invoice:${id}`,
      description: `Invoice ${number ?? id} brought along`,
    },
    [
      [RECEIVABLE, total],
      [RETAINED, -total],
    ],
  );

/**
 * An open or written off invoice was voided. `recognised` is its net revenue so far (`recognisedNet`), which becomes
 * contra revenue of now; `notes` are its credit notes, which took their part back already. Balance that was applied to
 * it goes back by `balanceApplied` before. Null when nothing is left.
 */
export function invoiceVoided(
  invoice: Invoice,
  atMs: number,
  recognised: number,
  notes: readonly CreditNote[] = [],
): Transaction | null {
  const issued = notes.filter(({ status }) => status === "issued");
  const net = invoice.netTotal - issued.reduce((sum, { netTotal }) => sum + netTotal, 0);
  const taxes = [
    ...invoice.taxTotals.map(({ jurisdiction, amount }): [string, number] => [tax(jurisdiction), amount]),
    ...issued
      .flatMap((note) => noteTaxes(note, invoice))
      .map(([account, amount]): [string, number] => [account, -amount]),
  ];
  const gross = net + taxes.reduce((sum, [, amount]) => sum + amount, 0);
  const facts = { kind: "invoice-voided", of: invoice.id, atMs, currency: invoice.currency };
  return unlessEmpty(
    transaction({ ...facts, source: `invoice:${invoice.id}`, description: `Invoice ${called(invoice)} voided` }, [
      [DEFERRED, net - recognised],
      [VOIDS, recognised],
      ...taxes,
      [owed(invoice), -gross],
    ]),
  );
}

/** What remained of an invoice was given up. `amount` in minor units. */
export const invoiceUncollectible = (invoice: Invoice, atMs: number, amount = invoice.amountRemaining): Transaction =>
  transaction(
    {
      kind: "invoice-uncollectible",
      of: invoice.id,
      atMs,
      currency: invoice.currency,
      source: `invoice:${invoice.id}`,
      description: `Invoice ${called(invoice)} written off`,
    },
    [
      [BAD_DEBT, amount],
      [RECEIVABLE, -amount],
    ],
  );

/** The customer's credit was used on an invoice, given back from one, or an amount too small to collect was put on it. The entry's amount is what it changes the credit by. */
export const balanceApplied = (entry: BalanceEntry): Transaction =>
  transaction(
    {
      kind: "balance-applied",
      of: entry.id,
      atMs: entry.createdMs,
      currency: entry.currency,
      source: entry.source,
      description: entry.amount < 0 ? "Credit balance used" : "Credit balance given back",
    },
    [
      [CUSTOMER_CREDIT, -entry.amount],
      [RECEIVABLE, entry.amount],
    ],
  );

/** Somebody changed the customer's credit by hand, or it was brought along from elsewhere: contra revenue, or equity of old. */
export const balanceAdjusted = (entry: BalanceEntry): Transaction =>
  transaction(
    {
      kind: "balance-adjusted",
      of: entry.id,
      atMs: entry.createdMs,
      currency: entry.currency,
      source: entry.source,
      description: entry.kind === "import" ? "Credit balance brought along" : "Credit balance adjusted",
    },
    [
      [CUSTOMER_CREDIT, -entry.amount],
      [entry.kind === "import" ? RETAINED : CREDIT_NOTES, entry.amount],
    ],
  );

/** Money arrived at the processor. What it does not owe for the invoice (`applied`, all of it unless said) becomes the customer's credit. */
export function paymentSucceeded(payment: Payment, invoice: Invoice | null, applied = payment.amount): Transaction {
  const used = invoice === null ? 0 : applied;
  const of = invoice === null ? "without an invoice" : `for invoice ${called(invoice)}`;
  return transaction(
    {
      kind: "payment-succeeded",
      of: payment.id,
      atMs: payment.settledMs ?? payment.createdMs,
      currency: payment.currency,
      source: `payment:${payment.id}`,
      description: `Payment ${of}`,
    },
    [
      [clearing(payment.gateway), payment.amount],
      [invoice === null ? RECEIVABLE : owed(invoice), -used],
      [CUSTOMER_CREDIT, used - payment.amount],
    ],
  );
}

/** The processor kept its fee of a payment. Null when there was none. */
export const paymentFee = (payment: Payment, atMs: number): Transaction | null =>
  unlessEmpty(
    transaction(
      {
        kind: "payment-fee",
        of: payment.id,
        atMs,
        currency: payment.currency,
        source: `payment:${payment.id}`,
        description: "Processor fee",
      },
      [
        [FEES, payment.fee],
        [clearing(payment.gateway), -payment.fee],
      ],
    ),
  );

/** What the processor paid out to the company's bank. */
export interface Payout {
  id: string;
  gateway: string;
  amount: number;
  currency: string;
  arrivedMs: number;
}

/** A payout reached the bank. It is the company's, not an account's. */
export const payoutReceived = (payout: Payout): Transaction =>
  transaction(
    {
      kind: "payout-received",
      of: payout.id,
      atMs: payout.arrivedMs,
      currency: payout.currency,
      source: `payout:${payout.id}`,
      description: `Payout from ${payout.gateway}`,
    },
    [
      [CASH, payout.amount],
      [clearing(payout.gateway), -payout.amount],
    ],
  );

function noteTaxes(note: CreditNote, invoice: Invoice): [string, number][] {
  return note.lines.flatMap((line) => {
    const rates = invoice.lines.find(({ id }) => id === line.invoiceLineId)?.tax.rates ?? [];
    return line.taxAmounts.map((amount, index): [string, number] => [
      tax(rates[index]?.jurisdiction ?? "unknown"),
      amount,
    ]);
  });
}

/** The id of the transaction of a note, which one that is voided reverses. */
export const creditNoteIssuedId = ({ id }: Pick<CreditNote, "id">): string => `credit-note-issued:${id}`;

/**
 * A credit note took a part of an invoice back. `recognised` of its net was revenue already (`recognisedPart`): contra
 * revenue of now, as refunds and as credit notes in the proportion of what goes back; the rest lowers what is deferred.
 */
export function creditNoteIssued(note: CreditNote, invoice: Invoice, recognised: number): Transaction {
  const refunds = note.total === 0 ? 0 : Math.round((recognised * note.refundAmount) / note.total);
  return transaction(
    {
      kind: "credit-note-issued",
      of: note.id,
      atMs: note.createdMs,
      currency: note.currency,
      source: `invoice:${invoice.id}`,
      description: `Credit note ${called(note)} to invoice ${called(invoice)}`,
    },
    [
      [DEFERRED, note.netTotal - recognised],
      [REFUNDS, refunds],
      [CREDIT_NOTES, recognised - refunds],
      ...noteTaxes(note, invoice),
      [owed(invoice), -note.prePaymentAmount],
      [REFUNDS_CLEARING, -note.refundAmount],
      [CUSTOMER_CREDIT, -note.balanceAmount],
      [OUTSIDE, -note.outOfBandAmount],
    ],
  );
}

/** A refund left the processor. Without a credit note the sale stands and the customer owes it again, with the next invoice. */
export const refundSettled = (refund: Refund, payment: Payment): Transaction =>
  transaction(
    {
      kind: "refund-settled",
      of: refund.id,
      atMs: refund.settledMs ?? refund.createdMs,
      currency: refund.currency,
      source: `refund:${refund.id}`,
      description: refund.creditNoteId === null ? "Refund; the customer owes it again" : "Refund",
    },
    [
      [refund.creditNoteId === null ? CUSTOMER_CREDIT : REFUNDS_CLEARING, refund.amount],
      [clearing(payment.gateway), -refund.amount],
    ],
  );

/**
 * A customer's credit goes from one legal entity's books to another's, which owes it from then on: a transaction in each, with the same
 * amount between them. `amount` is negative for what the customer owes.
 */
export function creditCarried(
  {
    of,
    currency,
    amount,
    atMs,
    source,
  }: { of: string; currency: string; amount: number; atMs: number; source: string },
  [from, to]: readonly [from: string, to: string],
): Transaction[] {
  const facts = { atMs, currency, source, description: "Credit balance carried between legal entities" };
  const sides = [
    ["credit-carried-out", from, amount],
    ["credit-carried-in", to, -amount],
  ] as const;
  return sides.map(([kind, entity, debit]) => ({
    ...transaction({ ...facts, kind, of: `${of}:${currency}` }, [
      [CUSTOMER_CREDIT, debit],
      [BETWEEN_ENTITIES, -debit],
    ]),
    ...ofEntity(entity),
  }));
}

/** The processor took a disputed amount back, with its fee. */
export const disputeOpened = (dispute: Dispute, payment: Payment): Transaction =>
  disputeMoved("dispute-opened", dispute, payment, dispute.createdMs, 1);

/** A fee that the processor told only after it had taken the amount. */
export const disputeFee = (dispute: Dispute, payment: Payment, atMs: number): Transaction =>
  disputeMoved("dispute-fee", { ...dispute, amount: 0 }, payment, atMs, 1);

/** Such a fee of a dispute that was won by then comes back like the rest. */
export const disputeFeeBack = (dispute: Dispute, payment: Payment, atMs: number): Transaction =>
  disputeMoved("dispute-fee-back", { ...dispute, amount: 0 }, payment, atMs, -1);

/** The dispute was won: all that was taken comes back. */
export const disputeWon = (dispute: Dispute, payment: Payment): Transaction =>
  disputeMoved("dispute-won", dispute, payment, dispute.closedMs ?? dispute.createdMs, -1);

const DISPUTE_WORDS = {
  "dispute-opened": "Dispute opened",
  "dispute-won": "Dispute won",
  "dispute-fee": "Fee of a dispute",
  "dispute-fee-back": "Fee of a dispute that was won",
};

type DisputeMove = keyof typeof DISPUTE_WORDS;

function disputeMoved(kind: DisputeMove, dispute: Dispute, payment: Payment, atMs: number, sign: 1 | -1): Transaction {
  const { id, currency, amount, fee, reason } = dispute;
  const description = `${DISPUTE_WORDS[kind]}: ${reason}`;
  return transaction({ kind, of: id, atMs, currency, source: `dispute:${id}`, description }, [
    [DISPUTES, sign * amount],
    [DISPUTE_FEES, sign * fee],
    [clearing(payment.gateway), -sign * (amount + fee)],
  ]);
}
