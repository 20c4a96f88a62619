import type { Price, ProrationPolicy } from "../catalogue/price.ts";

/** The local time from which all periods of a subscription are counted, with its IANA zone: never the period before. */
export interface Anchor {
  /** ISO local date and time, `2026-01-31T00:00:00`. */
  local: string;
  zone: string;
}

/** A stretch of time that is billed as one; `index` counts from the anchor. Start included, end not. Epoch milliseconds. */
export interface Period {
  index: number;
  startMs: number;
  endMs: number;
}

/** A price that a subscription holds, as it was when it was sold, and how many of it. */
export interface SubscriptionItem {
  id: string;
  price: Price;
  quantity: number;
  /** Since when usage by its meter is billed: what was measured before was free. Absent: since the subscription began. */
  fromMs?: number;
}

/** What is off: a share or an amount, for some periods. */
export interface Discount {
  id: string;
  /** The coupon's code or name, as the invoice shows it. */
  name: string;
  off: { kind: "percent"; percent: string } | { kind: "amount"; amount: number; currency: string };
  /** How many invoices it still lowers; null for ever. */
  invoicesLeft: number | null;
  /** From when on it lowers none. Absent: it does not end by time. */
  endsMs?: number;
  /** Only lines of these products; null for all. */
  productIds: string[] | null;
  /** Only lines of these prices. Absent: of all. */
  priceIds?: string[];
  createdMs: number;
}

/** A change that waits for its time: the end of the period, or a date. */
export interface ScheduledChange {
  id: string;
  atMs: number;
  items: SubscriptionItem[];
  /** How it is billed where its day is within a period. Absent: as the prices say. */
  timing?: ProrationPolicy["timing"];
}

/** An item by usage, and the last period in which it was so: what is corrected of that is billed by it. */
export interface FormerItem {
  item: SubscriptionItem;
  period: Period;
}

/** What a paused subscription goes on as, once its invoice is settled. */
export interface Resumption extends Pick<Subscription, "items" | "scheduled" | "anchor" | "period"> {
  invoiceId: string;
}

export type SubscriptionStatus = "incomplete" | "trialing" | "active" | "past-due" | "paused" | "cancelled" | "expired";

/** What an account has subscribed to: items that renew together. */
export interface Subscription {
  id: string;
  status: SubscriptionStatus;
  currency: string;
  items: SubscriptionItem[];
  anchor: Anchor;
  period: Period;
  trialEndMs: number | null;
  /** What becomes of it at the end of a trial without a payment method. */
  trialEnd: "freeze" | "cancel";
  /** Set when it ends at a known time; null otherwise. */
  cancelAtMs: number | null;
  cancelledMs: number | null;
  pausedMs: number | null;
  resumeAtMs: number | null;
  scheduled: ScheduledChange[];
  discounts: Discount[];
  /** The least that a period costs in all, in minor units. */
  minimumAmount: number;
  collection: { kind: "automatic" } | { kind: "send-invoice"; daysUntilDue: number };
  createdMs: number;
  /** Set until anything of its first invoice is settled, where that is charged by itself: it is no revenue before. */
  awaitsFirstPayment?: true;
  /** Set while what a pause ends with is not paid. */
  resumption?: Resumption;
  /** Items by usage that ended, or changed their price, while their usage may still be corrected, in the order of that. */
  former?: FormerItem[];
  /** The system that it was taken over from, with its id there; absent where it began here. */
  importedFrom?: string;
}
