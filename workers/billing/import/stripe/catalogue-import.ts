import type Stripe from "stripe";
import type { Imported, ImportedCatalogue } from "../../catalogue/imported-book.ts";
import type { LineProblem } from "../import-line.ts";
import { codeFrom, couponFrom } from "./coupon.ts";
import { SOURCE } from "./imported-id.ts";
import { meterFrom } from "./meter.ts";
import { planFrom } from "./plan.ts";
import type { Translated } from "./remarks.ts";
import { type CatalogueGround, pricing, productOf, type StripeCatalogue } from "./stripe-catalogue.ts";

/** What of Stripe's catalogue comes along: what is sold, and what somebody has, as taken off sale. */
export function catalogueFrom(catalogue: StripeCatalogue, used: Used, ground: CatalogueGround, nowMs: number) {
  const problems: LineProblem[] = [];
  const translated = <Value>(column: string, made: Translated<Value>): Value[] => {
    if (made.ok) return [made.value];
    problems.push({ column, detail: made.problem });
    return [];
  };
  const priceOf = pricing(catalogue, ground);
  const wanted = new Map<string, { price: Stripe.Price; currency?: string; externalId: string }>();
  for (const price of Object.values(catalogue.prices)) {
    if (price.active) wanted.set(price.id, { price, externalId: price.id });
  }
  for (const { id, currency } of used) {
    const price = catalogue.prices[id];
    if (!price) continue;
    const isOwn = price.currency === currency;
    const externalId = isOwn ? id : `${id}:${currency.toUpperCase()}`;
    wanted.set(externalId, { price, externalId, ...(!isOwn && { currency }) });
  }
  const prices = [...wanted.values()].flatMap(({ price, currency, externalId }) =>
    translated(price.id, priceOf(price, currency)).map((made) => ({
      ...made,
      ...{ series: made.id, version: 1, createdMs: nowMs, archivedMs: price.active ? null : nowMs },
      externalId: `${SOURCE}:${externalId}`,
    })),
  );
  const sold = new Set([...wanted.values()].map(({ price }) => productOf(price)));
  const plans = Object.values(catalogue.products)
    .filter(({ id, active }) => active || sold.has(id))
    .map((product) => named(product.id, planFrom(product, ground.productId, nowMs)));
  const coupons = Object.values(catalogue.coupons)
    .filter(({ valid }) => valid)
    .flatMap((coupon) => translated(coupon.id, couponFrom(coupon, nowMs)).map((made) => named(coupon.id, made)));
  const there = new Set(coupons.map(({ id }) => id));
  const codes = Object.values(catalogue.codes)
    .flatMap((code) => translated(code.code, codeFrom(code)))
    .filter(({ couponId }) => there.has(couponId));
  const meters = Object.values(catalogue.meters)
    .filter(({ event_name: key }) => ground.meterIds[key] === undefined)
    .flatMap((meter) => translated(meter.event_name, meterFrom(meter, nowMs)));
  return { made: { plans, prices, coupons, codes, meters } satisfies ImportedCatalogue, problems };
}

/** Prices that subscriptions have, with the currencies in which they have them. */
export type Used = readonly { id: string; currency: string }[];

const named = <Thing>(id: string, thing: Thing): Imported<Thing> => ({ ...thing, externalId: `${SOURCE}:${id}` });
