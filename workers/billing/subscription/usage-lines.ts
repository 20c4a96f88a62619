import type { Books, MeasuredUsage } from "../books/books.ts";
import { formatPeriod } from "../calendar/local-time.ts";
import { type Deed, SYSTEM } from "../command/command.ts";
import { issueCreditNote } from "../invoice/credit-note.ts";
import { CHANGE, notesOf } from "../invoice/credit-notes-of.ts";
import type { InvoiceLine, ProposedLine } from "../invoice/invoice.ts";
import { paymentUnderWay } from "../payment/charge/start-payment.ts";
import { chargeFor } from "../pricing/charge.ts";
import { partOf } from "../pricing/decimal.ts";
import { meterOf } from "./ending.ts";
import { boughtMs, endedItems, itemThen } from "./former-item.ts";
import type { Subscription, SubscriptionItem } from "./subscription.ts";

const NOTHING = { quantity: "0", events: 0 };
type Used = typeof NOTHING;

/**
 * What a subscription's meters measured until now, in its period and in what is left of earlier ones, as lines of the next
 * invoice, with what changed of periods that were billed before; what was billed too much goes back by a credit note. The
 * usage counts as billed. What was measured in a trial, or before the price was bought, is free.
 */
export function usageLines(books: Books, subscription: Subscription, deed: Deed): ProposedLine[] {
  return subscription.items.flatMap((item) => {
    const { usage } = item.price;
    if (usage.kind !== "metered") return [];
    // Late, an account is told of later periods, too: those are the next invoice's, and nobody's after the end.
    const untilMs = Math.min(deed.nowMs, subscription.cancelledMs ?? deed.nowMs);
    const due = books.measured.list().filter((one) => one.meterId === usage.meterId && one.startMs < untilMs);
    const first = due.filter(({ billed }) => billed === null);
    const again = due.flatMap((one) => (one.billed === null ? [] : [{ one, billed: one.billed }]));
    return [
      ...firstLines(books, subscription, item, first),
      ...again.flatMap(({ one, billed }) => corrected(books, subscription, item, one, billed, deed)),
    ];
  });
}

/** What was not billed yet: a line per period, and one for the subscription's own even where nothing was used. */
function firstLines(
  books: Books,
  subscription: Subscription,
  item: SubscriptionItem,
  told: readonly MeasuredUsage[],
): ProposedLine[] {
  const { period } = subscription;
  const sinceMs = boughtMs(subscription, item);
  const due: (Stretch & Used)[] = [];
  for (const one of told) {
    const bought = one.startMs >= sinceMs;
    if (!bought && isOthers(books, item, one)) continue;
    books.measured.remove(one.id);
    if (bought) due.push(one);
  }
  if (due.length === 0 && period.startMs >= sinceMs) due.push({ ...period, ...NOTHING });
  return due.map((one, index) => {
    const priced = itemThen(subscription, item, one.startMs);
    // Only the last period has the least that a period costs: those before it are parts that were left over.
    const amount = index === due.length - 1 ? amountOf(priced, one) : chargeOf(priced, one);
    const key = usageKey(item, one.startMs);
    return lineOf(books, subscription, priced, one, { key, quantity: one.quantity, amount });
  });
}

/** Whether another subscription bills what was measured then: it had the meter before this one. */
const isOthers = (books: Books, item: SubscriptionItem, { meterId, startMs }: MeasuredUsage): boolean =>
  books.subscriptions
    .list()
    .filter(({ status }) => status !== "cancelled" && status !== "expired")
    .some((subscription) =>
      subscription.items.some(
        (other) =>
          other.id !== item.id &&
          other.price.usage.kind === "metered" &&
          other.price.usage.meterId === meterId &&
          boughtMs(subscription, other) <= startMs,
      ),
    );

