import { createHash } from "node:crypto";
import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { Json } from "../../../durable-objects/audit-log/entry.ts";
import type { App } from "../../front/context.ts";
import { itemsWords } from "../account/effect-words.ts";
import type { CommandInput } from "../commands.ts";
import { filled } from "../document/words/words.ts";
import { formatMoney } from "../money.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { type MoneyEffect, moneyEffect } from "./money-effect.ts";
import { PORTAL_PATH } from "./path.ts";
import { planPage } from "./plan-page.ts";
import type { Markup } from "./shell.ts";
import { hasSeats, offersFor, planItemOf, priceFor, SEATS_MAX } from "./sold-price.ts";
import { dateOf, isLive } from "./standing-words.ts";
import {
  customerDeed,
  doneOf,
  goTo,
  posted,
  runAsCustomer,
  type SentForm,
  type Visit,
  visited,
  visitForm,
  visitPage,
} from "./visit.ts";

/** Plan and seats: what there is, what a change would cost, and the change. */
export const planRoutes = new Hono<App>()
  .get(
    "/plan",
    visited("plan", async (c, visit) => {
      const { words, account, books } = visit;
      const { subscription: all } = await books.records(["subscription"]);
      const live = all.filter(isLive);
      const shown = live.length === 0 ? [null] : live;
      const offers = await Promise.all(shown.map((one) => offersFor(c.env.DB, account, one)));
      const body = html`${shown.map((one, index) => planPage(visit, one, offers[index] ?? []))}`;
      return visitPage(c, visit, { title: words.plan, at: "/plan", body });
    }),
  )
  .get(
    "/plan/change",
    visited("plan", async (c, visit) => {
      const wanted = await wantedChange(c, visit, c.req.query());
      if (!wanted) return goTo(c, "/plan", "notDone");
      return previewPage(c, visit, wanted, null);
    }),
  )
  .post("/plan/change", posted("plan", change))
  .post(
    "/resume",
    posted("plan", async (c, visit, { fields, key }) => {
      const input = { subscriptionId: fields.subscription ?? "" };
      return goTo(c, "", doneOf(await runAsCustomer(c, visit, "subscription.resume", input, { key })));
    }),
  );

/** The command that a change is, with what it is a change of. */
type Wanted = { subscription: Subscription | null; words: string; fields: Record<string, string> } & (
  | { command: "subscription.change"; input: CommandInput<"subscription.change"> }
  | { command: "subscription.create"; input: CommandInput<"subscription.create"> }
);

/** Reads what a form asks for; prices come from the catalogue, never from the form. Null when it asks for nothing that is sold. */
async function wantedChange(c: Context<App>, visit: Visit, fields: Record<string, string>): Promise<Wanted | null> {
  const { books, account } = visit;
  const id = fields.subscription ?? "";
  const found = id === "" ? null : await books.record("subscription", id);
  if (id !== "" && (!found || !isLive(found))) return null;
  const price = await priceFor(c.env.DB, fields.price ?? "", found);
  const seats = Number(fields.seats ?? "1");
  if (!price || price.productId !== account.productId || !Number.isInteger(seats) || seats < 1 || seats > SEATS_MAX)
    return null;
  const quantity = hasSeats(price) ? seats : 1;
  const shown = { subscription: id, price: price.id, seats: String(quantity) };
  if (!found) {
    const items = [{ id: null, price, quantity }];
    const input = {
      items,
      trialDays: 0,
      trialEnd: "freeze",
      minimumAmount: 0,
      coupon: null,
      collection: { kind: "automatic" },
    } as const;
    return {
      subscription: null,
      command: "subscription.create",
      input: { ...input, items },
      words: itemsWords([{ id: "", price, quantity }]),
      fields: shown,
    };
  }
  const offers = await offersFor(c.env.DB, account, found);
  const own = planItemOf(found, new Set(offers.map((offer) => offer.price.planId)));
  if (!own || (price.id !== own.price.id && !offers.some((offer) => offer.price.id === price.id))) return null;
  const items = found.items.map((item) =>
    item.id === own.id ? { id: own.id, price, quantity } : { id: item.id, price: item.price, quantity: item.quantity },
  );
  const input = { subscriptionId: found.id, items, timing: null, atMs: null };
  return { subscription: found, command: "subscription.change", input, words: itemsWords(items), fields: shown };
}

