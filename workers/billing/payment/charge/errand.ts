import type { Books } from "../../books/books.ts";
import type { Effect } from "../../command/effect.ts";

/** Asks the outbox for something, by a key that exists once; not before `notBeforeMs`. */
export function send(
  books: Books,
  errand: Pick<Effect, "id" | "kind" | "subject">,
  nowMs: number,
  notBeforeMs = nowMs,
): void {
  books.outbox.put({ ...errand, notBeforeMs, createdMs: nowMs });
}

/** Mails of this room, each sent once per subject. */
export type PaymentMail =
  | "payment-received"
  | "payment-failed"
  | "payment-action"
  | "payment-method-missing"
  | "account-frozen"
  | "account-cancelled-unpaid"
  | "refund-sent"
  | "refund-failed"
  | "dispute-opened";

/** Sends a mail about a record. */
export const mail = (books: Books, template: PaymentMail, subject: string, nowMs: number): void =>
  send(books, { id: `${template}:${subject}`, kind: "mail", subject }, nowMs);
