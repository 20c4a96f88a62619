import type { PriceTerms } from "../../catalogue/price-input.ts";

/** Prices that are looked at: as many as the catalogue has. */
const OFFERS_MAX = 10_000;

/** A price on sale, with the code of its plan. */
export interface Offer {
  priceId: string;
  code: string;
  productId: string;
  currency: string;
  interval: PriceTerms["interval"];
}

/** What is on sale now: the newest version of each price. */
export async function readOffers(db: D1Database): Promise<Offer[]> {
  const { results } = await db
    .prepare(
      `select price.id, plan.code, price.product_id as productId, price.terms from billing_price price
       join billing_plan plan on plan.id = price.plan_id
       where price.archived_at_ms is null and plan.archived_at_ms is null
         and price.version = (select max(version) from billing_price where series = price.series) limit ${OFFERS_MAX}`,
    )
    .all<{ id: string; code: string; productId: string; terms: string }>();
  return results.map(({ id, code, productId, terms }) => {
    const { currency, interval } = JSON.parse(terms) as PriceTerms; // as the catalogue wrote it
    return { priceId: id, code, productId, currency, interval };
  });
}

const INTERVALS: Record<string, { unit: string; count: number }> = {
  ...{ month: { unit: "month", count: 1 }, monthly: { unit: "month", count: 1 } },
  ...{ quarter: { unit: "month", count: 3 }, quarterly: { unit: "month", count: 3 } },
  ...{ year: { unit: "year", count: 1 }, yearly: { unit: "year", count: 1 }, annual: { unit: "year", count: 1 } },
  ...{ annually: { unit: "year", count: 1 }, week: { unit: "week", count: 1 }, weekly: { unit: "week", count: 1 } },
};

/** What a row says of a plan. Where it says nothing of one thing, that may be anything. */
interface Wanted {
  code: string;
  interval: string | undefined;
  currency: string | undefined;
  productId: string | undefined;
}

/** The price of a plan that a row means; else why it is none, in words. */
export function priceOf(offers: readonly Offer[], wanted: Wanted): { priceId: string } | { detail: string } {
  const { code, currency, productId } = wanted;
  const ofPlan = offers.filter((one) => one.code === code && (productId === undefined || one.productId === productId));
  if (ofPlan.length === 0) return { detail: `There is no plan ${code} on sale.` };
  const interval = wanted.interval === undefined ? null : INTERVALS[wanted.interval.toLowerCase()];
  if (interval === undefined)
    return { detail: `${wanted.interval} is no interval: write week, month, quarter or year.` };
  const fitting = ofPlan.filter(
    (one) =>
      one.interval !== null &&
      (currency === undefined || one.currency === currency) &&
      (interval === null || (one.interval.unit === interval.unit && one.interval.count === interval.count)),
  );
  const [only, other] = fitting;
  if (only && !other) return { priceId: only.priceId };
  if (!only) return { detail: `The plan ${code} has no such price on sale.` };
  const ids = fitting.map(({ priceId }) => priceId).join(", ");
  return { detail: `The plan ${code} has several prices: say which, by its interval or as price (${ids}).` };
}
