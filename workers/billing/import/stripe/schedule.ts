import type Stripe from "stripe";
import { dayOf } from "../../../kit/time.ts";
import { anchorOfPeriod } from "../../calendar/anchor.ts";
import { anchorAt } from "../../calendar/local-time.ts";
import { periodAt, periodIndexAt } from "../../calendar/period.ts";
import type { Interval, Price } from "../../catalogue/price.ts";
import { SCHEDULED_MAX } from "../../subscription/change.ts";
import type { ImportedSubscription } from "../imported-subscription.ts";
import { problem, type Remarks, type Translated } from "./remarks.ts";

/** What a schedule's translation needs of the catalogue. */
export interface ScheduleGround {
  currency: string;
  /** A price of Stripe's in a currency, as it is here. */
  priceOf: (price: Stripe.Price, currency: string) => Translated<Price>;
  /** A price by its id, as it was read of the catalogue. */
  priceById: (id: string) => Stripe.Price | undefined;
}

/** The period that is paid, and how it repeats. */
interface Rhythm {
  paidUntilMs: number;
  anchorMs: number;
  interval: Interval;
}

type Change = ImportedSubscription["scheduled"][number];
type Phase = Stripe.SubscriptionSchedule.Phase;

/**
 * The changes that a subscription's schedule plans. One that does not come with the beginning of a period, or that changes
 * something else than what is bought, is a problem.
 */
export function scheduledFrom(
  subscription: Stripe.Subscription,
  parts: number,
  ground: ScheduleGround,
  rhythm: Rhythm,
  remarks: Remarks,
): Change[] {
  const { id, schedule } = subscription;
  const phases = nextPhases(schedule);
  const [next] = phases;
  if (!next) return [];
  const changes = parts > 1 ? problem(UNEVEN) : changesOf(subscription, phases, ground, rhythm);
  if (changes.ok) return changes.value;
  const day = dayOf(next.start_date * 1_000);
  remarks.problem(
    id,
    `A schedule changes it on ${day}. ${changes.problem} Release the schedule at Stripe, and plan the change here.`,
  );
  return [];
}

const UNEVEN = "Its items renew at different times.";

/** The phases of a schedule that are still to come. */
function nextPhases(schedule: Stripe.Subscription["schedule"]): Phase[] {
  const plan = typeof schedule === "object" ? schedule : null;
  return plan?.phases.filter(({ start_date }) => start_date >= (plan.current_phase?.end_date ?? 0)) ?? [];
}

function changesOf(
  subscription: Stripe.Subscription,
  phases: readonly Phase[],
  ground: ScheduleGround,
  { paidUntilMs, anchorMs, interval: first }: Rhythm,
): Translated<Change[]> {
  if (phases.length > SCHEDULED_MAX) return problem(`It plans more than ${SCHEDULED_MAX} changes.`);
  // Stripe counts in UTC.
  let { anchor } = anchorOfPeriod({ endMs: paidUntilMs, anchorMs }, first, "UTC");
  let interval = first;
  const changes: Change[] = [];
  for (const phase of phases) {
    const other = otherThanItems(subscription, phase);
    if (other !== null) return problem(other);
    const atMs = phase.start_date * 1_000;
    const period = periodAt(anchor, interval, periodIndexAt(anchor, interval, atMs));
    if (atMs < paidUntilMs || period.startMs !== atMs)
      return problem("It comes within a period that is billed already.");
    const items = itemsOf(phase, ground);
    if (!items.ok) return items;
    changes.push({ atMs, items: items.value });
    const then = items.value[0]?.price.interval;
    if (then && (then.unit !== interval.unit || then.count !== interval.count)) {
      anchor = anchorAt(atMs, "UTC");
      interval = then;
    }
  }
  return { ok: true, value: changes };
}

/** What a phase changes beside what is bought, in words; null when that is nothing. */
function otherThanItems({ discounts, items, collection_method: method }: Stripe.Subscription, phase: Phase) {
  if (phase.trial_end !== null || phase.trial) return "It brings a trial.";
  if (phase.add_invoice_items.length > 0) return "It bills something once.";
  if (phase.transfer_data || phase.on_behalf_of) return "It is sold for a connected account.";
  if (phase.collection_method !== null && phase.collection_method !== method) return "It changes how it is paid.";
  const ofItems = [...phase.items, ...items.data].some((item) => item.discounts.length > 0);
  const same = couponsOf(discounts) === couponsOf(phase.discounts);
  return ofItems || !same ? "It changes its discounts." : null;
}

/** The coupons of some discounts, so that they can be compared. */
const couponsOf = (discounts: readonly (string | Stripe.Discount | Phase["discounts"][number])[]): string =>
  discounts
    .map((one) => {
      const coupon = typeof one === "string" ? one : "source" in one ? one.source.coupon : one.coupon;
      return typeof coupon === "string" ? coupon : (coupon?.id ?? "");
    })
    .sort()
    .join(" ");

function itemsOf(phase: Phase, { priceOf, priceById, currency }: ScheduleGround): Translated<Change["items"]> {
  const made: Change["items"] = [];
  for (const { price: given, quantity = 1 } of phase.items) {
    const price = priceById(priceIdOf(given));
    if (price === undefined) return problem(`Its price ${priceIdOf(given)} could not be read.`);
    const known = priceOf(price, currency);
    if (!known.ok) return known;
    made.push({ price: known.value, quantity });
  }
  return { ok: true, value: made };
}

const priceIdOf = (price: Phase["items"][number]["price"]): string => (typeof price === "string" ? price : price.id);

/** The ids of the prices that a subscription's schedule will bring. */
export const plannedPrices = ({ schedule }: Stripe.Subscription): string[] =>
  nextPhases(schedule).flatMap(({ items }) => items.map(({ price }) => priceIdOf(price)));
