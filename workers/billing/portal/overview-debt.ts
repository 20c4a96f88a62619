import { html } from "hono/html";
import type { Company } from "../company/company.ts";
import { filled } from "../document/words/words.ts";
import { debtOf, type Owing, overdueLimits } from "../payment/dunning/overdue.ts";
import type { Markup } from "./shell.ts";
import { dateOf, isLive } from "./standing-words.ts";
import type { Visit } from "./visit.ts";

/** What is wrong with an account and what comes of it when: overdue, frozen, or a trial that ends. Empty when nothing is. */
export function warnings(visit: Visit, company: Company | undefined, owing: Owing): Markup {
  const sentences = [...debtWords(visit, company, owing), ...trialWords(visit, owing)];
  return sentences.length === 0
    ? html``
    : html`<div class="notice">${sentences.map((line) => html`<p>${line}</p>`)}</div>`;
}

/** The schedule of dunning, as far as it is to come. */
function debtWords(visit: Visit, company: Company | undefined, owing: Owing): string[] {
  const { words, account, nowMs } = visit;
  if (account.cancelledMs !== null) return [];
  const { open, sinceMs, waits } = debtOf(owing, nowMs);
  const isFrozen = account.status === "frozen";
  if (sinceMs === null || !company) {
    if (!isFrozen) return [];
    return [owing.subscriptions.some((one) => isTrialOver(visit, one)) ? words.trialOver : words.frozenByUs];
  }
  const paused = owing.subscriptions.filter(isLive);
  // What has not begun is no debt that is dunned: it says itself what becomes of it.
  if (paused.length > 0 && paused.every(({ status }) => status === "incomplete")) return [];
  const limits = overdueLimits(company);
  const on = (atMs: number) => ({ date: dateOf(visit, atMs) });
  const tries = open.flatMap(({ nextAttemptMs }) =>
    nextAttemptMs !== null && nextAttemptMs > nowMs ? [nextAttemptMs] : [],
  );
  const [freezesMs, closesMs] = [sinceMs + limits.frozenMs, sinceMs + limits.cancelledMs];
  return [
    isFrozen ? words.frozenText : words.debtDue,
    ...(waits ? [words.debtWaits] : []),
    ...(tries.length > 0 ? [filled(words.debtTryAgain, on(Math.min(...tries)))] : []),
    ...(!isFrozen && freezesMs > nowMs ? [filled(words.debtFreezes, on(freezesMs))] : []),
    ...(closesMs > nowMs ? [filled(words.debtCloses, on(closesMs))] : []),
  ];
}

/** What a trial ends with where nothing is there to pay with. */
function trialWords({ words }: Visit, { subscriptions, methods }: Owing): string[] {
  if (methods.some(({ status }) => status === "active")) return [];
  const ending = subscriptions.find(
    ({ status, collection, cancelAtMs, items }) =>
      status === "trialing" &&
      cancelAtMs === null &&
      collection.kind === "automatic" &&
      !items.every(({ price }) => price.charge.kind === "flat" && price.charge.amount === 0),
  );
  return ending ? [ending.trialEnd === "cancel" ? words.trialCancels : words.trialFreezes] : [];
}

/** Whether a subscription rests since its trial ended without a payment method. */
const isTrialOver = ({ account }: Visit, { status, pausedMs }: Owing["subscriptions"][number]): boolean =>
  status === "paused" && pausedMs !== null && pausedMs === account.frozenMs;
