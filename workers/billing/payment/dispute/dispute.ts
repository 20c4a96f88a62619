import { fail, ok } from "../../../kit/result.ts";
import type { Books } from "../../books/books.ts";
import type { Command, Deed } from "../../command/command.ts";
import { disputeFee, disputeFeeBack, disputeOpened, disputeWon } from "../../ledger/posting/postings.ts";
import type { Transaction } from "../../ledger/posting/transaction.ts";
import { mail } from "../charge/errand.ts";
import type { GatewayDispute } from "../gateway/gateway.ts";
import type { Dispute, Payment } from "../payment.ts";
import { disputeMayBecome, holdsMoney, isOpen } from "./dispute-state.ts";

/** What a gateway tells of a dispute, with the payment that it is of. */
export interface RecordDispute {
  paymentId: string;
  dispute: Omit<GatewayDispute, "charge">;
}

export interface RecordedDispute {
  dispute: Dispute;
  payment: Payment;
  transactions: Transaction[];
  /** Why it changed nothing: a repeat, or it is closed. Null when it counted. */
  ignored: "nothing-new" | "already-closed" | null;
}

export type DisputeRefusal = "payment-not-found" | "payment-not-settled";

/** `dispute.record`: opens, moves or closes a dispute as the gateway tells it, told apart by its reference. Money that it took or gave back is posted. */
export const recordDispute: Command<RecordDispute, RecordedDispute, DisputeRefusal> = (books, input, deed) => {
  const payment = books.payments.get(input.paymentId);
  if (!payment) return fail("payment-not-found", `There is no payment ${input.paymentId}.`);
  if (payment.status !== "succeeded")
    return fail("payment-not-settled", "The payment has not arrived: its success comes first.");
  const known = books.disputes.list().find(({ reference }) => reference === input.dispute.reference);
  if (!known) {
    const dispute: Dispute = { id: books.newId("dp"), paymentId: payment.id, ...input.dispute };
    return ok(changed(books, payment, null, dispute, deed));
  }
  const late = lateFee(books, payment, known, input.dispute.fee, deed);
  const next = disputeMayBecome(known.status, input.dispute.status);
  if (!next.ok) return ok(late ?? { dispute: known, payment, transactions: [], ignored: next.reason });
  const before = late?.dispute ?? known;
  const { status, respondByMs, closedMs, amount, fee, currency } = input.dispute;
  // What was posted stays; an inquiry had taken nothing, and knew no fee.
  const taken = holdsMoney(known.status) ? {} : { amount, fee, currency };
  const recorded = changed(books, payment, before, { ...before, ...taken, status, respondByMs, closedMs }, deed);
  return ok({ ...recorded, transactions: [...(late?.transactions ?? []), ...recorded.transactions] });
};

/** A gateway may know its fee later than the dispute: it is posted once, when it is known, and given back with the rest. */
function lateFee(books: Books, payment: Payment, known: Dispute, fee: number, deed: Deed): RecordedDispute | null {
  const isTaken = books.ledger.get(disputeOpened(known, payment).id) !== null;
  if (!isTaken || known.fee !== 0 || fee === 0) return null;
  const dispute = { ...known, fee };
  books.disputes.put(dispute);
  const transactions = [disputeFee(dispute, payment, deed.nowMs)];
  if (known.status === "won") transactions.push(disputeFeeBack(dispute, payment, deed.nowMs));
  for (const transaction of transactions) books.ledger.post(transaction);
  return { dispute, payment, transactions, ignored: null };
}

function changed(books: Books, payment: Payment, before: Dispute | null, after: Dispute, deed: Deed): RecordedDispute {
  books.disputes.put(after);
  if (before === null) mail(books, "dispute-opened", after.id, deed.nowMs);
  const held = before !== null && holdsMoney(before.status);
  const holds = holdsMoney(after.status);
  const transactions: Transaction[] = [];
  if (holds && !held) transactions.push(disputeOpened(after, payment));
  // The fee and amount come back when it is won; `closedMs` says when.
  if (held && !holds) transactions.push(disputeWon({ ...after, closedMs: after.closedMs ?? deed.nowMs }, payment));
  for (const transaction of transactions) books.ledger.post(transaction);
  const change = (Number(holds) - Number(held)) * after.amount;
  const next = { ...payment, disputed: payment.disputed + change };
  books.payments.put(next);
  markInvoice(books, payment.invoiceId);
  return { dispute: after, payment: next, transactions, ignored: null };
}

/** Whether a payment of it is disputed is a fact of the invoice, apart from its status. */
function markInvoice(books: Books, invoiceId: string | null): void {
  const invoice = invoiceId === null ? null : books.invoices.get(invoiceId);
  if (!invoice) return;
  const open = books.disputes.list().filter(({ status }) => isOpen(status));
  const disputed = open.some(({ paymentId }) => books.payments.get(paymentId)?.invoiceId === invoiceId);
  if (invoice.disputed !== disputed) books.invoices.put({ ...invoice, disputed });
}
