import { changesBetween } from "./field-change.ts";
import type { Plan, PlanContent } from "./plan.ts";
import { planVersions } from "./plan-book.ts";
import { pricesOf, termsOf } from "./price-book.ts";
import { findProduct } from "./product-book.ts";
import type { CataloguePrice, PlanView } from "./view.ts";

/** All versions of the plan that has this one, with what each changed. */
export async function planView(db: D1Database, plan: Plan): Promise<PlanView> {
  const [product, plans] = await Promise.all([findProduct(db, plan.productId), planVersions(db, plan)]);
  if (product === null) throw new Error(`the product of ${plan.id} is missing: none is ever deleted`);
  const prices = await pricesOf(
    db,
    plans.map(({ id }) => id),
  );
  return {
    product,
    versions: plans.map((version, index) => ({
      plan: version,
      changes: changed(contentOf, plans[index + 1], version),
      prices: prices
        .filter(({ planId }) => planId === version.id)
        .map((price) => ({ price, changes: changed(termsOf, before(prices, price), price) })),
    })),
  };
}

const before = (prices: readonly CataloguePrice[], { series, version }: CataloguePrice) =>
  prices.find((price) => price.series === series && price.version === version - 1);

/** A first version changes nothing. */
const changed = <Version>(content: (version: Version) => object, was: Version | undefined, is: Version) =>
  was === undefined ? [] : changesBetween(content(was), content(is));

const contentOf = ({ name, description, trialDays, entitlements }: Plan): PlanContent => ({
  name,
  description,
  trialDays,
  entitlements,
});
