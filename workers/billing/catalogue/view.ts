import type { Coupon, CouponCode } from "./coupon.ts";
import type { Plan } from "./plan.ts";
import type { Price } from "./price.ts";
import type { Product } from "./product.ts";

export type { Coupon, CouponCode } from "./coupon.ts";
export type { Entitlements, Plan } from "./plan.ts";
export type { ChargeModel, Interval, Price, ProrationPolicy } from "./price.ts";
export type { PriceTerms } from "./price-input.ts";
export type { Product } from "./product.ts";

/** A version of a price with its place among the versions. */
export interface CataloguePrice extends Price {
  series: string;
  version: number;
  createdMs: number;
  /** Who made it, by name; empty where that was not kept. */
  createdBy: string;
  archivedMs: number | null;
}

/** The newest version of everything: what is sold, and what was taken off sale. */
export interface CatalogueView {
  products: Product[];
  plans: Plan[];
  prices: CataloguePrice[];
}

/** What differs between two versions: a field with its value before and after, null where it was not there. */
export interface FieldChange {
  field: string;
  before: string | null;
  after: string | null;
}

/** All versions of a product, newest first, each with what it changed of the version before. */
export interface ProductView {
  versions: { product: Product; changes: FieldChange[] }[];
}

/** All versions of a plan, newest first, each with its prices and what it changed of the version before. */
export interface PlanView {
  product: Product;
  versions: { plan: Plan; changes: FieldChange[]; prices: { price: CataloguePrice; changes: FieldChange[] }[] }[];
}

/** What some quantities cost by a price. */
export interface CostRow {
  quantity: string;
  /** Minor units; with the minimum where the charge is below it. */
  amount: number;
  /** Whether the minimum made it so. */
  isMinimum: boolean;
  /** What one of them costs on average, in minor units; null for none. */
  average: string | null;
}

export interface CouponView extends Coupon {
  codes: CouponCode[];
}
