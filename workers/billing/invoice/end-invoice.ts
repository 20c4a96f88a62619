import { fail, ok } from "../../kit/result.ts";
import { needsSecondPerson } from "../account/approval/second-person.ts";
import type { Books } from "../books/books.ts";
import type { Deed } from "../command/command.ts";
import { reversal } from "../ledger/posting/posting-rule.ts";
import { balanceApplied, invoiceUncollectible, invoiceVoided } from "../ledger/posting/postings.ts";
import { recognisedWhenVoided } from "../ledger/revenue/recognition.ts";
import { paymentUnderWay } from "../payment/charge/start-payment.ts";
import { reviewOverdue } from "../payment/dunning/overdue.ts";
import { unschedule } from "../schedule/tasks.ts";
import { allNotesOf } from "./credit-notes-of.ts";
import { isClosing } from "./finalise.ts";
import type { Invoice } from "./invoice.ts";

/** Deletes a draft; what it would have billed can be billed again. */
export function deleteDraft(books: Books, { id }: { id: string }) {
  const invoice = books.invoices.get(id);
  if (!invoice) return fail("no-such-invoice", `There is no invoice ${id}.`);
  if (invoice.status !== "draft")
    return fail("not-a-draft", `The invoice is ${invoice.status}: void it, or credit it.`);
  if (isClosing(books, invoice)) return fail("being-finalised", "The invoice is being finalised.");
  books.invoices.remove(id);
  unschedule(books, "invoice.finalise", id);
  return ok({ id });
}

/** Takes an invoice back of which nothing was paid: its posting is reversed, and what it billed can be billed again. */
export function voidInvoice(books: Books, { id }: { id: string }, deed: Deed) {
  const found = unpaid(books, id);
  if (!found.ok) return found;
  const invoice = found.value;
  if (invoice.paid > 0) return fail("partly-paid", "Something was paid already: issue a credit note instead.");
  const alone = needsSecondPerson(books, invoice.total, invoice.currency, deed);
  if (alone) return alone;
  const notes = allNotesOf(books, id);
  const rule = books.company()?.recognition ?? "daily";
  if (invoice.balanceApplied > 0) {
    const entry = {
      id: books.newId("bal"),
      amount: invoice.balanceApplied,
      currency: invoice.currency,
      kind: "unapplied-from-invoice",
      source: `invoice:${id}`,
      createdMs: deed.nowMs,
    } as const;
    books.balance.put(entry);
    books.ledger.post(balanceApplied(entry));
  }
  // What was given up is owed again for a moment, so that voiding is the same for both.
  const givenUp = books.ledger.get(invoiceUncollectible(invoice, 0).id);
  if (givenUp) books.ledger.post(reversal(givenUp, deed.nowMs, `Invoice ${invoice.number} is voided`));
  const open: Invoice = { ...invoice, status: "open" };
  const posted = invoiceVoided(open, deed.nowMs, recognisedWhenVoided(invoice, notes, deed.nowMs, rule), notes);
  if (posted) books.ledger.post(posted);
  const voided: Invoice = {
    ...invoice,
    status: "void",
    voidedMs: deed.nowMs,
    balanceApplied: 0,
    writtenOff: 0,
    amountRemaining: 0,
    nextAttemptMs: null,
  };
  ended(books, voided, deed);
  return ok(voided);
}

/** Gives up what remains of an invoice as bad debt. It can still be paid. */
export function writeOffInvoice(books: Books, { id }: { id: string }, deed: Deed) {
  const found = unpaid(books, id);
  if (!found.ok) return found;
  if (found.value.status !== "open") return fail("not-open", "The invoice was given up already.");
  const before = found.value;
  const alone = needsSecondPerson(books, before.amountRemaining, before.currency, deed);
  if (alone) return alone;
  books.ledger.post(invoiceUncollectible(before, deed.nowMs, before.amountRemaining));
  const invoice: Invoice = {
    ...before,
    status: "uncollectible",
    writtenOff: before.writtenOff + before.amountRemaining,
    amountRemaining: 0,
    nextAttemptMs: null,
  };
  ended(books, invoice, deed);
  return ok(invoice);
}

function unpaid(books: Books, id: string) {
  const invoice = books.invoices.get(id);
  if (!invoice) return fail("no-such-invoice", `There is no invoice ${id}.`);
  if (invoice.status !== "open" && invoice.status !== "uncollectible") {
    return fail("not-open", `The invoice is ${invoice.status}.`);
  }
  const payment = paymentUnderWay(books, id);
  if (payment) return fail("payment-under-way", `Payment ${payment.id} is ${payment.status}: its end is waited for.`);
  return ok(invoice);
}

function ended(books: Books, invoice: Invoice, deed: Deed): void {
  books.invoices.put(invoice);
  unschedule(books, "retry-payment", invoice.id);
  reviewOverdue(books, deed);
}
