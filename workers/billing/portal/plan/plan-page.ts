import { html } from "hono/html";
import { itemsWords } from "../../account/command/effect-words.ts";
import type { Interval, Price } from "../../catalogue/price.ts";
import { filled } from "../../document/words/words.ts";
import { formatMoney, formatUnitAmount } from "../../money.ts";
import { chargeFor } from "../../pricing/charge.ts";
import type { Subscription } from "../../subscription/subscription.ts";
import { PORTAL_PATH } from "../path.ts";
import type { Markup } from "../shell.ts";
import { courseWords } from "../standing-words.ts";
import type { Visit } from "../visit.ts";
import type { PortalWords } from "../words/words.ts";
import { CODE_CHARS_MAX } from "./code-routes.ts";
import { type AddOn, hasSeats, type Offer, SEATS_MAX, type Shop } from "./sold-price.ts";
import { addOnField } from "./wanted-items.ts";

/** A subscription, or the lack of one, with what it may be changed to. `typed` is what was asked for before a refusal; `keep` takes back what waits. */
export function planPage(
  visit: Visit,
  subscription: Subscription | null,
  { shop, typed, keep }: { shop: Shop; typed: Record<string, string> | null; keep: Markup },
): Markup {
  const { words } = visit;
  const { offers, addOns, own, fixed } = shop;
  const isKept = own !== null && !offers.some(({ price }) => price.id === own.price.id);
  const all: Offer[] = isKept ? [{ price: own.price, planName: own.price.name, description: "" }, ...offers] : offers;
  if (all.length === 0) return html`${standing(visit, subscription, keep)}<p class="dim">${words.nothingSold}</p>`;
  const chosen = all.find(({ price }) => price.id === (typed?.price ?? own?.price.id)) ?? all[0];
  const radios = all.map((offer) =>
    planRadio(visit, offer, { own: offer.price.id === own?.price.id, checked: offer === chosen }),
  );
  const seats = all.some(({ price }) => hasSeats(price))
    ? html`<div class="fields">${amountField(words.seats, "seats", typed?.seats ?? String(own?.quantity ?? 1), 1)}</div>`
    : "";
  const beside =
    addOns.length === 0
      ? ""
      : html`<fieldset class="add-ons"><legend>${words.addOns}</legend>${addOns.map((addOn) => addOnRow(visit, addOn, typed))}</fieldset>`;
  const also = fixed.length === 0 ? "" : html`<p class="dim">${filled(words.alsoIn, { items: itemsWords(fixed) })}</p>`;
  const code =
    subscription === null
      ? html`<div class="fields">${codeField(visit, typed?.code ?? "", words.codeOptional)}</div>`
      : "";
  return html`${standing(visit, subscription, keep)}<h2>${subscription ? words.changePlan : words.choosePlan}</h2>
<form method="get" action="${PORTAL_PATH}/plan/change"><input type="hidden" name="subscription" value="${subscription?.id ?? ""}">
<fieldset><legend class="unseen">${words.plan}</legend>${radios}</fieldset>${seats}${beside}${also}${code}
<p class="dim">${words.withTax}</p><button class="button first">${words.showEffect}</button></form>
${subscription ? codeForm(visit, subscription) : ""}`;
}

/** What there is now, how it goes on, and what is off. */
function standing(visit: Visit, subscription: Subscription | null, keep: Markup): Markup {
  const { words } = visit;
  if (!subscription) return html`<p>${words.noPlan}</p>`;
  const { scheduled, period, items } = subscription;
  const lines = courseWords(visit, subscription);
  return html`<p><strong>${itemsWords(items)}</strong></p>${lines.map((line) => html`<p>${line}</p>`)}
${scheduled.some(({ atMs }) => atMs === period.endMs) ? keep : ""}`;
}

function planRadio(
  visit: Visit,
  { price, planName, description }: Offer,
  of: { own: boolean; checked: boolean },
): Markup {
  const mark = of.own ? html` <span class="dim">(${visit.words.yourPlan})</span>` : "";
  return html`<label><input type="radio" name="price" value="${price.id}" ${of.checked ? "checked" : ""}>
${planName}${mark}<small> ${priceWords(visit, price)}${description === "" ? "" : html`<br>${description}`}</small></label>`;
}

/** An add-on with how many of it, or whether it is had at all. */
function addOnRow(visit: Visit, addOn: AddOn, typed: Record<string, string> | null): Markup {
  const { name, description, prices, held, unit } = addOn;
  const field = addOnField(addOn);
  const sold = held && !prices.some(({ id }) => id === held.price.id) ? [held.price, ...prices] : prices;
  const [first] = sold;
  if (!first) return html``;
  // However often it is billed, a unit of use costs the same.
  const costs = [...new Set(sold.map((price) => priceWords(visit, price, unit)))].join(" · ");
  const about = html`<small>${costs}${description === "" ? "" : html`<br>${description}`}</small>`;
  const value = typed?.[field] ?? (typed ? "0" : String(held?.quantity ?? 0));
  if (hasSeats(held?.price ?? first))
    return html`<label class="piece"><span>${name}${about}</span><input type="number" name="${field}" min="0" max="${SEATS_MAX}" inputmode="numeric" value="${value}"></label>`;
  return html`<label><input type="checkbox" name="${field}" value="1" ${value === "0" ? "" : "checked"}> <span>${name}${about}</span></label>`;
}

const amountField = (label: string, name: string, value: string, min: number): Markup =>
  html`<label><span>${label}</span><input type="number" name="${name}" min="${min}" max="${SEATS_MAX}" inputmode="numeric" value="${value}" required></label>`;

const codeField = ({ words }: Visit, value: string, hint = ""): Markup =>
  html`<label><span>${words.code}${hint === "" ? "" : html` <small>${hint}</small>`}</span><input type="text" name="code" value="${value}" maxlength="${CODE_CHARS_MAX}" autocomplete="off" autocapitalize="characters" spellcheck="false" ${hint === "" ? "required" : ""}></label>`;

/** Where a promotion code is typed for what is subscribed to already. */
const codeForm = (visit: Visit, { id }: Subscription): Markup =>
  html`<h2>${visit.words.code}</h2><form method="get" action="${PORTAL_PATH}/plan/code"><input type="hidden" name="subscription" value="${id}">
<div class="fields">${codeField(visit, "")}</div><button class="button">${visit.words.showCode}</button></form>`;

/** A price in words: what one costs, and how often; by use what a unit costs. */
function priceWords(
  { words, locale }: Pick<Visit, "words" | "locale">,
  price: Price,
  unit: string | null = null,
): string {
  const { charge, interval, currency, tax } = price;
  const included = (cost: string) => (tax.behaviour === "inclusive" ? filled(words.taxIn, { cost }) : cost);
  if (price.usage.kind === "metered" && charge.kind === "per-unit")
    return included(
      filled(words.byUse, { amount: formatUnitAmount(charge.unitAmount, currency, locale), unit: unit ?? "" }),
    );
  const amount = formatMoney({ amount: chargeFor(charge, "1").amount, currency }, locale);
  const each =
    charge.kind === "flat" ? amount : filled(charge.kind === "per-unit" ? words.perUnit : words.fromAmount, { amount });
  return included(interval === null ? each : `${each} ${oftenWords(words, interval)}`);
}

function oftenWords(words: PortalWords, { unit, count }: Interval): string {
  if (count === 1) return `/ ${words[unit]}`;
  const plural = { day: words.days, week: words.weeks, month: words.months, year: words.years } as const;
  return filled(words.every, { count: String(count), unit: plural[unit] });
}
