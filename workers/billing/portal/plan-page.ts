import { html } from "hono/html";
import { itemsWords } from "../account/effect-words.ts";
import type { Price } from "../catalogue/price.ts";
import { filled } from "../document/words/words.ts";
import { formatMoney } from "../money.ts";
import { chargeFor } from "../pricing/charge.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { PORTAL_PATH } from "./path.ts";
import type { Markup } from "./shell.ts";
import { hasSeats, type Offer, planItemOf, SEATS_MAX } from "./sold-price.ts";
import { courseWords } from "./standing-words.ts";
import type { Visit } from "./visit.ts";

/** A subscription, or the lack of one, with the plans that it may be changed to. */
export function planPage(visit: Visit, subscription: Subscription | null, offers: Offer[]): Markup {
  const { words } = visit;
  const own = subscription && planItemOf(subscription, new Set(offers.map(({ price }) => price.planId)));
  const kept = own && !offers.some(({ price }) => price.id === own.price.id) && own.price.usage.kind === "licensed";
  const all = kept ? [{ price: own.price, planName: own.price.name, description: "" }, ...offers] : offers;
  const chosen = all.find(({ price }) => price.id === own?.price.id) ?? all[0];
  const standing = subscription
    ? html`<p><strong>${itemsWords(subscription.items)}</strong></p>${courseWords(visit, subscription).map((line) => html`<p>${line}</p>`)}`
    : html`<p>${words.noPlan}</p>`;
  if (all.length === 0) return html`${standing}<p class="dim">${words.nothingSold}</p>`;
  const radios = all.map(
    (
      offer,
    ) => html`<label><input type="radio" name="price" value="${offer.price.id}" ${offer === chosen ? "checked" : ""}>
${offer.planName}${offer.price.id === own?.price.id ? html` <span class="dim">(${words.yourPlan})</span>` : ""}<small> ${priceWords(visit, offer.price)}${offer.description === "" ? "" : html`<br>${offer.description}`}</small></label>`,
  );
  const seats = all.some(({ price }) => hasSeats(price))
    ? html`<div class="fields"><label><span>${words.seats}</span><input type="number" name="seats" min="1" max="${SEATS_MAX}" inputmode="numeric" value="${own?.quantity ?? 1}" required></label></div>`
    : "";
  return html`${standing}<h2>${subscription ? words.changePlan : words.choosePlan}</h2>
<form method="get" action="${PORTAL_PATH}/plan/change"><input type="hidden" name="subscription" value="${subscription?.id ?? ""}">
<fieldset><legend class="unseen">${words.plan}</legend>${radios}</fieldset>${seats}
<p class="dim">${words.withTax}</p><button class="button first">${words.showEffect}</button></form>`;
}

/** A price in words: what one costs, and how often. */
export function priceWords({ words, locale }: Pick<Visit, "words" | "locale">, price: Price): string {
  const { charge, interval, currency } = price;
  const amount = formatMoney({ amount: chargeFor(charge, "1").amount, currency }, locale);
  const cost =
    charge.kind === "flat" ? amount : filled(charge.kind === "per-unit" ? words.perUnit : words.fromAmount, { amount });
  if (interval === null) return cost;
  const { unit, count } = interval;
  const plural = { day: words.days, week: words.weeks, month: words.months, year: words.years } as const;
  const often = count === 1 ? `/ ${words[unit]}` : filled(words.every, { count: String(count), unit: plural[unit] });
  return `${cost} ${often}`;
}
