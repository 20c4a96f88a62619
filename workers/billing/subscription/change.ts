import { fail, ok } from "../../kit/result.ts";
import { DAY_MS, MINUTE_MS } from "../../kit/time.ts";
import type { Books, PendingLine } from "../books/books.ts";
import { prorated, remainingShare, remainingShareOf, type Share } from "../calendar/proration.ts";
import type { Price, ProrationPolicy } from "../catalogue/price.ts";
import { type Deed, SYSTEM } from "../command/command.ts";
import { issueCreditNote } from "../invoice/credit-note.ts";
import { CHANGE, notesOf } from "../invoice/credit-notes-of.ts";
import type { Invoice, ProposedLine } from "../invoice/invoice.ts";
import { paymentUnderWay } from "../payment/charge/start-payment.ts";
import { bill, billPeriod } from "./bill.ts";
import { meterOf } from "./ending.ts";
import { periodAmount, remainingLine } from "./lines.ts";
import { anchoredAt, hasPaidRest, intervalOf, putLive } from "./live.ts";
import type { ScheduledChange, Subscription, SubscriptionItem } from "./subscription.ts";

/** Items of a subscription at most. */
export const ITEMS_MAX = 20;
/** Changes that wait for their time at most. */
export const SCHEDULED_MAX = 10;
/** New invoices of one subscription by changes at most, as Stripe has it. */
export const INVOICES_PER_MINUTE_MAX = 10;
export const INVOICES_PER_DAY_MAX = 20;
/** Lines of one subscription that wait for its next invoice at most. */
export const PENDING_LINES_MAX = 250;

/** What a subscription is to consist of. An item that goes on keeps its id; null makes a new one. */
export interface WantedItem {
  id: string | null;
  price: Price;
  quantity: number;
}

export interface ChangeInput {
  subscriptionId: string;
  items: WantedItem[];
  /** Null for what the prices say. */
  timing: ProrationPolicy["timing"] | null;
  /** A later day on which it is done as if it were asked for then; null for now. */
  atMs: number | null;
}

/**
 * Changes what a subscription consists of. Out of what costs nothing into what costs something, it is charged at once
 * and the cycle begins anew; else it happens when the price's policy says. What is charged again is first given back,
 * as a part of what was really charged for it, by a credit note onto the customer's balance. What is billed by usage is
 * never given up within a period: its usage is billed at the end.
 */
export function changeSubscription(books: Books, input: ChangeInput, deed: Deed) {
  const subscription = books.subscriptions.get(input.subscriptionId);
  if (!subscription) return fail("no-such-subscription", `There is no subscription ${input.subscriptionId}.`);
  if (subscription.status === "cancelled" || subscription.status === "expired")
    return fail("subscription-ended", "The subscription has ended.");
  if (subscription.status === "incomplete" || subscription.resumption)
    return fail("not-begun", "Its payment is missing: it goes on with that, and can be changed then.");
  const items = itemsOf(books, input.items, input.atMs ?? deed.nowMs, subscription.items);
  const refusal = itemsRefusal(items, subscription.currency);
  if (refusal) return refusal;
  if (input.atMs !== null) return onDay(books, subscription, { ...input, items, atMs: input.atMs }, deed);
  const isPaused = subscription.status === "paused";
  // Else whoever pauses would have the rest of what was paid for as something dearer.
  if (isPaused && hasPaidRest(subscription, deed.nowMs)) return later(books, subscription, items);
  // Nothing was paid for yet, so that nothing has to be given back.
  if (subscription.status === "trialing" || isPaused) {
    const changed = { ...subscription, items, scheduled: [] };
    putLive(books, changed);
    return ok({ subscription: changed, invoice: null, effectiveMs: deed.nowMs });
  }
  const free = subscription.items.every((item) => periodAmount(item) === 0);
  const wanted = free ? "now" : (input.timing ?? latest(items, subscription.items));
  const timing = losesMeter(subscription.items, items) ? "next-cycle" : wanted;
  if (timing === "next-cycle") return later(books, subscription, items);
  const often = tooOften(books, subscription, deed);
  if (often) return often;
  if (books.invoices.list().some((one) => one.status === "draft" && one.subscriptionId === subscription.id))
    return fail(
      "invoice-under-way",
      "An invoice of it waits for its tax or its number: what it charges is known then.",
    );
  const [before, after] = [intervalOf(subscription.items), intervalOf(items)];
  const sameRhythm = before?.unit === after?.unit && before?.count === after?.count;
  const restarts = free || !sameRhythm;
  const returned = giveBack(books, subscription, items, restarts, deed);
  if (!returned.ok) return returned;
  const changed = { ...subscription, items, scheduled: [] };
  if (restarts) {
    const begun = anchoredAt(changed, deed.nowMs);
    putLive(books, begun);
    const invoice = billPeriod(books, begun, "subscription-update", deed);
    return ok({ subscription: books.subscriptions.get(begun.id) ?? begun, invoice, effectiveMs: deed.nowMs });
  }
  putLive(books, changed);
  const invoice = chargeRest(books, subscription, changed, timing, deed);
  return ok({ subscription: books.subscriptions.get(changed.id) ?? changed, invoice, effectiveMs: deed.nowMs });
}