/** What the change would do at a time, and a digest of it: what was shown is what is done. */
async function effectAt(c: Context<App>, visit: Visit, { command, input }: Wanted, atMs: number) {
  const { books, account } = visit;
  const { "balance-entry": entries } = await books.records(["balance-entry"]);
  const balance = entries
    .filter(({ currency }) => currency === account.currency)
    .reduce((sum, { amount }) => sum + amount, 0);
  const deed = { ...customerDeed(c, visit), nowMs: atMs };
  const seen = await books.preview({ command, input: input as unknown as Json, deed }); // prices are JSON
  if (!seen.ok) return seen;
  const effect = moneyEffect(seen.changes, balance, atMs);
  return { ok: true as const, effect, digest: createHash("sha256").update(JSON.stringify(effect)).digest("hex") };
}

/** Does what was shown, as of when it was shown; where that would be something else by now, it is shown anew. */
async function change(c: Context<App>, visit: Visit, { fields, key, madeMs }: SentForm) {
  const wanted = await wantedChange(c, visit, fields);
  if (!wanted) return goTo(c, "/plan", "notDone");
  // An account with a time of its own has that, whenever the form was made.
  const atMs = visit.account.clockMs ?? madeMs;
  const seen = await effectAt(c, visit, wanted, atMs);
  const known = seen.ok && seen.digest === fields.shown;
  const deed = { ...customerDeed(c, visit), nowMs: atMs };
  const { command } = wanted;
  const input = wanted.input as unknown as Json; // prices are JSON
  if (!known && !(await wasDone(visit, key))) return previewPage(c, visit, wanted, visit.words.otherNow);
  const reply = await visit.books.run({ key, command, input, deed }, true);
  // Its number has come by now: what is charged for it is tried before the page is shown.
  if (reply.ok && !reply.repeated) await visit.books.wake();
  return goTo(c, "", doneOf(reply));
}

/** Whether a form was sent before and done: sent again, its effect is another one by now. */
async function wasDone({ books }: Visit, key: string): Promise<boolean> {
  const commands = await books.commands(null, 20);
  return commands.some((one) => one.key === key);
}

async function previewPage(c: Context<App>, visit: Visit, wanted: Wanted, notice: string | null) {
  const { words } = visit;
  const atMs = visit.account.clockMs ?? c.get("nowMs");
  const seen = await effectAt(c, visit, wanted, atMs);
  if (!seen.ok) return goTo(c, "/plan", doneOf(seen));
  const { subscription } = wanted;
  const before = subscription && itemsWords(subscription.items);
  if (before === wanted.words && subscription?.scheduled.length === 0) return goTo(c, "/plan", "noChange");
  const hidden = Object.entries({ ...wanted.fields, shown: seen.digest }).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  const verb = subscription ? words.doChange : words.doSubscribe;
  const buttons = html`<p class="row"><button class="button first">${verb}</button><a class="button" href="${PORTAL_PATH}/plan">${words.cancelChange}</a></p>`;
  const becomes = before === null ? words.begins : words.becomes;
  const body = html`<p><strong>${filled(becomes, { after: wanted.words, before: before ?? "" })}</strong></p>
<ul>${effectSentences(visit, seen.effect).map((line) => html`<li>${line}</li>`)}</ul>
${visitForm(c, visit, "/plan/change", html`${hidden}${buttons}`)}`;
  return visitPage(c, visit, { title: words.effectTitle, at: "/plan", body, notice });
}

/** The effect in sentences. */
function effectSentences(visit: Visit, effect: MoneyEffect): Markup[] {
  const { words, locale, account } = visit;
  const amount = (minor: number) => ({ amount: formatMoney({ amount: minor, currency: account.currency }, locale) });
  const { atMs, invoiced, credited, creditUsed, charged, waiting } = effect;
  return [
    atMs === null ? words.effectNow : filled(words.effectLater, { date: dateOf(visit, atMs) }),
    ...(credited > 0 ? [filled(words.creditBack, amount(credited))] : []),
    ...(invoiced > 0 ? [filled(words.newInvoice, amount(invoiced))] : []),
    ...(creditUsed > 0 ? [filled(words.creditUsed, amount(creditUsed))] : []),
    ...waiting.map((line) => filled(words.onNextInvoice, { description: line.description, ...amount(line.amount) })),
    ...(atMs === null ? [charged > 0 ? filled(words.chargedNow, amount(charged)) : words.nothingNow] : []),
  ].map((line) => html`${line}`);
}
