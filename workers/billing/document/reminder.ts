import { DAY_MS } from "../../kit/time.ts";
import type { Books } from "../books/books.ts";
import type { Invoice } from "../invoice/invoice.ts";
import { send } from "../payment/charge/errand.ts";
import { schedule, type TaskRule } from "../schedule/tasks.ts";

const DUE_SOON = "invoice.due-soon";
const OVERDUE = "invoice.overdue";
const TRIAL_ENDING = "subscription.trial-ending";

/** When people are reminded: so long before something is due, a day after it was, and each week from then on. */
export const AHEAD_MS = 3 * DAY_MS;
export const FIRST_AFTER_MS = DAY_MS;
export const AGAIN_AFTER_MS = 7 * DAY_MS;
/** Reminders after an invoice was due. */
export const OVERDUE_REMINDERS_MAX = 4;

/** Plans to remind of an invoice that the customer pays on their own. */
export function planReminders(books: Books, { id, collection, dueMs }: Invoice, nowMs: number): void {
  if (collection !== "send-invoice" || dueMs === null) return;
  if (dueMs - AHEAD_MS > nowMs) schedule(books, DUE_SOON, id, dueMs - AHEAD_MS);
  schedule(books, OVERDUE, id, dueMs + FIRST_AFTER_MS);
}

/** Plans to say that a trial ends soon. */
export function planTrialReminder(books: Books, subscriptionId: string, trialEndMs: number, nowMs: number): void {
  if (trialEndMs - AHEAD_MS > nowMs) schedule(books, TRIAL_ENDING, subscriptionId, trialEndMs - AHEAD_MS);
}

/** What is due in this room. Whether there is still something to remind of is seen when it is due, and again when the mail is written. */
export const REMINDER_TASKS: Record<string, TaskRule> = {
  [DUE_SOON]: (books, { subject }, { nowMs }) => {
    if (books.invoices.get(subject)?.status !== "open") return;
    send(books, { id: `invoice-due-soon:${subject}`, kind: "mail", subject }, nowMs);
  },
  [OVERDUE]: (books, { subject }, { nowMs }) => {
    const invoice = books.invoices.get(subject);
    if (invoice?.status !== "open" || invoice.dueMs === null) return;
    const count = 1 + Math.floor((nowMs - invoice.dueMs - FIRST_AFTER_MS) / AGAIN_AFTER_MS);
    send(books, { id: `invoice-overdue:${subject}:${count}`, kind: "mail", subject }, nowMs);
    if (count < OVERDUE_REMINDERS_MAX) schedule(books, OVERDUE, subject, nowMs + AGAIN_AFTER_MS);
  },
  [TRIAL_ENDING]: (books, { subject }, { nowMs }) => {
    if (books.subscriptions.get(subject)?.status !== "trialing") return;
    send(books, { id: `trial-ending:${subject}`, kind: "mail", subject }, nowMs);
  },
};
