import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { App } from "../../front/context.ts";
import { runningWaiver } from "../account/waiver.ts";
import { filled } from "../document/words/words.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { hereAs } from "./mail-routes.ts";
import { warnings } from "./overview-debt.ts";
import { methodPart, nextPart, owedPart } from "./overview-money.ts";
import { PORTAL_PATH } from "./path.ts";
import { mayDo } from "./right.ts";
import type { Markup } from "./shell.ts";
import { compWords, courseWords, dateOf, isLive, planWords, statusWord } from "./standing-words.ts";
import { type Visit, visited, visitForm, visitPage } from "./visit.ts";

/** How an account stands, at a glance. */
export const overviewRoutes = new Hono<App>().get(
  "/",
  visited(null, async (c, visit) => {
    const { account, books, person, nowMs } = visit;
    const records = await books.records([
      ...(["subscription", "invoice", "payment", "waiver"] as const),
      ...(["balance-entry", "payment-method", "company"] as const),
    ]);
    const { invoice: invoices, payment: payments, "payment-method": methods } = records;
    const live = records.subscription.filter(isLive);
    const waiver = runningWaiver(records.waiver, nowMs);
    const balance = records["balance-entry"].reduce((sum, { amount }) => sum + amount, 0);
    const course = waiver ? [compWords(visit, waiver)] : live.flatMap((one) => courseWords(visit, one));
    const sees = mayDo(person.role, "see");
    const body = html`
<p><strong>${planWords(visit, live, waiver)}</strong> <span class="dim">${statusWord(visit, live)}</span></p>
${course.map((line) => html`<p>${line}</p>`)}
${sees ? warnings(visit, records.company[0], { invoices, payments, methods, subscriptions: live }) : ""}
${closedPart(c, visit)}
${live.map((one) => goOnPart(c, visit, one))}
${live.length === 0 && !waiver && account.cancelledMs === null && mayDo(person.role, "plan") ? html`<p class="row"><a class="button first" href="${PORTAL_PATH}/plan">${visit.words.choosePlan}</a></p>` : ""}
${sees ? html`${owedPart(visit, invoices, payments, balance)}${await nextPart(visit, live, methods)}${methodPart(visit, methods, live)}` : ""}
${endPart(visit, live)}${hereAs(visit)}`;
    return visitPage(c, visit, { title: account.name, at: "", body });
  }),
);

/** Of a closed account: until when it can be opened again. */
function closedPart(c: Context<App>, visit: Visit): Markup {
  const { words, account, person } = visit;
  if (account.cancelledMs === null || account.incinerateAtMs === null) return html``;
  const reopen = visitForm(c, visit, "/reopen", html`<button class="button first">${words.reopen}</button>`);
  return html`<p class="notice">${filled(words.closedOn, { date: dateOf(visit, account.incinerateAtMs) })}</p>
${mayDo(person.role, "cancel") ? reopen : ""}`;
}

/** What keeps a subscription going that ends, or rests. */
function goOnPart(c: Context<App>, visit: Visit, { id, status, cancelAtMs, resumption }: Subscription): Markup {
  const { words, person } = visit;
  const button = (path: string, word: string) =>
    visitForm(
      c,
      visit,
      path,
      html`<input type="hidden" name="subscription" value="${id}"><button class="button first">${word}</button>`,
    );
  if (cancelAtMs !== null && mayDo(person.role, "cancel")) return button("/cancel/undo", words.undoCancel);
  return status === "paused" && !resumption && mayDo(person.role, "plan") ? button("/resume", words.resume) : html``;
}

/** Where it is ended: the subscription, or the account that has none. */
function endPart({ words, account, person }: Visit, live: readonly Subscription[]): Markup {
  if (!mayDo(person.role, "cancel") || account.cancelledMs !== null) return html``;
  const label = live.some(({ cancelAtMs }) => cancelAtMs === null) ? words.cancelLink : words.closeTitle;
  return html`<p class="row end"><a class="button" href="${PORTAL_PATH}/cancel">${label}</a></p>`;
}
