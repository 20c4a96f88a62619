import * as z from "zod";
import { fail, ok } from "../../kit/result.ts";
import { DAY_MS } from "../../kit/time.ts";
import { ExternalId } from "../account/input.ts";
import type { Books } from "../books/books.ts";
import { anchorOfPeriod } from "../calendar/anchor.ts";
import { anchorAt } from "../calendar/local-time.ts";
import { priceSchema } from "../catalogue/price-input.ts";
import type { Deed } from "../command/command.ts";
import { planTrialReminder } from "../document/reminder.ts";
import { schedule } from "../schedule/tasks.ts";
import { ITEMS_MAX, inOrder, itemsOf, itemsRefusal, SCHEDULED_MAX } from "../subscription/change.ts";
import { RESUME, TRIAL_END } from "../subscription/ending.ts";
import { intervalOf, putLive } from "../subscription/live.ts";
import { DISCOUNTS_MAX, discountTerms } from "../subscription/redemption.ts";
import type { ScheduledChange, Subscription, SubscriptionItem } from "../subscription/subscription.ts";
import { collection } from "../subscription/subscription-commands.ts";

/** How far ahead the end of a period that is paid may lie: a year and its leap day. */
const PERIOD_MAX_MS = 367 * DAY_MS;

const time = z.int().positive();
const items = z
  .array(z.strictObject({ price: priceSchema, quantity: z.int().min(0).max(1_000_000) }))
  .min(1)
  .max(ITEMS_MAX);

/** A subscription as it stands in another system. */
export const importedSubscription = z.strictObject({
  externalId: ExternalId,
  /** Which one of several that it becomes here; absent for the first one. */
  part: ExternalId.exactOptional(),
  items,
  /** Until when it is paid: its next invoice is ours. */
  paidUntilMs: time,
  /** From where its periods are counted, where that is known. */
  anchorMs: time.nullable().default(null),
  status: z.enum(["active", "trialing", "paused"]),
  cancelAtMs: time.nullable().default(null),
  /** When a paused one goes on by itself. */
  resumeAtMs: time.nullable().default(null),
  /** Changes that wait there, each for the beginning of a period. */
  scheduled: z
    .array(z.strictObject({ atMs: time, items }))
    .max(SCHEDULED_MAX)
    .default([]),
  discounts: z.array(discountTerms).max(DISCOUNTS_MAX).default([]),
  collection: collection.default({ kind: "automatic" }),
});

export type ImportedSubscription = z.output<typeof importedSubscription>;

/**
 * Takes over a subscription with its anchor and the period that is paid there: nothing is billed before that ends. One
 * whose period is over is refused, since nobody knows who bills what came after it.
 */
export function importSubscription(
  books: Books,
  source: string,
  input: ImportedSubscription,
  cameBefore: ReadonlySet<string>,
  deed: Deed,
) {
  const whole = `${source}:${input.externalId}`;
  const importedFrom = input.part === undefined ? whole : `${whole}#${input.part}`;
  const known = books.subscriptions.list().find((one) => one.importedFrom === importedFrom);
  // The parts of one come together: what it was divided into later is not another one.
  if (known || cameBefore.has(whole)) return ok(null);
  const account = books.account();
  if (!account) return fail("no-such-account", "There is no such account.");
  const items = itemsOf(
    books,
    input.items.map((item) => ({ ...item, id: null })),
    deed.nowMs,
  );
  const refusal = itemsRefusal(items, account.currency);
  if (refusal) return refusal;
  const scheduled = scheduledOf(books, input, items, account.currency);
  if (!scheduled.ok) return scheduled;
  const interval = intervalOf(items);
  if (!interval) throw new Error("Items that can be sold together recur");
  const { paidUntilMs, status, cancelAtMs, collection } = input;
  const resumeAtMs = status === "paused" ? input.resumeAtMs : null;
  // A paused one begins a period of its own when it goes on.
  if (status !== "paused" && paidUntilMs <= deed.nowMs) {
    return fail(
      "period-over",
      `What was paid of ${input.externalId} is over: take it from there again, as it stands now.`,
    );
  }
  if (paidUntilMs > deed.nowMs + PERIOD_MAX_MS) {
    return fail("period-too-long", `${input.externalId} is paid for more than a year ahead.`);
  }
  if (cancelAtMs !== null && cancelAtMs <= deed.nowMs) {
    return fail("in-the-past", `${input.externalId} has ended there already.`);
  }
  const trialing = status === "trialing";
  const { anchor, period } = trialing
    ? {
        anchor: anchorAt(paidUntilMs, account.timeZone),
        period: { index: -1, startMs: deed.nowMs, endMs: paidUntilMs },
      }
    : anchorOfPeriod({ endMs: paidUntilMs, anchorMs: input.anchorMs }, interval, account.timeZone);
  const subscription: Subscription = {
    ...{ id: books.newId("sub"), status, currency: account.currency, items, anchor, period, importedFrom },
    ...{ trialEndMs: trialing ? paidUntilMs : null, trialEnd: "freeze", cancelAtMs, cancelledMs: null },
    ...{ pausedMs: status === "paused" ? deed.nowMs : null, resumeAtMs, scheduled: scheduled.value },
    discounts: input.discounts.map((one) => ({ ...one, id: books.newId("di"), createdMs: deed.nowMs })),
    ...{ minimumAmount: 0, collection, createdMs: deed.nowMs },
  };
  putLive(books, subscription);
  if (trialing) {
    schedule(books, TRIAL_END, subscription.id, paidUntilMs);
    planTrialReminder(books, subscription.id, paidUntilMs, deed.nowMs);
  }
  // One that should have gone on meanwhile goes on with the next thing that is done.
  if (resumeAtMs !== null) schedule(books, RESUME, subscription.id, resumeAtMs);
  return ok(null);
}

/** The changes that wait; what goes on by the same price is the same item. */
function scheduledOf(books: Books, input: ImportedSubscription, items: SubscriptionItem[], currency: string) {
  const scheduled: ScheduledChange[] = [];
  for (const change of input.scheduled) {
    if (change.atMs < input.paidUntilMs)
      return fail("in-the-past", `A change of ${input.externalId} is due before its next period.`);
    const left = [...items];
    const wanted = change.items.map((item) => {
      const at = left.findIndex(({ price }) => price.id === item.price.id);
      return { ...item, id: at === -1 ? null : (left.splice(at, 1)[0]?.id ?? null) };
    });
    const then = itemsOf(books, wanted, change.atMs, items);
    const refusal = itemsRefusal(then, currency);
    if (refusal) return refusal;
    scheduled.push({ id: books.newId("sc"), atMs: change.atMs, items: then });
  }
  return ok(inOrder(scheduled));
}
