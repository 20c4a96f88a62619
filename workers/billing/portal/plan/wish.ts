import { createHash } from "node:crypto";
import type { Context } from "hono";
import { html } from "hono/html";
import type { App } from "../../../front/context.ts";
import type { Json } from "../../../kit/json.ts";
import { SHOWN_LIVES_MS } from "../../account/command/command-routes.ts";
import { withCouponQuoted, withCouponRedeemed } from "../../catalogue/coupon-input.ts";
import { filled } from "../../document/words/words.ts";
import { formatMoney } from "../../money.ts";
import type { Subscription } from "../../subscription/subscription.ts";
import { PORTAL_PATH } from "../path.ts";
import { type NextInvoice, nextInvoice } from "../pay/next-invoice.ts";
import type { Markup } from "../shell.ts";
import { dateOf, isLive } from "../standing-words.ts";
import { customerDeed, doneOf, goTo, type SentForm, type Visit, visitForm, visitPage } from "../visit.ts";
import { type MoneyEffect, moneyEffect } from "./money-effect.ts";

/** What a customer wants to change, as a form of the plan's pages says: it is shown before it is done. */
export interface Wish {
  command: "subscription.change" | "subscription.create" | "subscription.redeem";
  /** A coupon is still a word. */
  input: { [name: string]: Json };
  /** Where it is done, under the portal's path. */
  action: string;
  /** By which the form asks for the same again. */
  fields: Record<string, string>;
  title: string;
  verb: string;
  /** What it is, above what it costs. */
  about: (seen: { input: { [name: string]: Json } }) => Markup;
}

/** What a wish does to the customer's money: now, and by the next invoice. */
interface WishEffect {
  money: MoneyEffect;
  next: { before: NextInvoice | null; after: NextInvoice | null };
}

/** What the wish would do at a time, and a digest of it: what was shown is what is done. */
async function effectAt(c: Context<App>, visit: Visit, { command, input: asked }: Wish, atMs: number) {
  const { books, account } = visit;
  const deed = { ...customerDeed(c, visit), nowMs: atMs };
  const quoted = await withCouponQuoted(c.env, { accountId: account.id, command, input: asked, deed });
  if (!quoted.ok) return quoted;
  const input = quoted.value;
  const [seen, records] = await Promise.all([
    books.preview({ command, input, deed }),
    books.records(["balance-entry", "subscription"]),
  ]);
  if (!seen.ok) return seen;
  const balance = records["balance-entry"]
    .filter(({ currency }) => currency === account.currency)
    .reduce((sum, { amount }) => sum + amount, 0);
  const live = records.subscription.filter(isLive);
  const changed = seen.changes.flatMap(
    ({ after }) => (after.kind === "subscription" && after.row !== null ? [after.row as Subscription] : []), // by its kind
  );
  const then = [...live.filter(({ id }) => !changed.some((one) => one.id === id)), ...changed];
  const [before, after] = await Promise.all([
    nextInvoice(books, live, { nowMs: atMs }),
    nextInvoice(books, then, { nowMs: atMs, after: { command, input, deed } }),
  ]);
  const effect: WishEffect = { money: moneyEffect(seen.changes, balance, atMs), next: { before, after } };
  const digest = createHash("sha256").update(JSON.stringify(effect)).digest("hex");
  return { ok: true as const, input, effect, digest };
}

/** The page that says what a wish would do, or in a word why it would not be done. */
export async function wishPage(c: Context<App>, visit: Visit, wish: Wish, notice: string | null = null) {
  const { words } = visit;
  const atMs = visit.account.clockMs ?? c.get("nowMs");
  const seen = await effectAt(c, visit, wish, atMs);
  if (!seen.ok) return doneOf(seen);
  const hidden = Object.entries({ ...wish.fields, shown: seen.digest }).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  const buttons = html`<p class="row"><button class="button first">${wish.verb}</button><a class="button" href="${PORTAL_PATH}/plan">${words.cancelChange}</a></p>`;
  const body = html`${wish.about(seen)}
<ul>${effectSentences(visit, wish, seen.effect).map((line) => html`<li>${line}</li>`)}</ul>
${visitForm(c, visit, wish.action, html`${hidden}${buttons}`)}`;
  return visitPage(c, visit, { title: wish.title, at: "/plan", body, notice });
}

/** Does what was shown, as of when it was shown; where that would be something else by now, or is long ago, it is shown anew. */
export async function doWish(c: Context<App>, visit: Visit, wish: Wish, { fields, key, madeMs }: SentForm) {
  const { account, books, words } = visit;
  // An account with a time of its own has that, whenever the form was made.
  const atMs = account.clockMs ?? madeMs;
  const isFresh = c.get("nowMs") - madeMs <= SHOWN_LIVES_MS;
  const seen = isFresh ? await effectAt(c, visit, wish, atMs) : null;
  // Sent again after it was done, its effect is another one by now.
  if (!(seen?.ok && seen.digest === fields.shown) && !(await books.hasRun(key))) {
    const shown = await wishPage(c, visit, wish, words.otherNow);
    return typeof shown === "string" ? goTo(c, "/plan", shown) : shown;
  }
  const deed = { ...customerDeed(c, visit), nowMs: atMs };
  const { command } = wish;
  const redeemed = await withCouponRedeemed(c.env, { accountId: account.id, command, input: wish.input, deed });
  if (!redeemed.ok) return goTo(c, "/plan", doneOf(redeemed));
  const reply = await books.run({ key, command, input: redeemed.value, deed }, true);
  // Its number has come by now: what is charged for it is tried before the page is shown.
  if (reply.ok && !reply.repeated) await books.wake();
  return goTo(c, "", doneOf(reply));
}

/** The effect in sentences: what is due now, and what next. */
function effectSentences(visit: Visit, { command }: Wish, { money, next }: WishEffect): string[] {
  const { words, locale, account } = visit;
  const text = (minor: number) => formatMoney({ amount: minor, currency: account.currency }, locale);
  const amount = (minor: number) => ({ amount: text(minor) });
  const { atMs, invoiced, credited, creditUsed, charged, waiting } = money;
  const begins = command === "subscription.redeem" ? [] : [words.effectNow];
  const { before, after } = next;
  const on = after && { ...amount(after.total), date: dateOf(visit, after.atMs) };
  const instead = before && after && before.atMs === after.atMs && before.total !== after.total;
  return [
    ...(atMs === null ? begins : [filled(words.effectLater, { date: dateOf(visit, atMs) })]),
    ...(credited > 0 ? [filled(words.creditBack, amount(credited))] : []),
    ...(invoiced > 0 ? [filled(words.newInvoice, amount(invoiced))] : []),
    ...(creditUsed > 0 ? [filled(words.creditUsed, amount(creditUsed))] : []),
    ...waiting.map((line) => filled(words.onNextInvoice, { description: line.description, ...amount(line.amount) })),
    ...(atMs === null ? [charged > 0 ? filled(words.chargedNow, amount(charged)) : words.nothingNow] : []),
    ...(on && instead ? [filled(words.nextInstead, { ...on, before: text(before.total) })] : []),
    ...(on && !instead ? [filled(words.nextThen, on)] : []),
    ...(after?.plusUsage ? [words.plusUsage] : []),
  ];
}
