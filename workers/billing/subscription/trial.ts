import * as z from "zod";
import { fail, ok } from "../../kit/result.ts";
import { COMP_ALONE_MAX_MS } from "../account/limits.ts";
import type { Books } from "../books/books.ts";
import { anchorAt } from "../calendar/local-time.ts";
import type { Deed } from "../command/command.ts";
import { planTrialReminder } from "../document/reminder.ts";
import { schedule, unschedule } from "../schedule/tasks.ts";
import { GIVE_UP, TRIAL_END } from "./ending.ts";
import { putLive } from "./live.ts";
import type { Subscription } from "./subscription.ts";

export const trialExtension = z.strictObject({ subscriptionId: z.string().min(1).max(80), endMs: z.int().positive() });

/**
 * `subscription.extend-trial`: a trial ends at another time, also one that is over and froze the account because nobody could pay.
 * All of it counts towards what one person alone may waive.
 */
export function extendTrial(books: Books, { subscriptionId, endMs }: z.output<typeof trialExtension>, deed: Deed) {
  const subscription = books.subscriptions.get(subscriptionId);
  if (!subscription) return fail("no-such-subscription", `There is no subscription ${subscriptionId}.`);
  const isOver = endedUnpaid(books, subscription);
  if (subscription.status !== "trialing" && !isOver)
    return fail("not-trialing", `The subscription is ${subscription.status}.`);
  if (endMs <= deed.nowMs) return fail("in-the-past", "A trial ends later than now.");
  if (subscription.cancelAtMs !== null && subscription.cancelAtMs < endMs)
    return fail("ends-before", "The subscription is to end before that day: keep it first.");
  if (endMs - subscription.createdMs > COMP_ALONE_MAX_MS && deed.actor.kind !== "system" && !deed.approvedBy)
    return fail("needs-approval", "A trial of more than a year is a comp: it needs a second person.");
  const lasts = lasting(subscription, endMs);
  const extended: Subscription = { ...subscription, ...lasts, status: "trialing", pausedMs: null };
  const account = books.account();
  if (isOver && account) books.putAccount({ ...account, frozenMs: null });
  unschedule(books, GIVE_UP, subscriptionId);
  schedule(books, TRIAL_END, subscriptionId, endMs);
  planTrialReminder(books, subscriptionId, endMs, deed.nowMs);
  putLive(books, extended);
  return ok(extended);
}

/** A trial until a time: nothing is billed before, and periods are counted from there. */
function lasting({ anchor, period, items }: Subscription, endMs: number): Partial<Subscription> {
  return {
    trialEndMs: endMs,
    anchor: anchorAt(endMs, anchor.zone),
    period: { ...period, endMs },
    items: items.map((item) => (item.fromMs === undefined ? item : { ...item, fromMs: Math.min(item.fromMs, endMs) })),
  };
}

/** Whether a trial is over and froze the account, as nobody could pay. */
const endedUnpaid = (books: Books, { status, trialEndMs, pausedMs }: Subscription): boolean =>
  status === "paused" && trialEndMs !== null && pausedMs !== null && books.account()?.frozenMs === pausedMs;
