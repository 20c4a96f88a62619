import type { Books } from "../books/books.ts";
import type { Deed } from "../command/command.ts";
import { schedule, unschedule } from "../schedule/tasks.ts";
import { bill } from "./bill.ts";
import { EXPIRE, RESUME } from "./ending.ts";
import { FIRST_PAYMENT_MS } from "./first-payment.ts";
import { recurringLines } from "./lines.ts";
import { anchoredAt, hasPaidRest, putRunning, withDueChange } from "./live.ts";
import type { Subscription } from "./subscription.ts";

/**
 * Ends a pause: what is left of the paid period is still the customer's. Where none is left a new one is billed, and it rests until that
 * is paid or given up, as Stripe has it; what waited for its next invoice goes on waiting. What is sent with days to pay goes on at once.
 */
export function resume(books: Books, paused: Subscription, deed: Deed): void {
  const { id } = paused;
  unschedule(books, RESUME, id);
  if (paused.resumption) return;
  if (hasPaidRest(paused, deed.nowMs)) {
    putRunning(books, paused);
    return;
  }
  const begun = anchoredAt(withDueChange(paused, deed.nowMs), deed.nowMs);
  const language = books.account()?.language ?? "en";
  const invoice = bill(books, begun, recurringLines(begun, language), "subscription-update", deed);
  // Billing it used up discounts.
  const { discounts } = books.subscriptions.get(id) ?? begun;
  if (invoice === null || invoice.total === 0 || invoice.collection === "send-invoice") {
    putRunning(books, { ...begun, discounts });
    return;
  }
  const { items, scheduled, anchor } = begun;
  const resumption = { invoiceId: invoice.id, items, scheduled, anchor, period: begun.period };
  books.subscriptions.put({ ...paused, discounts, resumeAtMs: null, resumption });
  schedule(books, EXPIRE, id, deed.nowMs + FIRST_PAYMENT_MS);
}
