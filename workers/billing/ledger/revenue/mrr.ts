import { DAY_MS } from "../../../kit/time.ts";
import type { Interval, Price } from "../../catalogue/price.ts";
import { chargeFor } from "../../pricing/charge.ts";
import { amountOf, quotient } from "../../pricing/decimal.ts";
import { type DiscountedLine, discounted } from "../../pricing/discount.ts";
import type { Subscription } from "../../subscription/subscription.ts";
import { addMonths, type Month, monthOf, monthStartMs, nextMonthMs } from "../period/month.ts";

export type MovementKind = "new" | "expansion" | "contraction" | "churn" | "reactivation";

/** A change of what an account pays each month. */
export interface Movement {
  /** Its number in the account's life, from 1. */
  id: string;
  atMs: number;
  currency: string;
  kind: MovementKind;
  /** What it changed by, and to, in minor units a month. */
  change: number;
  amount: number;
  /** The month in which the account paid first. */
  cohort: Month;
}

/** Subscriptions that pay: one in trial or paused does not, one whose payment failed still does. */
const PAYING = new Set<Subscription["status"]>(["active", "past-due"]);

/**
 * Monthly recurring revenue: licensed recurring prices by the month and the least that a subscription costs, less discounts that have
 * no end, and nothing for who is comped or has not paid anything yet. Usage is not recurring. Minor units of the subscriptions' currency.
 */
export function recurringRevenue(subscriptions: readonly Subscription[], comped: boolean): number {
  if (comped) return 0;
  return subscriptions
    .filter(({ status, awaitsFirstPayment }) => PAYING.has(status) && awaitsFirstPayment !== true)
    .reduce((sum, subscription) => sum + monthlyAmount(subscription), 0);
}

/** What a period costs as its invoice would say, by the month. */
function monthlyAmount({ items, discounts, currency, minimumAmount }: Subscription): number {
  const interval = items.find(({ price }) => price.interval !== null)?.price.interval ?? null;
  if (interval === null) return 0;
  const recurring = items.filter(({ price }) => price.usage.kind === "licensed" && price.interval !== null);
  const lines = recurring.map(({ price, quantity }): DiscountedLine => {
    const { id: priceId, productId } = price;
    return { amount: costOf(price, quantity), productId, priceId };
  });
  const missing = minimumAmount - lines.reduce((sum, { amount }) => sum + amount, 0);
  if (missing > 0) lines.push({ amount: missing, productId: items[0]?.price.productId ?? null, priceId: null });
  const lasting = discounts.filter(({ invoicesLeft, endsMs }) => invoicesLeft === null && endsMs === undefined);
  const off = discounted(lines, lasting, currency).perLine;
  const cost = lines.reduce((sum, { amount }, index) => sum + amount - (off[index] ?? 0), 0);
  const [part, whole] = months(interval);
  return amountOf(quotient(BigInt(cost) * part, whole));
}

const costOf = ({ charge, minimumAmount }: Price, quantity: number): number =>
  Math.max(chargeFor(charge, String(quantity)).amount, minimumAmount);

/** What a licensed recurring price costs a month, in minor units; nothing for other prices. */
export function monthlyCost(price: Price, quantity: number): bigint {
  if (price.interval === null || price.usage.kind !== "licensed") return 0n;
  const [part, whole] = months(price.interval);
  return quotient(BigInt(costOf(price, quantity)) * part, whole);
}

/** What a price per interval is to be multiplied with and divided by to be one per month. */
function months({ unit, count }: Interval): [bigint, bigint] {
  if (unit === "month") return [1n, BigInt(count)];
  if (unit === "year") return [1n, BigInt(12 * count)];
  return unit === "week" ? [52n, BigInt(12 * count)] : [365n, BigInt(12 * count)];
}

/**
 * The movement from the last amount to this one; null when it is the same. An account that paid before comes back. What happened before the last
 * one, and was carried out after it, counts from then on: so that no month is left with less than nothing.
 */
export function movement(
  last: Movement | null,
  now: { atMs: number; currency: string; amount: number },
): Movement | null {
  const before = last?.amount ?? 0;
  if (before === now.amount) return null;
  const atMs = Math.max(now.atMs, last?.atMs ?? 0);
  const cohort = last?.cohort ?? monthOf(atMs);
  const id = String(Number(last?.id ?? 0) + 1);
  return { ...now, atMs, id, kind: kindOf(before, now.amount, last !== null), change: now.amount - before, cohort };
}

function kindOf(before: number, after: number, paidBefore: boolean): MovementKind {
  if (before === 0) return paidBefore ? "reactivation" : "new";
  if (after === 0) return "churn";
  return after > before ? "expansion" : "contraction";
}

/** Movements of a month, of one kind. */
export interface MovementSum {
  month: Month;
  cohort: Month;
  kind: MovementKind;
  change: number;
  movements: number;
  /** Of what was lost: whether the accounts paid when the month began, and had not left and come back in it. */
  isOfMonthBefore: boolean;
}

