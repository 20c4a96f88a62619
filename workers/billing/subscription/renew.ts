import { DAY_MS, HOUR_MS } from "../../kit/time.ts";
import { settleStatus } from "../account/status.ts";
import type { Books, Task } from "../books/books.ts";
import { periodAt } from "../calendar/period.ts";
import { type Deed, SYSTEM } from "../command/command.ts";
import { isUsable } from "../payment/method/payment-method.ts";
import { schedule } from "../schedule/tasks.ts";
import { bill, billPeriod } from "./bill.ts";
import { changeSubscription, inOrder } from "./change.ts";
import { EXPIRE, FINAL_USAGE, GIVE_UP, mailCancelled, putEnded, RENEW, RESUME, TRIAL_END } from "./ending.ts";
import { expireUnpaid } from "./expiry.ts";
import { endedWith, formerItems } from "./former-item.ts";
import { anchoredAt, intervalOf, putLive, putRunning, withDueChange } from "./live.ts";
import { minimumLine } from "./minimum.ts";
import { resume } from "./resumption.ts";
import type { Subscription } from "./subscription.ts";
import { usageLines } from "./usage-lines.ts";

/**
 * The end of a period: scheduled changes come, an end that was set comes, or the next period begins and is billed. Before that end, the day
 * of a change.
 */
function renew(books: Books, { subject }: Task, deed: Deed): void {
  const subscription = books.subscriptions.get(subject);
  if (!subscription || subscription.status === "cancelled") return;
  const { cancelAtMs, period, anchor, minimumAmount } = subscription;
  if (cancelAtMs !== null && cancelAtMs <= deed.nowMs) {
    putEnded(books, subscription, deed.nowMs);
    return;
  }
  if (subscription.status === "paused") return;
  if (subscription.status === "incomplete") {
    // A bank takes longer for the first payment than the period is: what comes next is known once it is.
    schedule(books, RENEW, subject, deed.nowMs + HOUR_MS);
    return;
  }
  if (subscription.status === "trialing") {
    putLive(books, withDueChange(subscription, deed.nowMs));
    return;
  }
  if (deed.nowMs < period.endMs) {
    changeOnItsDay(books, subscription, deed);
    return;
  }
  const used = usageLines(books, subscription, deed);
  const usage = minimumAmount > 0 ? [...used, ...minimumLine(books, subscription, used)] : used;
  const changed = { ...withDueChange(subscription, deed.nowMs) };
  const before = intervalOf(subscription.items);
  const interval = intervalOf(changed.items);
  if (!interval || !before) throw new Error(`Subscription ${subject} does not recur`);
  const sameRhythm = before.unit === interval.unit && before.count === interval.count;
  const former = formerItems(subscription, changed.items);
  if (former.length > 0 || subscription.former) changed.former = former;
  const next = sameRhythm
    ? { ...changed, period: periodAt(anchor, interval, period.index + 1) }
    : anchoredAt(changed, period.endMs);
  putLive(books, next);
  billPeriod(books, next, "subscription-cycle", deed, usage);
}

/** The day of a change came within a period: it is done as if somebody made it now. What stands in its way is waited for. */
function changeOnItsDay(books: Books, subscription: Subscription, deed: Deed): void {
  const { id, period, scheduled } = subscription;
  const due = scheduled.findLast(({ atMs }) => atMs <= deed.nowMs);
  if (!due) {
    putLive(books, subscription);
    return;
  }
  const items = due.items.map(({ id, price, quantity }) => ({ id, price, quantity }));
  const changed = changeSubscription(
    books,
    { subscriptionId: id, items, timing: due.timing ?? null, atMs: null },
    { ...deed, actor: SYSTEM },
  );
  const now = books.subscriptions.get(id);
  // At the end of the period it comes in any case.
  if (!changed.ok || !now) schedule(books, RENEW, id, Math.min(deed.nowMs + HOUR_MS, period.endMs));
  else {
    // What it put off itself, beside what waits for a later time.
    const put = now.scheduled.filter(({ id }) => !scheduled.some((one) => one.id === id));
    const later = scheduled.filter(({ atMs }) => atMs > deed.nowMs && !put.some((one) => one.atMs === atMs));
    putLive(books, { ...now, scheduled: inOrder([...put, ...later]) });
  }
}

/** The end of a trial: who can pay does so in advance; who cannot is frozen, or cancelled, as was agreed. */
function endTrial(books: Books, { subject }: Task, deed: Deed): void {
  const subscription = books.subscriptions.get(subject);
  if (subscription?.status !== "trialing") return;
  const pays =
    subscription.collection.kind === "send-invoice" ||
    books.methods.list().some((method) => isUsable(method, deed.nowMs)) ||
    subscription.items.every(({ price }) => price.charge.kind === "flat" && price.charge.amount === 0);
  if (pays) {
    begin(books, subscription, deed);
    return;
  }
  if (subscription.trialEnd === "cancel") {
    mailCancelled(books, subject, deed.nowMs);
    putEnded(books, subscription, deed.nowMs);
    return;
  }
  putLive(books, { ...subscription, status: "paused", pausedMs: deed.nowMs });
  const account = books.account();
  if (account) books.putAccount({ ...account, frozenMs: account.frozenMs ?? deed.nowMs });
  settleStatus(books);
  const days = books.company()?.trialCancelAfterDays ?? 30;
  schedule(books, GIVE_UP, subject, deed.nowMs + days * DAY_MS);
}

/** Begins the first period that is paid, now, and bills it. */
export function begin(books: Books, subscription: Subscription, deed: Deed): void {
  const begun = anchoredAt(withDueChange(subscription, deed.nowMs), deed.nowMs);
  putRunning(books, begun);
  const reason = subscription.status === "trialing" ? "subscription-create" : "subscription-update";
  billPeriod(books, { ...begun, status: "active" }, reason, deed);
}

/** Bills what was used until the subscription ended, or was paused, and what was corrected since of items that ended before. */
function billFinalUsage(books: Books, { subject }: Task, deed: Deed): void {
  const subscription = books.subscriptions.get(subject);
  if (!subscription) return;
  const { status, former = [] } = subscription;
  const ended = former.flatMap((one) => usageLines(books, endedWith(subscription, one), deed));
  const rests = status === "cancelled" || status === "paused";
  const used = rests ? usageLines(books, subscription, deed) : [];
  // What rests may go on within its period: the least of that is asked for at its end.
  const least = status === "cancelled" ? minimumLine(books, subscription, used) : [];
  bill(books, subscription, [...ended, ...used, ...least], "subscription-cancel", deed);
}

/** What is due in this room, by the kind of the task. */
export const SUBSCRIPTION_TASKS = {
  [RENEW]: renew,
  [TRIAL_END]: endTrial,
  [FINAL_USAGE]: billFinalUsage,
  [EXPIRE]: expireUnpaid,
  [RESUME]: (books: Books, { subject }: Task, deed: Deed) => {
    const subscription = books.subscriptions.get(subject);
    if (subscription?.status === "paused") resume(books, subscription, deed);
  },
  [GIVE_UP]: (books: Books, { subject }: Task, deed: Deed) => {
    const subscription = books.subscriptions.get(subject);
    if (subscription?.status !== "paused") return;
    mailCancelled(books, subject, deed.nowMs);
    putEnded(books, subscription, deed.nowMs);
  },
};