/** What a billed period measures more now; less goes back. While a payment is under way that could, it waits. */
function corrected(
  books: Books,
  subscription: Subscription,
  item: SubscriptionItem,
  changed: MeasuredUsage,
  billed: Used,
  deed: Deed,
): ProposedLine[] {
  const bought = changed.startMs >= boughtMs(subscription, item);
  if (!bought && isOthers(books, item, changed)) return [];
  const former = bought ? null : formerItem(books, changed);
  const priced = former ?? itemThen(subscription, item, changed.startMs);
  const more = amountOf(priced, changed) - amountOf(priced, billed);
  if (more < 0 && !giveBack(books, item, changed, -more, deed)) return [];
  books.measured.remove(changed.id);
  if (more <= 0 || (!bought && former === null)) return [];
  const key = `${usageKey(priced, changed.startMs)}/${deed.nowMs}`;
  return [lineOf(books, subscription, priced, changed, { key, quantity: changed.quantity, amount: more })];
}

/** The item that ended by which a period was billed: what was corrected of it costs what it cost. */
const formerItem = (books: Books, { meterId, startMs }: MeasuredUsage): SubscriptionItem | null =>
  endedItems(books, meterId).findLast(({ fromMs, endMs }) => fromMs <= startMs && endMs > startMs)?.item ?? null;

interface Stretch {
  startMs: number;
  endMs: number;
}

function lineOf(
  books: Books,
  { anchor, id: subscriptionId }: Subscription,
  { price }: SubscriptionItem,
  { startMs, endMs }: Stretch,
  billed: Pick<ProposedLine, "key" | "quantity" | "amount">,
): ProposedLine {
  const service = { startMs, endMs };
  return {
    ...billed,
    kind: "usage",
    description: `${price.name}, ${formatPeriod(service, anchor.zone, books.account()?.language ?? "en")}`,
    productId: price.productId,
    priceId: price.id,
    subscriptionId,
    unitAmount: null,
    service,
    taxCode: price.tax.code,
    taxInclusive: price.tax.behaviour === "inclusive",
  };
}

/** Names the meter, too: a correction finds the line by it when the item is long gone. */
const usageKey = (item: SubscriptionItem, startMs: number): string => `${item.id}/${startMs}/usage/${meterOf(item)}`;

const chargeOf = ({ price }: SubscriptionItem, { quantity, events }: Used): number =>
  chargeFor(price.charge, quantity, events).amount;

/** What a measured quantity costs: at least the price's minimum. */
const amountOf = (item: SubscriptionItem, used: Used): number =>
  Math.max(chargeOf(item, used), item.price.minimumAmount);

/**
 * Takes back what a corrected period was billed too much, of the lines that billed it, the newest first: of each the part
 * of its net that was really charged for it. False while a payment for one of them is under way.
 */
function giveBack(books: Books, item: SubscriptionItem, { startMs }: Stretch, amount: number, deed: Deed): boolean {
  // Whoever subscribes again has other items, and may have another price by the same meter.
  const bills = ({ key, kind, service }: InvoiceLine) =>
    kind === "usage" && service?.startMs === startMs && key.split("/")[3] === meterOf(item);
  const invoices = books.invoices
    .list()
    .reverse()
    .filter(({ status, lines }) => (status === "open" || status === "paid") && lines.some(bills));
  if (invoices.some(({ id }) => paymentUnderWay(books, id))) return false;
  let left = amount;
  for (const invoice of invoices) {
    const notes = notesOf(books, invoice.id).flatMap(({ lines }) => lines);
    for (const line of invoice.lines) {
      if (left === 0 || line.amount === 0 || !bills(line)) continue;
      const back = notes.filter(({ invoiceLineId }) => invoiceLineId === line.id);
      const rest = line.netAmount - back.reduce((sum, { netAmount }) => sum + netAmount, 0);
      // What went back of it before is not there to go back again: an older line has it.
      const part = Math.min(left, line.netAmount === 0 ? line.amount : partOf(line.amount, rest, line.netAmount));
      left -= part;
      const netAmount = Math.min(partOf(line.netAmount, part, line.amount), rest);
      if (netAmount <= 0) continue;
      const lines = [{ invoiceLineId: line.id, netAmount }];
      const note = { invoiceId: invoice.id, lines, reason: CHANGE, memo: "Usage was corrected" } as const;
      const issued = issueCreditNote(books, { ...note, settlement: null }, { ...deed, actor: SYSTEM });
      if (!issued.ok) throw new Error(`Invoice ${invoice.id} was to be credited: ${issued.detail}`);
    }
  }
  return true;
}
