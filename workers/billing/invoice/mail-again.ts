import * as z from "zod";
import { fail, ok } from "../../kit/result.ts";
import { MINUTE_MS } from "../../kit/time.ts";
import type { Books } from "../books/books.ts";
import type { Deed } from "../command/command.ts";
import { send } from "../payment/charge/errand.ts";

/** How often the same document is mailed to the same people at most: asked for once more within it, it is the same mail, which goes out once. */
const AGAIN_MS = MINUTE_MS;

/** Which document, and to whom: somebody of the account, else who cares for its bills. */
export const MailAgain = z.strictObject({
  id: z.string().min(1).max(80),
  personId: z.string().min(1).max(64).exactOptional(),
});
type MailAgain = z.output<typeof MailAgain>;

/** `invoice.mail`: mails an invoice again, as when it was issued. */
export function mailInvoice(books: Books, asked: MailAgain, deed: Deed) {
  const invoice = books.invoices.get(asked.id);
  if (!invoice) return fail("no-such-invoice", `There is no invoice ${asked.id}.`);
  if (invoice.number === null) return fail("is-a-draft", "A draft is mailed by itself once it has its number.");
  return mailAgain(books, { mail: "invoice-issued", subject: `invoice:${asked.id}` }, asked, deed);
}

/** `credit-note.mail`: mails a credit note again, as when it was issued. */
export function mailCreditNote(books: Books, asked: MailAgain, deed: Deed) {
  const note = books.creditNotes.get(asked.id);
  if (!note) return fail("no-such-credit-note", `There is no credit note ${asked.id}.`);
  if (note.number === null) return fail("is-a-draft", "A credit note is mailed by itself once it has its number.");
  return mailAgain(books, { mail: "credit-note-issued", subject: `credit-note:${asked.id}` }, asked, deed);
}

/** `payment.mail`: mails the receipt of a payment again, as when the money came. */
export function mailReceipt(books: Books, asked: MailAgain, deed: Deed) {
  const payment = books.payments.get(asked.id);
  if (!payment) return fail("no-such-payment", `There is no payment ${asked.id}.`);
  if (payment.status !== "succeeded" || payment.invoiceId === null)
    return fail("no-receipt", "There is a receipt for what was paid of an invoice.");
  return mailAgain(books, { mail: "payment-received", subject: asked.id }, asked, deed);
}

function mailAgain(
  books: Books,
  { mail, subject }: { mail: string; subject: string },
  { id, personId }: MailAgain,
  { nowMs }: Deed,
) {
  if (personId !== undefined && books.people.get(personId)?.endedMs !== null)
    return fail("no-such-person", "The account has no such person.");
  const to = personId === undefined ? "" : `:to:${personId}`;
  send(books, { id: `${mail}:${id}:${Math.floor(nowMs / AGAIN_MS)}${to}`, kind: "mail", subject }, nowMs);
  return ok({ id });
}

/** The person whom a mail that was asked for again goes to, by its effect's id; null for who cares for the bills. */
export const addresseeOf = (effectId: string): string | null => /^[^:]+:[^:]+:\d+:to:(.+)$/.exec(effectId)?.[1] ?? null;
