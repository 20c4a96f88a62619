import type { hc } from "hono/client";
import type { PriceTerms } from "../../../workers/billing/catalogue/view.ts";
import type { BillingRoutes } from "../../../workers/billing/routes.ts";
import type { Aggregation } from "../../../workers/billing/usage/view.ts";
import { routesAt } from "./client.ts";
import { cancelledBy, keyed, read, request } from "./request.ts";

const BASE = "/console/api/billing";
const part = encodeURIComponent;
const named = (id: string) => ({ param: { id: part(id) } });

/** Checks every path and body against the Worker's own routes, and takes the types of the answers from them. */
const { catalogue, usage } = routesAt<ReturnType<typeof hc<BillingRoutes>>>(BASE);

/** What can be taken off sale. */
export type Archivable = "products" | "plans" | "prices" | "coupons" | "promotion_codes" | "meters";

/** What a plan's form says. */
export interface PlanFields {
  name: string;
  description: string;
  trialDays: number;
  entitlements: Record<string, boolean | number | null>;
}

export interface CouponFields {
  name: string;
  off: { kind: "percent"; percent: string } | { kind: "amount"; amount: number; currency: string };
  invoices: number | null;
  months: number | null;
  redemptionsMax: number | null;
  expiresMs: number | null;
  productIds: string[] | null;
}

/** What a preview asks: a charge as the form has it, which the server checks. */
export interface PreviewWish {
  charge: PriceTerms["charge"];
  minimumAmount: number;
  quantities: string[];
}

/** The catalogue's and the meters' routes, one function each. */
export const catalogueApi = {
  all: (signal?: AbortSignal) => read(catalogue.$get({}, cancelledBy(signal))),
  plan: (id: string, signal?: AbortSignal) => read(catalogue.plans[":id"].$get(named(id), cancelledBy(signal))),
  createProduct: (json: { name: string; description: string; taxCode: string }, key: string) =>
    read(catalogue.products.$post({ json }, keyed(key))),
  product: (id: string, signal?: AbortSignal) => read(catalogue.products[":id"].$get(named(id), cancelledBy(signal))),
  /** `after` is the version that its author looked at. */
  nextProduct: (id: string, json: { name: string; description: string; taxCode: string; after: number }, key: string) =>
    read(catalogue.products[":id"].versions.$post({ ...named(id), json }, keyed(key))),
  createPlan: (json: PlanFields & { productId: string; kind: "plan" | "add-on"; code: string }, key: string) =>
    read(catalogue.plans.$post({ json }, keyed(key))),
  nextPlan: (id: string, json: PlanFields, key: string) =>
    read(catalogue.plans[":id"].versions.$post({ ...named(id), json }, keyed(key))),
  createPrice: (planId: string, terms: PriceTerms, key: string) =>
    read(catalogue.prices.$post({ json: { planId, terms } }, keyed(key))),
  nextPrice: (id: string, json: PriceTerms, key: string) =>
    read(catalogue.prices[":id"].versions.$post({ ...named(id), json }, keyed(key))),
  preview: (json: PreviewWish, signal?: AbortSignal) => read(catalogue.preview.$post({ json }, cancelledBy(signal))),
  coupons: (signal?: AbortSignal) => read(catalogue.coupons.$get({}, cancelledBy(signal))),
  coupon: (id: string, signal?: AbortSignal) => read(catalogue.coupons[":id"].$get(named(id), cancelledBy(signal))),
  createCoupon: (json: CouponFields, key: string) =>
    read(catalogue.coupons.$post({ json: { ...json, currencies: null } }, keyed(key))),
  createCode: (couponId: string, code: string, key: string) =>
    read(
      catalogue.coupons[":id"].codes.$post(
        { ...named(couponId), json: { code, redemptionsMax: null, expiresMs: null } },
        keyed(key),
      ),
    ),
  /** Takes something off sale, or puts it back. */
  archive: (what: Archivable, id: string, archived: boolean) =>
    request<void>(archived ? "PUT" : "DELETE", `${BASE}/catalogue/${what}/${part(id)}/archive`),
  /** Lets customers buy a plan or add-on themselves, or leaves it to staff. */
  selfService: (id: string, selfService: boolean) =>
    request<void>(selfService ? "PUT" : "DELETE", `${BASE}/catalogue/plans/${part(id)}/self-service`),
  meters: (signal?: AbortSignal) => read(usage.meters.$get({}, cancelledBy(signal))),
  createMeter: (json: { key: string; name: string; unit: string; aggregation: Aggregation }, key: string) =>
    read(usage.meters.$post({ json }, keyed(key))),
  accountUsage: (accountId: string, signal?: AbortSignal) =>
    read(usage.accounts[":id"].$get(named(accountId), cancelledBy(signal))),
};
