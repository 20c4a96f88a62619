import type { Account } from "../../account/account.ts";
import type { Books } from "../../books/books.ts";
import { formatDate } from "../../calendar/local-time.ts";
import type { Invoice } from "../../invoice/invoice.ts";
import { formatMoney } from "../../money.ts";
import { localeOf } from "../words/language.ts";
import type { MailFacts } from "./mail.ts";
import type { BillingMailKind } from "./words.ts";

/** What a mail is about: its facts, and the document that it links to. */
export interface Matter {
  facts: MailFacts;
  documentId: string | null;
}

/** Reads what a mail of a kind says of a record; null when there is nothing to say any more: a reminder of what is paid. */
export function matterOf(
  books: Books,
  kind: BillingMailKind,
  subject: string,
  account: Pick<Account, "language" | "timeZone">,
): Matter | null {
  const locale = localeOf(account.language);
  const id = subject.replace(/^(invoice|credit-note):/, "");
  const date = (atMs: number | null) => (atMs === null ? "" : formatDate(atMs, account.timeZone, locale));
  const money = (amount: number, currency: string) => formatMoney({ amount, currency }, locale);
  const about = (invoice: Invoice, amount: number): Matter => ({
    facts: { number: invoice.number ?? "", amount: money(amount, invoice.currency), date: date(invoice.dueMs) },
    documentId: invoice.id,
  });
  switch (kind) {
    case "invoice-issued": {
      const invoice = books.invoices.get(id);
      return invoice && about(invoice, invoice.total);
    }
    case "invoice-due-soon":
    case "invoice-overdue":
    case "payment-method-missing": {
      const invoice = books.invoices.get(id);
      return invoice?.status === "open" ? about(invoice, invoice.amountRemaining) : null;
    }
    case "payment-received":
    case "payment-failed":
    case "payment-action": {
      const payment = books.payments.get(id);
      const invoice = payment?.invoiceId ? books.invoices.get(payment.invoiceId) : null;
      if (!payment || !invoice) return null;
      return kind === "payment-received" || invoice.status === "open" ? about(invoice, payment.amount) : null;
    }
    case "credit-note-issued": {
      const note = books.creditNotes.get(id);
      if (!note) return null;
      return { facts: { number: note.number ?? "", amount: money(note.total, note.currency) }, documentId: note.id };
    }
    case "refund-sent": {
      const refund = books.refunds.get(id);
      if (!refund) return null;
      return { facts: { amount: money(refund.amount, refund.currency) }, documentId: refund.creditNoteId };
    }
    case "trial-ending": {
      const subscription = books.subscriptions.get(id);
      if (subscription?.status !== "trialing") return null;
      return { facts: { date: date(subscription.trialEndMs) }, documentId: null };
    }
    case "subscription-cancelled": {
      const subscription = books.subscriptions.get(id);
      // Taken back in the meantime, there is nothing to tell.
      if (!subscription || (subscription.cancelledMs === null && subscription.cancelAtMs === null)) return null;
      return { facts: { date: date(subscription.cancelledMs ?? subscription.cancelAtMs) }, documentId: null };
    }
    case "subscription-still-paused": {
      const invoice = books.invoices.get(id);
      const subscription = invoice?.subscriptionId ? books.subscriptions.get(invoice.subscriptionId) : null;
      // Gone on since, or asked to once more, it is no news.
      if (!invoice || subscription?.status !== "paused" || subscription.resumption) return null;
      return { facts: { number: invoice.number ?? "" }, documentId: null };
    }
    case "card-expiring": {
      const method = books.methods.get(id);
      if (method?.status !== "active" || method.expires === null) return null;
      // The first moment of the month after is the last of the card's.
      const { year, month } = method.expires;
      return { facts: { last4: method.last4, date: date(Date.UTC(year, month) - 1) }, documentId: null };
    }
    case "account-frozen":
    case "account-cancelled-unpaid":
    case "portal-link":
    case "mail-change":
    case "mail-changed":
      return { facts: {}, documentId: null };
  }
}