/** A month of recurring revenue: what it was, what moved it, what it became; and how many pay. */
export interface RevenueMonth {
  month: Month;
  opening: number;
  movements: Record<MovementKind, number>;
  closing: number;
  /** Accounts that pay at the end, and what moved them. */
  accounts: number;
  gained: number;
  lost: number;
  /** Of the accounts, and of the revenue, that were there at the beginning; null when there were none. Who began or came back in the month is in neither. */
  logoChurn: number | null;
  revenueChurn: number | null;
}

/** Recurring revenue month by month: each is the one before and its movements. Of one currency. */
export function revenueMonths(sums: readonly MovementSum[], months: readonly Month[]): RevenueMonth[] {
  const [first = ""] = months;
  const earlier = sums.filter(({ month }) => month < first);
  let closing = earlier.reduce((sum, { change }) => sum + change, 0);
  let accounts = earlier.reduce((sum, each) => sum + joined(each), 0);
  return months.map((month) => {
    const own = sums.filter((each) => each.month === month);
    const of = (kind: MovementKind) =>
      own.filter((each) => each.kind === kind).reduce((sum, { change }) => sum + change, 0);
    const count = (sign: 1 | -1) => own.reduce((sum, each) => sum + Math.max(0, sign * joined(each)), 0);
    const [opening, before, gained, lost] = [closing, accounts, count(1), count(-1)];
    const left = own.filter(({ isOfMonthBefore }) => isOfMonthBefore);
    const movements = {
      new: of("new"),
      expansion: of("expansion"),
      contraction: of("contraction"),
      churn: of("churn"),
      reactivation: of("reactivation"),
    };
    closing += Object.values(movements).reduce((sum, change) => sum + change, 0);
    accounts += gained - lost;
    return {
      month,
      opening,
      movements,
      closing,
      accounts,
      gained,
      lost,
      logoChurn: before === 0 ? null : left.reduce((sum, each) => sum + Math.max(0, -joined(each)), 0) / before,
      revenueChurn: opening === 0 ? null : left.reduce((sum, { change }) => sum - change, 0) / opening,
    };
  });
}

const joined = ({ kind, movements }: MovementSum): number =>
  kind === "new" || kind === "reactivation" ? movements : kind === "churn" ? -movements : 0;

/** What accounts that first paid in one month pay in each later one: `revenue[0]` at the end of the first month. */
export interface Cohort {
  month: Month;
  accounts: number;
  revenue: number[];
}

/** Cohorts of the months, each until the last of them. */
export function cohorts(sums: readonly MovementSum[], months: readonly Month[]): Cohort[] {
  const last = months.at(-1) ?? "";
  return months.map((month) => {
    const own = sums.filter((each) => each.cohort === month);
    const revenue: number[] = [];
    let amount = 0;
    for (let at = month; at <= last; at = addMonths(at, 1)) {
      amount += own.filter((each) => each.month === at).reduce((sum, { change }) => sum + change, 0);
      revenue.push(amount);
    }
    const accounts = own.filter(({ kind }) => kind === "new").reduce((sum, { movements }) => sum + movements, 0);
    return { month, accounts, revenue };
  });
}

/**
 * What an account is worth in its life: revenue per account, divided by the mean logo churn of the months that are over (of `thisMonth`
 * nobody knows yet how many will have left). Minor units; null while nobody left or nobody pays.
 */
export function lifetimeValue(months: readonly RevenueMonth[], thisMonth: Month): number | null {
  const over = months.filter(({ month }) => month < thisMonth);
  const last = over.at(-1);
  const rates = over.map(({ logoChurn }) => logoChurn).filter((rate) => rate !== null);
  const churn = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  if (!last || last.accounts === 0 || !(churn > 0)) return null;
  return Math.round(last.closing / last.accounts / churn);
}

/** About what a month that is not over has earned of what recurs: revenue is posted when a month ends. Minor units. */
export interface EarnedSoFar {
  month: Month;
  amount: number;
  /** Whole days of the month that are over, of how many. */
  days: number;
  of: number;
}

/** The share of the days that are over in what recurs in the last of the months, where that is under way; else null. */
export function earnedSoFar(months: readonly RevenueMonth[], nowMs: number): EarnedSoFar | null {
  const last = months.at(-1);
  if (last?.month !== monthOf(nowMs)) return null;
  const startMs = monthStartMs(last.month);
  const days = Math.floor((nowMs - startMs) / DAY_MS);
  const of = Math.round((nextMonthMs(startMs) - startMs) / DAY_MS);
  // What came or went meanwhile did so on some day of them: half of it, in the mean.
  return { month: last.month, amount: Math.round(((last.opening + last.closing) / 2) * (days / of)), days, of };
}
