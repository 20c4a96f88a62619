import type { Context } from "hono";
import { html } from "hono/html";
import type { App } from "../../../front/context.ts";
import type { RecordTypes } from "../../books/record.ts";
import { documentPath, documentToken } from "../../document/document-link.ts";
import { type Issued, issuedEInvoice } from "../../document/issued.ts";
import { filled } from "../../document/words/words.ts";
import type { Invoice } from "../../invoice/invoice.ts";
import { formatMoney } from "../../money.ts";
import { refundedOf } from "../../payment/refund/refund-state.ts";
import { PORTAL_PATH } from "../path.ts";
import { mayDo } from "../right.ts";
import type { Markup } from "../shell.ts";
import { invoiceWord, shortDateOf } from "../standing-words.ts";
import { type Visit, visitForm } from "../visit.ts";

/** What customers have mailed to themselves again. */
export const MAILED = ["invoice.mail", "credit-note.mail", "payment.mail"] as const;

/** A document in the list, with what is told of it. */
interface Bill extends Issued {
  atMs: number;
  amount: number;
  /** Its state in a word, and what else is to be known of it. */
  says: string[];
  mailed: { what: (typeof MAILED)[number]; id: string };
}

/** Invoices and the credit notes to them, the newest first. */
export function billItems(
  c: Context<App>,
  visit: Visit,
  invoices: readonly Invoice[],
  records: { [Kind in "credit-note" | "payment" | "refund"]: RecordTypes[Kind][] },
): Markup[] {
  const bills = [
    ...invoices.flatMap((invoice) => (invoice.number === null ? [] : [invoiceBill(visit, invoice, records)])),
    ...records["credit-note"].flatMap((note): Bill[] => {
      const invoice = invoices.find(({ id }) => id === note.invoiceId);
      if (note.number === null || !invoice) return [];
      const to = filled(visit.words.noteTo, { number: invoice.number ?? "" });
      const says = note.status === "void" ? [to, visit.words.voidNoteText] : [to];
      const mailed = { what: "credit-note.mail", id: note.id } as const;
      return [{ invoice, note, atMs: note.createdMs, amount: -note.total, says, mailed }];
    }),
  ];
  return bills.sort((a, b) => b.atMs - a.atMs).map((bill) => item(c, visit, bill));
}

function invoiceBill(
  visit: Visit,
  invoice: Invoice,
  records: { payment: RecordTypes["payment"][]; refund: RecordTypes["refund"][] },
): Bill {
  const { words, nowMs, locale } = visit;
  const payments = records.payment.filter(({ invoiceId }) => invoiceId === invoice.id);
  const money = (amount: number) => ({ amount: formatMoney({ amount, currency: invoice.currency }, locale) });
  const refunded = refundedOf(payments, records.refund);
  const isPart = invoice.status === "open" && invoice.amountRemaining !== invoice.total;
  const receipt = payments.findLast(({ status }) => status === "succeeded");
  return {
    ...{ invoice, note: null, atMs: invoice.finalisedMs ?? invoice.createdMs, amount: invoice.total },
    says: [
      invoiceWord(visit, invoice, nowMs),
      ...(isPart ? [filled(words.stillOpen, money(invoice.amountRemaining))] : []),
      ...(refunded > 0 ? [filled(words.paidBack, money(refunded))] : []),
    ],
    mailed: receipt ? { what: "payment.mail", id: receipt.id } : { what: "invoice.mail", id: invoice.id },
  };
}

function item(c: Context<App>, visit: Visit, { invoice, note, atMs, amount, says, mailed }: Bill): Markup {
  const { words, locale, person } = visit;
  const number = note?.number ?? invoice.number ?? "";
  const path = documentHref(c, visit, note?.id ?? invoice.id);
  const unseen = html`<span class="unseen"> ${number}</span>`;
  const xml = issuedEInvoice({ invoice, note }).ok ? html`<a href="${path}/ubl">${words.eInvoice}${unseen}</a>` : "";
  const label = mailed.what === "payment.mail" ? words.mailReceipt : words.mailMe;
  const mail = html`<input type="hidden" name="what" value="${mailed.what}"><input type="hidden" name="id" value="${mailed.id}"><button class="link">${label}${unseen}</button>`;
  const due = formatMoney({ amount: invoice.amountRemaining, currency: invoice.currency }, locale);
  const pay =
    note === null && invoice.status === "open" && mayDo(person.role, "pay")
      ? html`<a class="button first" href="${PORTAL_PATH}/invoices/${invoice.id}/pay">${filled(words.payThis, { amount: due })}${unseen}</a>`
      : "";
  return html`<li><span><a href="${path}">${number}</a> <span class="dim">${shortDateOf(visit, atMs)}</span><small>${says.join(" · ")}</small></span>
<strong>${formatMoney({ amount, currency: invoice.currency }, locale)}</strong>
<span class="files"><a href="${path}/pdf">${words.pdf}${unseen}</a>${xml}${visitForm(c, visit, "/invoices/mail", mail)}${pay}</span></li>`;
}

/** The page of a document of this account. */
export const documentHref = (c: Context<App>, { account }: Visit, documentId: string): string =>
  documentPath(documentToken(c.env.APIARY_SECRET, { accountId: account.id, documentId }));
