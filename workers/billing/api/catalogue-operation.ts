import { ARCHIVABLE, type Archivable } from "../catalogue/archiving.ts";
import { newCode, newCoupon } from "../catalogue/coupon.ts";
import { newPlan, planContent, planOpening } from "../catalogue/plan.ts";
import { newPrice, priceTerms } from "../catalogue/price-input.ts";
import { newProduct, nextProduct } from "../catalogue/product.ts";
import { newMeter } from "../usage/meter.ts";
import { type Described, posting, queryOf, reading } from "./described.ts";
import { listed, listedCatalogue, listedPlans, listedPrices } from "./list-query.ts";
import type { ComponentName } from "./shape/component.ts";

const COMPONENT = {
  products: "Product",
  plans: "Plan",
  prices: "CataloguePrice",
  coupons: "Coupon",
  promotion_codes: "PromotionCode",
  meters: "Meter",
} as const satisfies Record<Archivable, ComponentName>;

const LISTS = [
  ["products", listedCatalogue],
  ["plans", listedPlans],
  ["prices", listedPrices],
  ["coupons", listedCatalogue],
  ["meters", listedCatalogue],
] as const;

const words = (kind: Archivable): string => kind.replace("_", " ");

/** A request that makes something of a kind, and answers it. */
const making = (path: string, id: string, summary: string, kind: Archivable, input: Described["input"]): Described =>
  posting(path, id, summary, { one: COMPONENT[kind] }, { scope: "billing:catalogue", status: 201, input });

const versions = (kind: "products" | "plans" | "prices", one: string): Described =>
  reading(
    `/${kind}/{id}/versions`,
    `list${COMPONENT[kind]}Versions`,
    `List the versions of ${one}, the newest first`,
    { page: COMPONENT[kind] },
    { query: queryOf(listed) },
  );

/** Requests about what is sold and measured. */
export const CATALOGUE_OPERATIONS: readonly Described[] = [
  ...LISTS.map(([kind, query]) =>
    reading(
      `/${kind}`,
      `list${COMPONENT[kind]}s`,
      `List ${kind}`,
      { page: COMPONENT[kind] },
      { query: queryOf(query) },
    ),
  ),
  reading(
    "/coupons/{id}/promotion_codes",
    "listPromotionCodes",
    "List the codes of a coupon",
    { page: "PromotionCode" },
    { query: queryOf(listedCatalogue) },
  ),
  ...ARCHIVABLE.map((kind) =>
    reading(`/${kind}/{id}`, `get${COMPONENT[kind]}`, `Read one of the ${words(kind)}`, { one: COMPONENT[kind] }),
  ),
  versions("products", "a product"),
  versions("plans", "a plan"),
  versions("prices", "a price"),
  making("/products", "createProduct", "Make a product", "products", newProduct),
  making("/products/{id}/versions", "createProductVersion", "Say otherwise what a product is", "products", nextProduct),
  making("/plans", "createPlan", "Make a plan or add-on", "plans", newPlan),
  making("/plans/{id}/versions", "createPlanVersion", "Make a plan's next version", "plans", planContent),
  posting(
    "/plans/{id}/self_service",
    "openPlan",
    "Let customers buy a plan or add-on themselves, or leave it to staff",
    { one: "Plan" },
    { scope: "billing:catalogue", input: planOpening },
  ),
  making("/prices", "createPrice", "Make a price of a plan", "prices", newPrice),
  making("/prices/{id}/versions", "createPriceVersion", "Make a price's next version", "prices", priceTerms),
  making("/coupons", "createCoupon", "Make a coupon", "coupons", newCoupon),
  making(
    "/coupons/{id}/promotion_codes",
    "createPromotionCode",
    "Make a code by which a coupon is redeemed",
    "promotion_codes",
    newCode,
  ),
  making("/meters", "createMeter", "Make a meter", "meters", newMeter),
  ...ARCHIVABLE.flatMap((kind) => [
    turning(kind, "archive", "Take off sale"),
    turning(kind, "restore", "Put back on sale"),
  ]),
];

function turning(kind: Archivable, verb: "archive" | "restore", what: string): Described {
  const id = `${verb}${COMPONENT[kind]}`;
  const summary = `${what}: one of the ${words(kind)}`;
  return posting(`/${kind}/{id}/${verb}`, id, summary, { one: COMPONENT[kind] }, { scope: "billing:catalogue" });
}
