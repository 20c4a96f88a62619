import type Stripe from "stripe";
import type { Price } from "../../catalogue/price.ts";
import { importedId } from "./imported-id.ts";
import { priceFrom } from "./price.ts";
import { problem, type Translated } from "./remarks.ts";

/** What Stripe sells, by its ids: as it was read, and kept as JSON while the import goes on. */
export interface StripeCatalogue {
  products: Record<string, Stripe.Product>;
  /** With their tiers and their other currencies. */
  prices: Record<string, Stripe.Price>;
  coupons: Record<string, Stripe.Coupon>;
  codes: Record<string, Stripe.PromotionCode>;
  meters: Record<string, Stripe.Billing.Meter>;
}

export const EMPTY_CATALOGUE: StripeCatalogue = { products: {}, prices: {}, coupons: {}, codes: {}, meters: {} };

/** What of our own catalogue decides on a translation. */
export interface CatalogueGround {
  productId: string;
  /** Our meters by their keys: one that apps report to already is used as it is. */
  meterIds: Readonly<Record<string, string>>;
}

/** Translates a price that a customer has, by what was read of the catalogue; a price made for one customer is not in its lists. */
export function pricing(catalogue: StripeCatalogue, { productId, meterIds }: CatalogueGround) {
  const meters = Object.fromEntries(
    Object.values(catalogue.meters).map(({ id, event_name }) => [id, meterIds[event_name] ?? importedId("meter", id)]),
  );
  return (price: Stripe.Price, currency?: string): Translated<Price> => {
    const plan = catalogue.products[productOf(price)];
    if (plan === undefined) return problem(`The product of the price ${price.id} is deleted at Stripe.`);
    const ground = { productId, plan, meters, ...(currency !== undefined && { currency }) };
    return priceFrom(catalogue.prices[price.id] ?? price, ground);
  };
}

/** The id of the product that a price is of. */
export const productOf = ({ product }: Stripe.Price): string => (typeof product === "string" ? product : product.id);
