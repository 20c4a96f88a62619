import { DAY_MS, SECOND_MS } from "../../kit/time.ts";
import type { Books } from "../books/books.ts";
import { EVENT_KEPT_DAYS } from "../usage/usage-event.ts";
import { FINAL_USAGE, meterOf } from "./ending.ts";
import type { FormerItem, Subscription, SubscriptionItem } from "./subscription.ts";

/** Since when an item's usage is billed. Periods begin with whole seconds, as anchors have them. */
export function boughtMs(
  { createdMs, trialEndMs }: Pick<Subscription, "createdMs" | "trialEndMs">,
  { fromMs }: SubscriptionItem,
): number {
  const atMs = Math.max(fromMs ?? createdMs, trialEndMs ?? 0);
  return atMs - (atMs % SECOND_MS);
}

/** Items by usage that end with a period, or go on by another price, beside those before of which something may still be corrected. */
export function formerItems(
  { former = [], items, period }: Subscription,
  after: readonly SubscriptionItem[],
): FormerItem[] {
  const oldestMs = period.endMs - EVENT_KEPT_DAYS * DAY_MS;
  const goesOn = (item: SubscriptionItem) =>
    after.some(({ id, price }) => id === item.id && JSON.stringify(price) === JSON.stringify(item.price));
  const gone = items.filter((item) => meterOf(item) !== null && !goesOn(item));
  return [...former.filter((one) => one.period.endMs > oldestMs), ...gone.map((item) => ({ item, period }))];
}

/** An item as it was bought when a period began. */
export const itemThen = ({ former = [] }: Subscription, item: SubscriptionItem, startMs: number): SubscriptionItem =>
  former.find((one) => one.item.id === item.id && one.period.endMs > startMs)?.item ?? item;

/** A subscription as it was when one of its items ended: what is corrected of that is billed as after its own end. */
export const endedWith = (subscription: Subscription, { item, period }: FormerItem): Subscription => ({
  ...subscription,
  ...{ items: [item], period, former: [], cancelledMs: period.endMs },
});

/** Items by a meter that are billed no more: of a subscription that ended, or had them once. With when that was. */
export function endedItems(books: Books, meterId: string): { item: SubscriptionItem; fromMs: number; endMs: number }[] {
  return books.subscriptions.list().flatMap((subscription) => {
    const { id, status, items, former = [], cancelledMs } = subscription;
    const isOver = status === "cancelled" && books.tasks.get(`${FINAL_USAGE}:${id}`) === null;
    const gone = former.filter(
      ({ item }) => !items.some((one) => one.id === item.id && meterOf(one) === meterOf(item)),
    );
    return [
      ...(isOver ? items.map((item) => ({ item, endMs: cancelledMs ?? 0 })) : []),
      ...gone.map(({ item, period }) => ({ item, endMs: period.endMs })),
    ]
      .filter(({ item }) => meterOf(item) === meterId)
      .map((one) => ({ ...one, fromMs: boughtMs(subscription, one.item) }));
  });
}