/** Why a subscription is not changed once more now: who changes it over and over would flood its customer with invoices. Null when it may be. */
function tooOften(books: Books, { id }: Subscription, { nowMs }: Deed) {
  const madeMs = books.invoices.list().flatMap((one) => (one.subscriptionId === id ? [one.createdMs] : []));
  const since = (spanMs: number) => madeMs.filter((atMs) => atMs > nowMs - spanMs && atMs <= nowMs).length;
  if (since(MINUTE_MS) >= INVOICES_PER_MINUTE_MAX || since(DAY_MS) >= INVOICES_PER_DAY_MAX)
    return fail(
      "too-many-invoices",
      `A subscription has at most ${INVOICES_PER_MINUTE_MAX} new invoices a minute and ${INVOICES_PER_DAY_MAX} a day.`,
    );
  if (books.pendingLines.list().filter(({ subscriptionId }) => subscriptionId === id).length >= PENDING_LINES_MAX)
    return fail("too-many-lines", `At most ${PENDING_LINES_MAX} lines wait for the next invoice.`);
  return null;
}

/** Why items cannot be sold together; null when they can. */
export function itemsRefusal(items: SubscriptionItem[], currency: string) {
  if (items.length === 0 || items.length > ITEMS_MAX)
    return fail("item-count", `A subscription has 1 to ${ITEMS_MAX} items.`);
  if (items.some(({ price }) => price.currency !== currency))
    return fail("other-currency", `All prices of it are in ${currency}.`);
  const rhythms = new Set(items.map(({ price }) => price.interval && `${price.interval.count} ${price.interval.unit}`));
  if (rhythms.size > 1 || rhythms.has(null))
    return fail("other-interval", "All items of a subscription renew together: their intervals are the same.");
  return null;
}

/** The items as they are kept: new ones get ids, and what a meter measured before them is not billed. */
export const itemsOf = (
  books: Books,
  wanted: WantedItem[],
  nowMs: number,
  before: readonly SubscriptionItem[] = [],
): SubscriptionItem[] =>
  wanted.map(({ id, price, quantity }) => {
    const known = before.find((item) => item.id === id && meterOf(item) === meterOf({ price }));
    const fromMs = known ? known.fromMs : nowMs;
    return { id: id ?? books.newId("si"), price, quantity, ...(fromMs !== undefined && { fromMs }) };
  });

/** Whether a meter by which something is billed is among the items before and not afterwards. */
const losesMeter = (before: readonly SubscriptionItem[], after: readonly SubscriptionItem[]): boolean =>
  before.some((item) => meterOf(item) !== null && !after.some((other) => meterOf(other) === meterOf(item)));

