import { type Failure, fail, ok } from "../../kit/result.ts";
import type { Books } from "../books/books.ts";
import type { Deed } from "../command/command.ts";
import { reversal } from "../ledger/posting/posting-rule.ts";
import { creditNoteIssuedId } from "../ledger/posting/postings.ts";
import { revenueHeldBack } from "../ledger/revenue/recognition.ts";
import { paymentUnderWay } from "../payment/charge/start-payment.ts";
import { reviewOverdue } from "../payment/dunning/overdue.ts";
import { nextDueMs } from "../schedule/tasks.ts";
import { allNotesOf, CHANGE, notesOf } from "./credit-notes-of.ts";
import { groundOf } from "./ground.ts";
import type { CreditNote, Invoice } from "./invoice.ts";

/**
 * `credit-note.void`: takes a note back that lowered an open invoice, for good: its posting is reversed, the revenue that it held back is posted,
 * and the invoice is owed without it, by the rules that it is collected by anyway. The note keeps its number.
 */
export function voidCreditNote(books: Books, { id }: { id: string }, deed: Deed) {
  const ground = groundOf(books);
  if (!ground.ok) return ground;
  const note = books.creditNotes.get(id);
  if (!note) return fail("no-such-credit-note", `There is no credit note ${id}.`);
  const invoice = books.invoices.get(note.invoiceId);
  const issued = books.ledger.get(creditNoteIssuedId(note));
  if (!invoice || !issued) throw new Error(`Credit note ${id} has no invoice or no posting`);
  const refusal =
    ofNote(note, invoice) ?? ofInvoice(books, invoice) ?? reckonedWith(books, note, invoice) ?? behind(books, deed);
  if (refusal) return refusal;
  const { recognition } = ground.value.company;
  const heldBack = revenueHeldBack(invoice, allNotesOf(books, invoice.id), note, deed.nowMs, recognition);
  books.ledger.post(reversal(issued, deed.nowMs, `Credit note ${note.number} to invoice ${invoice.number} voided`));
  if (heldBack) books.ledger.post(heldBack);
  const voided: CreditNote = { ...note, status: "void", voidedMs: deed.nowMs };
  books.creditNotes.put(voided);
  const owed: Invoice = {
    ...invoice,
    credited: invoice.credited - note.prePaymentAmount,
    amountRemaining: invoice.amountRemaining + note.prePaymentAmount,
  };
  books.invoices.put(owed);
  reviewOverdue(books, deed);
  return ok({ creditNote: voided, invoice: owed });
}

type Refusal = Failure<string> | null;

const INSTEAD = "bill the amount with a new invoice instead.";

/** What of the note itself keeps it from being voided. */
function ofNote(note: CreditNote, invoice: Invoice): Refusal {
  if (note.status === "void") return fail("credit-note-void", "The credit note is void already.");
  if (note.refundAmount > 0) return fail("was-refunded", `What the note took back was paid and refunded: ${INSTEAD}`);
  if (note.balanceAmount > 0)
    return fail(
      "was-credited",
      "What the note took back was paid and is the customer's credit: take it off the balance.",
    );
  if (note.outOfBandAmount > 0)
    return fail("was-settled-outside", `What the note took back was paid and settled outside: ${INSTEAD}`);
  const isSubscribed = (lineId: string) => invoice.lines.some((line) => line.id === lineId && line.subscriptionId);
  if (note.reason === CHANGE && note.lines.some(({ invoiceLineId }) => isSubscribed(invoiceLineId)))
    return fail(
      "belongs-to-subscription",
      `The note settled what a subscription's change or corrected usage gave back: change the subscription again, or ${INSTEAD}`,
    );
  return note.number === null
    ? fail("being-numbered", "The note is about to get its number: try again in a moment.")
    : null;
}

const ENDED: Partial<Record<Invoice["status"], string>> = {
  paid: `The invoice is paid: ${INSTEAD}`,
  void: "The invoice is void: nothing of it can be owed again.",
  uncollectible: `What the invoice owed was given up: ${INSTEAD}`,
};

/** What of its invoice keeps the note from being voided. */
function ofInvoice(books: Books, { id, status, disputed }: Invoice): Refusal {
  const ended = ENDED[status];
  if (ended !== undefined) return fail("invoice-not-open", ended);
  if (disputed) return fail("invoice-disputed", "A payment of the invoice is disputed: wait for the dispute's end.");
  const payment = paymentUnderWay(books, id);
  return payment
    ? fail("payment-under-way", `Payment ${payment.id} is ${payment.status}: its end is waited for.`)
    : null;
}

/** Whether what the note left was the measure for something since: a later note of the same lines, or the least that their period costs. */
function reckonedWith(books: Books, note: CreditNote, invoice: Invoice): Refusal {
  const taken = invoice.lines.filter(({ id }) => note.lines.some(({ invoiceLineId }) => invoiceLineId === id));
  const notes = notesOf(books, invoice.id);
  const later = notes
    .slice(notes.findIndex(({ id }) => id === note.id) + 1)
    .find(
      ({ reason, lines }) =>
        reason === CHANGE && lines.some(({ invoiceLineId }) => taken.some(({ id }) => id === invoiceLineId)),
    );
  if (later)
    return fail("reckoned-with", `Credit note ${later.number ?? later.id} was reckoned from what is left: ${INSTEAD}`);
  const topped = books.invoices
    .list()
    .find(
      ({ status, createdMs, lines }) =>
        status !== "void" &&
        createdMs >= note.createdMs &&
        lines.some(
          ({ kind, subscriptionId, service }) =>
            kind === "minimum" && taken.some((line) => line.subscriptionId === subscriptionId && covers(service, line)),
        ),
    );
  if (topped === undefined) return null;
  return fail("reckoned-with", `Invoice ${topped.number ?? topped.id} brought its period up to its least: ${INSTEAD}`);
}

const covers = (period: Invoice["lines"][number]["service"], { service }: Invoice["lines"][number]): boolean =>
  period !== null && service !== null && service.startMs >= period.startMs && service.endMs <= period.endMs;

/** What is due and not done would be reckoned as if the note had stood, or not, at another time. */
function behind(books: Books, { nowMs }: Deed): Refusal {
  const dueMs = nextDueMs(books);
  return dueMs !== null && dueMs <= nowMs
    ? fail("schedule-behind", "Something of the account is due and about to be done: try again in a moment.")
    : null;
}
