import { DAY_MS } from "../../../kit/time.ts";
import type { Books, Task } from "../../books/books.ts";
import type { Deed } from "../../command/command.ts";
import { collect } from "../dunning/dunning.ts";
import { reviewOverdue } from "../dunning/overdue.ts";
import { EXPIRY_TASKS } from "../method/card-expiry.ts";
import type { Payment } from "../payment.ts";
import { send } from "./errand.ts";
import { ask } from "./janitor.ts";
import { isUnderWay } from "./payment-state.ts";

/** How long a payment waits for the customer's confirmation before it is given up. */
export const ACTION_WAIT_MS = 7 * DAY_MS;

/** Asks the gateway what became of a payment, or gives it up when the customer never confirmed it. Settled ones are left alone. */
export function askPayment(books: Books, payment: Payment, { nowMs }: Deed): void {
  if (!isUnderWay(payment)) return;
  const waitedMs = nowMs - payment.createdMs;
  if (payment.status === "requires-action" && waitedMs >= ACTION_WAIT_MS) cancelPayment(books, payment, nowMs);
  else ask(books, "ask-payment", payment, nowMs);
}

/** Asks the gateway to give a payment up. It may have succeeded in the meantime: its answer decides. */
export const cancelPayment = (books: Books, { id, inquiries }: Payment, nowMs: number): void =>
  send(books, { id: `cancel-payment:${id}:${inquiries + 1}`, kind: "cancel-payment", subject: id }, nowMs);

/** What is due in this room, by the kind of the task. */
export const PAYMENT_TASKS: Record<string, (books: Books, task: Task, deed: Deed) => void> = {
  "retry-payment": (books, { subject }, deed) => {
    collect(books, subject, deed);
  },
  "ask-payment": (books, { subject }, deed) => {
    const payment = books.payments.get(subject);
    if (payment) askPayment(books, payment, deed);
  },
  "ask-refund": (books, { subject }, { nowMs }) => {
    const refund = books.refunds.get(subject);
    if (refund) ask(books, "ask-refund", refund, nowMs);
  },
  ...EXPIRY_TASKS,
  "review-overdue": (books, _, deed) => reviewOverdue(books, deed),
};
