import type { Books, MeasuredUsage } from "../books.ts";
import { formatPeriod } from "../calendar/local-time.ts";
import type { Deed } from "../command.ts";
import { issueCreditNote } from "../invoice/credit-note.ts";
import { notesOf } from "../invoice/end-invoice.ts";
import type { ProposedLine } from "../invoice/invoice.ts";
import { chargeFor } from "../pricing/charge.ts";
import type { Subscription, SubscriptionItem } from "./subscription.ts";

const NOTHING = { quantity: "0", events: 0 };

/**
 * What a subscription's meters measured in its period, which is over, as lines of the next invoice, with what changed of
 * periods that were billed before; what was billed too much goes back by a credit note. The usage counts as billed.
 */
export function usageLines(books: Books, subscription: Subscription, deed: Deed): ProposedLine[] {
  const language = books.account()?.language ?? "en";
  const { period, anchor, id: subscriptionId } = subscription;
  return subscription.items.flatMap((item) => {
    const { usage } = item.price;
    if (usage.kind !== "metered" || period.index < 0) return [];
    const line = (service: { startMs: number; endMs: number }, key: string, quantity: string, amount: number) => ({
      key,
      kind: "usage" as const,
      description: `${item.price.name}, ${formatPeriod(service, anchor.zone, language)}`,
      productId: item.price.productId,
      priceId: item.price.id,
      subscriptionId,
      quantity,
      unitAmount: null,
      amount,
      service: { startMs: service.startMs, endMs: service.endMs },
      taxCode: item.price.tax.code,
      taxInclusive: item.price.tax.behaviour === "inclusive",
    });
    const own = books.measured.get(`${usage.meterId}/${period.startMs}`);
    const { quantity, events } = own?.billed === null ? own : NOTHING;
    if (own?.billed === null) books.measured.remove(own.id);
    const lines = [line(period, usageKey(item, period.startMs), quantity, amountOf(item, { quantity, events }))];
    for (const changed of books.measured.list()) {
      if (changed.billed === null || changed.meterId !== usage.meterId) continue;
      books.measured.remove(changed.id);
      const more = amountOf(item, changed) - amountOf(item, changed.billed);
      const key = `${usageKey(item, changed.startMs)}/${deed.nowMs}`;
      if (more > 0) lines.push(line(changed, key, changed.quantity, more));
      if (more < 0) giveBack(books, item, changed, -more, deed);
    }
    return lines;
  });
}

const usageKey = ({ id }: SubscriptionItem, startMs: number): string => `${id}/${startMs}/usage`;

/** What a measured quantity costs: at least the price's minimum. */
const amountOf = ({ price }: SubscriptionItem, { quantity, events }: typeof NOTHING): number =>
  Math.max(chargeFor(price.charge, quantity, events).amount, price.minimumAmount);

/** Takes back what a corrected period was billed too much, of the lines that billed it, the newest first. */
function giveBack(books: Books, item: SubscriptionItem, { startMs }: MeasuredUsage, amount: number, deed: Deed): void {
  let left = amount;
  for (const invoice of books.invoices.list().reverse()) {
    if (invoice.status !== "open" && invoice.status !== "paid") continue;
    const notes = notesOf(books, invoice.id).flatMap(({ lines }) => lines);
    for (const line of invoice.lines) {
      if (left === 0 || !line.key.startsWith(usageKey(item, startMs))) continue;
      const back = notes.filter(({ invoiceLineId }) => invoiceLineId === line.id);
      const rest = line.netAmount - back.reduce((sum, { netAmount }) => sum + netAmount, 0);
      const netAmount = Math.min(left, rest);
      if (netAmount <= 0) continue;
      const lines = [{ invoiceLineId: line.id, netAmount }];
      const memo = "Usage was corrected";
      const note = { invoiceId: invoice.id, lines, reason: "order-change" as const, memo, settlement: null };
      if (issueCreditNote(books, note, deed).ok) left -= netAmount;
    }
  }
}
