import { runningWaiver } from "../account/waiver.ts";
import type { Books } from "../books/books.ts";
import type { Deed } from "../command/command.ts";
import { draftInvoice } from "../invoice/draft.ts";
import { finaliseInvoice } from "../invoice/finalise.ts";
import type { BillingReason, Invoice, ProposedLine } from "../invoice/invoice.ts";
import { recurringLines } from "./lines.ts";
import type { Subscription } from "./subscription.ts";

/**
 * Bills what of a subscription's current period is not billed yet, with the lines that wait for its next invoice; null
 * when that is nothing.
 */
export function billPeriod(
  books: Books,
  subscription: Subscription,
  reason: BillingReason,
  deed: Deed,
  more: ProposedLine[] = [],
): Invoice | null {
  const language = books.account()?.language ?? "en";
  const waiting = books.pendingLines.list().filter(({ subscriptionId }) => subscriptionId === subscription.id);
  return bill(books, subscription, [...recurringLines(subscription, language), ...waiting, ...more], reason, deed);
}

/**
 * Bills lines of a subscription at once, with its discounts; null when nothing of them is left to bill. Who has a comp is
 * billed nothing, not what was used and not what a change costs.
 */
export function bill(
  books: Books,
  subscription: Subscription,
  lines: ProposedLine[],
  reason: BillingReason,
  deed: Deed,
): Invoice | null {
  if (runningWaiver(books.waivers.list(), deed.nowMs)) return null;
  const { id, collection } = subscription;
  const discounts = subscription.discounts.filter(({ endsMs = Number.POSITIVE_INFINITY }) => endsMs > deed.nowMs);
  const proposal = {
    reason,
    subscriptionId: id,
    lines,
    discounts,
    collection,
    reference: books.account()?.reference ?? "",
  };
  const drafted = draftInvoice(books, proposal, deed);
  if (!drafted.ok) throw new Error(`Subscription ${id} cannot be billed: ${drafted.detail}`);
  if (drafted.value === null) return null;
  const { invoice, used } = drafted.value;
  for (const { id: pending, key } of books.pendingLines.list()) {
    if (invoice.lines.some((line) => line.key === key)) books.pendingLines.remove(pending);
  }
  countDiscounts(books, subscription.id, used, deed.nowMs);
  const finalised = finaliseInvoice(books, invoice.id, deed);
  if (!finalised.ok) throw new Error(`Invoice ${invoice.id} cannot be finalised: ${finalised.detail}`);
  return finalised.value;
}

/** Counts the invoice for the discounts that lowered it; those that are used up or over go. */
function countDiscounts(books: Books, subscriptionId: string, used: string[], nowMs: number): void {
  const subscription = books.subscriptions.get(subscriptionId);
  if (!subscription || subscription.discounts.length === 0) return;
  const discounts = subscription.discounts.flatMap((discount) => {
    if (discount.endsMs !== undefined && discount.endsMs <= nowMs) return [];
    if (discount.invoicesLeft === null || !used.includes(discount.id)) return [discount];
    return discount.invoicesLeft > 1 ? [{ ...discount, invoicesLeft: discount.invoicesLeft - 1 }] : [];
  });
  books.subscriptions.put({ ...subscription, discounts });
}