/** The latest of what the policies of the prices say: nobody is charged at once for a part that may wait. */
function latest(after: SubscriptionItem[], before: SubscriptionItem[]): ProrationPolicy["timing"] {
  const timings = [...changedOf(after, before), ...changedOf(before, after)].map(({ price }) => price.proration.timing);
  if (timings.includes("next-cycle") || timings.length === 0) return "next-cycle";
  return timings.includes("next-invoice") ? "next-invoice" : "now";
}

/** Items that are not, or not so, among others. */
const changedOf = (items: readonly SubscriptionItem[], others: readonly SubscriptionItem[]): SubscriptionItem[] =>
  items.filter(
    (item) =>
      !others.some(
        (other) => other.id === item.id && other.price.id === item.price.id && other.quantity === item.quantity,
      ),
  );

/** Puts a change off to the end of the period. What is to be as it is takes back what waits for then. */
function later(books: Books, subscription: Subscription, items: SubscriptionItem[]) {
  const atMs = subscription.period.endMs;
  // What is new is bought when it comes.
  const isKept = (item: SubscriptionItem) =>
    subscription.items.some((one) => one.id === item.id && meterOf(one) === meterOf(item));
  const then = items.map((item) => (isKept(item) ? item : { ...item, fromMs: atMs }));
  const same = changedOf(items, subscription.items).length + changedOf(subscription.items, items).length === 0;
  return put(books, subscription, atMs, same ? [] : [{ id: books.newId("sc"), atMs, items: then }]);
}

/** Puts a change off to a day, on which its policy decides. */
function onDay(
  books: Books,
  subscription: Subscription,
  { items, timing, atMs }: { items: SubscriptionItem[]; timing: ChangeInput["timing"]; atMs: number },
  { nowMs }: Deed,
) {
  if (atMs <= nowMs) return fail("in-the-past", "A day for a change is in the future.");
  if (subscription.cancelAtMs !== null && atMs >= subscription.cancelAtMs)
    return fail("subscription-ends", "The subscription ends before that day.");
  return put(books, subscription, atMs, [{ id: books.newId("sc"), atMs, items, ...(timing !== null && { timing }) }]);
}

/** Lets a change wait in the place of what waits for the same time. */
function put(books: Books, subscription: Subscription, atMs: number, change: ScheduledChange[]) {
  const others = subscription.scheduled.filter((one) => one.atMs !== atMs);
  if (others.length + change.length > SCHEDULED_MAX)
    return fail("too-many-changes", `At most ${SCHEDULED_MAX} changes wait for their time.`);
  const changed = { ...subscription, scheduled: inOrder([...others, ...change]) };
  putLive(books, changed);
  return ok({ subscription: changed, invoice: null, effectiveMs: atMs });
}

/** Changes in the order of their times. */
export const inOrder = (changes: ScheduledChange[]): ScheduledChange[] => changes.sort((a, b) => a.atMs - b.atMs);

/** `subscription.unschedule`: takes a change back that waits for its time. */
export function unscheduleChange(
  books: Books,
  { subscriptionId, changeId }: { subscriptionId: string; changeId: string },
) {
  const subscription = books.subscriptions.get(subscriptionId);
  if (!subscription) return fail("no-such-subscription", `There is no subscription ${subscriptionId}.`);
  const scheduled = subscription.scheduled.filter(({ id }) => id !== changeId);
  if (scheduled.length === subscription.scheduled.length)
    return fail("no-such-change", "No such change waits for its time.");
  const changed = { ...subscription, scheduled };
  putLive(books, changed);
  return ok(changed);
}

