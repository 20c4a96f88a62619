import { monthlyCost } from "../ledger/revenue/mrr.ts";
import type { Plan } from "./plan.ts";
import { planRows } from "./plan-book.ts";
import { pricesOf } from "./price-book.ts";
import type { CataloguePrice } from "./view.ts";

/** Every version of a product's plans, and the plans of these ids: what an account of the product can hold. */
export const plansOf = (db: D1Database, productId: string, ids: readonly string[]): Promise<Plan[]> =>
  planRows(db, "product_id = ?1 or id in (select value from json_each(?2))", productId, JSON.stringify(ids));

/** What an account has without buying anything, and what a comp grants that names no plan of the catalogue. */
export async function fallbackOf(
  db: D1Database,
  plans: readonly Plan[],
  { productId, createdMs }: { productId: string; createdMs: number },
): Promise<{ free: Plan | null; best: Plan | null }> {
  const own = plans.filter((plan) => plan.productId === productId && plan.kind === "plan");
  const prices = await pricesOf(
    db,
    own.map(({ id }) => id),
  );
  return { free: freePlan(own, prices, createdMs), best: bestPlan(own, prices) };
}

/**
 * The version of the free plan that an account has: the one that was sold when the account was opened, so that who has
 * `FreeV1` keeps it; the first where all are younger. A plan is free that has prices of which each is zero.
 */
export function freePlan(plans: readonly Plan[], prices: readonly CataloguePrice[], openedMs: number): Plan | null {
  const free = plans
    .filter((plan) => plan.archivedMs === null || plan.archivedMs > openedMs)
    .filter(({ id }) => {
      const own = newestOf(prices, id);
      return own.length > 0 && own.every(({ charge }) => charge.kind === "flat" && charge.amount === 0);
    })
    .sort((a, b) => a.createdMs - b.createdMs || a.version - b.version);
  return free.findLast(({ createdMs }) => createdMs <= openedMs) ?? free[0] ?? null;
}

/** The plan on sale that costs most a month for one; null when none costs anything. */
export function bestPlan(plans: readonly Plan[], prices: readonly CataloguePrice[]): Plan | null {
  let best: { plan: Plan; cost: bigint } | null = null;
  for (const plan of plans.filter(({ archivedMs }) => archivedMs === null)) {
    for (const price of newestOf(prices, plan.id).filter(({ archivedMs }) => archivedMs === null)) {
      const cost = monthlyCost(price, 1);
      const better = best === null || cost > best.cost || (cost === best.cost && plan.version > best.plan.version);
      if (cost > 0n && better) best = { plan, cost };
    }
  }
  return best?.plan ?? null;
}

/** The newest version of each price of a plan's version. */
const newestOf = (prices: readonly CataloguePrice[], planId: string): CataloguePrice[] => {
  const own = prices.filter((price) => price.planId === planId);
  return own.filter(({ series, version }) => !own.some((one) => one.series === series && one.version > version));
};
