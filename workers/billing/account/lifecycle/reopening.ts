import * as z from "zod";
import { fail, ok } from "../../../kit/result.ts";
import type { Books } from "../../books/books.ts";
import type { Command, Deed } from "../../command/command.ts";
import { planTrialReminder } from "../../document/reminder.ts";
import { schedule, unschedule } from "../../schedule/tasks.ts";
import { TRIAL_END } from "../../subscription/ending.ts";
import { putLive } from "../../subscription/live.ts";
import { begin } from "../../subscription/renew.ts";
import type { Subscription } from "../../subscription/subscription.ts";
import type { Account } from "../account.ts";
import { anAccount, unexplained } from "../standing.ts";
import { INCINERATION, settled } from "./ending.ts";

/** Whether what the account had subscribed to when it was cancelled stays ended, or goes on. */
export const AccountReactivate = z.strictObject({ subscriptions: z.enum(["leave", "resume"]).default("leave") });

/** Takes a cancelled account back before its incineration, with what ended with it where that is asked for. */
export const reactivateAccount: Command<
  z.output<typeof AccountReactivate>,
  Account,
  "no-account" | "account-incinerated" | "account-merged" | "no-reason"
> = (books, { subscriptions }, deed) => {
  const found = anAccount(books);
  if (!found.ok) return found;
  const silent = unexplained(deed.reason);
  if (silent) return silent;
  const { cancelledMs, mergedIntoId } = found.value;
  if (mergedIntoId !== null) return fail("account-merged", "This account was merged into another one.");
  unschedule(books, INCINERATION, books.accountId);
  books.putAccount({ ...found.value, cancelledMs: null, incinerateAtMs: null });
  if (cancelledMs !== null && subscriptions === "resume") {
    const ended = books.subscriptions.list().filter((one) => one.cancelledMs === cancelledMs);
    for (const subscription of ended) goOn(books, subscription, deed);
  }
  return ok(settled(books, found.value));
};

/**
 * Lets a subscription go on that ended with its account: a trial and a pause as they were, a period that is paid to its end.
 * Where none is left a new one begins and is billed.
 */
function goOn(books: Books, ended: Subscription, deed: Deed): void {
  const subscription: Subscription = { ...ended, cancelledMs: null };
  const { id, pausedMs, trialEndMs, period } = subscription;
  if (pausedMs !== null) putLive(books, { ...subscription, status: "paused" });
  else if (trialEndMs !== null && trialEndMs > deed.nowMs) {
    putLive(books, { ...subscription, status: "trialing" });
    schedule(books, TRIAL_END, id, trialEndMs);
    planTrialReminder(books, id, trialEndMs, deed.nowMs);
  } else if (period.index < 0 || period.endMs <= deed.nowMs) begin(books, subscription, deed);
  else putLive(books, { ...subscription, status: books.account()?.pastDueMs == null ? "active" : "past-due" });
}