/** Gives back what was charged of the period's rest for items that change, all of them when the cycle begins anew. */
function giveBack(books: Books, before: Subscription, after: SubscriptionItem[], all: boolean, deed: Deed) {
  const items = all ? before.items : changedOf(before.items, after);
  const byInvoice = new Map<string, { invoiceLineId: string; netAmount: number }[]>();
  for (const item of items) {
    for (const { invoice, line, left } of chargedFor(books, item, deed.nowMs)) {
      const { period, anchor } = before;
      const share = remainingShareOf(line.service, period, deed.nowMs, item.price.proration, anchor.zone);
      const netAmount = prorated(left, share);
      if (netAmount <= 0) continue;
      byInvoice.set(invoice.id, [...(byInvoice.get(invoice.id) ?? []), { invoiceLineId: line.id, netAmount }]);
    }
  }
  // Before anything is touched: what is done on its day is not undone as a command is.
  const busy = [...byInvoice.keys()].some((invoiceId) => paymentUnderWay(books, invoiceId));
  if (busy) return fail("payment-under-way", "A payment is under way: wait for its end.");
  for (const item of items) keepUsedPart(books, before, item, deed.nowMs);
  for (const [invoiceId, lines] of byInvoice) {
    const note = {
      invoiceId,
      lines,
      reason: CHANGE,
      memo: "The rest of the period before the change",
      settlement: null,
    };
    // What a customer's own change gives back is the rule's decision, not a person's: no second one is asked.
    const issued = issueCreditNote(books, note, deed.actor.kind === "customer" ? { ...deed, actor: SYSTEM } : deed);
    if (!issued.ok) return issued;
  }
  return ok(null);
}

/** What waits for the next invoice of an item's time that is not over is charged up to now only. */
function keepUsedPart(books: Books, { anchor, period }: Subscription, item: SubscriptionItem, nowMs: number): void {
  for (const line of books.pendingLines.list()) {
    const { key, service, amount, id } = line;
    if (!key.startsWith(`${item.id}/`) || service === null || service.endMs <= nowMs) continue;
    const rest = prorated(amount, remainingShareOf(service, period, nowMs, item.price.proration, anchor.zone));
    if (rest === amount) books.pendingLines.remove(id);
    else books.pendingLines.put({ ...line, amount: amount - rest, service: { ...service, endMs: nowMs } });
  }
}

/** The lines that charged an item for a time that is not over, with what of their net other notes left. */
function chargedFor(books: Books, item: SubscriptionItem, atMs: number) {
  const found: { invoice: Invoice; line: { id: string; service: { startMs: number; endMs: number } }; left: number }[] =
    [];
  for (const invoice of books.invoices.list()) {
    if (invoice.status !== "open" && invoice.status !== "paid") continue;
    const notes = notesOf(books, invoice.id);
    for (const { id, key, service, netAmount } of invoice.lines) {
      if (!key.startsWith(`${item.id}/`) || service === null || service.endMs <= atMs) continue;
      const back = notes.flatMap(({ reason, lines }) => lines.map((line) => ({ ...line, reason })));
      const own = back.filter(({ invoiceLineId }) => invoiceLineId === id);
      if (own.some(({ reason }) => reason === CHANGE)) continue;
      const left = netAmount - own.reduce((sum, one) => sum + one.netAmount, 0);
      found.push({ invoice, line: { id, service }, left });
    }
  }
  return found;
}

const shareOf = (subscription: Subscription, { price }: SubscriptionItem, atMs: number): Share =>
  remainingShare(subscription.period, atMs, price.proration, subscription.anchor.zone);

/** Charges the rest of the period for items that are new or changed: at once, or with the next invoice. */
function chargeRest(
  books: Books,
  before: Subscription,
  after: Subscription,
  timing: "now" | "next-invoice",
  deed: Deed,
): Invoice | null {
  const language = books.account()?.language ?? "en";
  const charged = changedOf(after.items, before.items).filter((item) => meterOf(item) === null);
  const lines = charged.map((item): ProposedLine => {
    const rest = { fromMs: deed.nowMs, share: shareOf(after, item, deed.nowMs), changeId: books.newId("ch") };
    return remainingLine(after, item, rest, language);
  });
  if (timing === "now") return bill(books, after, lines, "subscription-update", deed);
  for (const line of lines) books.pendingLines.put(pendingLine(books, line, after.currency, deed.nowMs));
  return null;
}

const pendingLine = (books: Books, line: ProposedLine, currency: string, createdMs: number): PendingLine => ({
  ...line,
  id: books.newId("pl"),
  currency,
  createdMs,
});
