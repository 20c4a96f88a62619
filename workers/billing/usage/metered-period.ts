import { SECOND_MS } from "../../kit/time.ts";
import type { Books } from "../books/books.ts";
import { periodAt, periodIndexAt } from "../calendar/period.ts";
import type { Interval } from "../catalogue/price.ts";
import { endedItems } from "../subscription/former-item.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { PeriodFor, StaysOpen } from "./usage-book.ts";

const MONTH: Interval = { unit: "month", count: 1 };

/**
 * The periods by which an account's meters are billed: those of the subscription that has a price by the meter, from its
 * anchor; calendar months in the account's zone where there is none.
 */
export function meteredPeriods(books: Books): PeriodFor {
  const subscriptions = books.subscriptions.list();
  const zone = books.account()?.timeZone ?? "UTC";
  return (meterId, atMs) => {
    for (const subscription of subscriptions) {
      const interval = intervalOf(subscription, meterId);
      if (interval === null) continue;
      const { anchor, period } = subscription;
      if (atMs >= period.startMs && atMs < period.endMs) return period;
      return periodAt(anchor, interval, periodIndexAt(anchor, interval, atMs));
    }
    const anchor = { local: "2020-01-01T00:00:00", zone };
    return periodAt(anchor, MONTH, periodIndexAt(anchor, MONTH, atMs));
  };
}

/**
 * Whether an event counts on an invoice yet, or on none at all: a live subscription that began before has a price by the meter, or nothing
 * is billed by it then. After the last invoice of what ended nobody pays.
 */
export function staysOpen(books: Books): StaysOpen {
  const subscriptions = books.subscriptions.list();
  return (meterId, atMs, isBilled) =>
    subscriptions.some(
      // Periods begin with whole seconds, as anchors have them.
      (one) => intervalOf(one, meterId) !== null && one.createdMs - (one.createdMs % SECOND_MS) <= atMs,
    ) ||
    (!isBilled && endedItems(books, meterId).every(({ fromMs, endMs }) => atMs < fromMs || atMs >= endMs));
}

function intervalOf({ status, items }: Subscription, meterId: string): Interval | null {
  if (status === "cancelled" || status === "expired") return null;
  const metered = items.find(({ price }) => price.usage.kind === "metered" && price.usage.meterId === meterId);
  return metered?.price.interval ?? null;
}
