import { DAY_MS, SECOND_MS } from "../../kit/time.ts";
import type { ProrationPolicy } from "../catalogue/price.ts";
import { amountOf, quotient } from "../pricing/decimal.ts";
import type { Period } from "../subscription/subscription.ts";
import { localDay } from "./local-time.ts";

/** A fraction of a period: `part` of `whole`, 0 ≤ part ≤ whole, whole > 0. */
export interface Share {
  part: bigint;
  whole: bigint;
}

/**
 * How much of a period is left at a moment, by the price's policy: in whole seconds (Stripe), in local days with the
 * day of the moment included (Lago), or in days of months that all have thirty (Kill Bill). All before the period, none after it.
 */
export function remainingShare(
  period: Pick<Period, "startMs" | "endMs">,
  fromMs: number,
  policy: Pick<ProrationPolicy, "granularity">,
  zone: string,
): Share {
  const atMs = Math.min(Math.max(fromMs, period.startMs), period.endMs);
  if (policy.granularity === "second") {
    const end = Math.floor(period.endMs / SECOND_MS);
    return share(end - Math.floor(atMs / SECOND_MS), end - Math.floor(period.startMs / SECOND_MS));
  }
  const start = localDay(period.startMs, zone);
  const end = localDay(period.endMs, zone);
  const at = localDay(atMs, zone);
  return policy.granularity === "day" ? share(end - at, end - start) : shareOfMonths(start, end, at);
}

/**
 * How much is left at a moment of what was charged for a stretch that ends with the period: as much of it as of the period,
 * so that what was charged for a part of it and given back at once is nothing.
 */
export function remainingShareOf(
  service: { startMs: number },
  period: Pick<Period, "startMs" | "endMs">,
  fromMs: number,
  policy: Pick<ProrationPolicy, "granularity">,
  zone: string,
): Share {
  const charged = remainingShare(period, service.startMs, policy, zone);
  const left = remainingShare(period, fromMs, policy, zone);
  if (charged.part === 0n) return { part: 0n, whole: 1n };
  return { part: left.part * charged.whole, whole: left.whole * charged.part };
}

/** The part of an amount that a share is, in minor units, rounded half away from zero. */
export function prorated(amount: number, { part, whole }: Share): number {
  const exact = amount * Number(part);
  if (Number.isSafeInteger(exact)) {
    // Remainder and quotient of safe integers are exact, so this is the same rounding without big numbers.
    const size = Math.abs(exact);
    const divisor = Number(whole);
    const rest = size % divisor;
    const rounded = (size - rest) / divisor + (rest * 2 >= divisor ? 1 : 0);
    return exact < 0 && rounded !== 0 ? -rounded : rounded;
  }
  return amountOf(quotient(BigInt(amount) * part, whole));
}

/**
 * Both ends of a period of months are the anchor's day, or the month's last where it has no such day: the later of the
 * two is nearer the anchor's. A 31st counts as a 30th.
 */
function shareOfMonths(start: number, end: number, at: number): Share {
  const first = civil(start);
  const last = civil(end);
  const now = civil(at);
  const anchorDay = Math.min(Math.max(first.day, last.day), DAYS_OF_MONTH);
  const whole = (last.month - first.month) * DAYS_OF_MONTH;
  const gone = (now.month - first.month) * DAYS_OF_MONTH + Math.min(now.day, DAYS_OF_MONTH) - anchorDay;
  return share(at === end ? 0 : whole - Math.min(Math.max(gone, 0), whole), whole);
}

const DAYS_OF_MONTH = 30;

/** The month, counted through all years, and the day in it of a day since 1970. */
function civil(day: number): { month: number; day: number } {
  const date = new Date(day * DAY_MS);
  return { month: date.getUTCFullYear() * 12 + date.getUTCMonth(), day: date.getUTCDate() };
}

/** Nothing is left of an empty period. */
function share(part: number, whole: number): Share {
  return whole > 0 ? { part: BigInt(part), whole: BigInt(whole) } : { part: 0n, whole: 1n };
}
