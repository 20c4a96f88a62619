import { catalogueId } from "./catalogue-id.ts";
import { PRICES_MAX } from "./limits.ts";
import type { Plan } from "./plan.ts";
import type { Price } from "./price.ts";
import type { PriceTerms } from "./price-input.ts";
import type { CataloguePrice } from "./view.ts";

interface Row {
  id: string;
  series: string;
  version: number;
  plan_id: string;
  product_id: string;
  terms: string;
  created_at_ms: number;
  archived_at_ms: number | null;
  created_by: string;
}

/** Newest versions only: the others are kept for who bought them. */
const NEWEST = "version = (select max(version) from billing_price where series = price.series)";

/** The newest version of every price, oldest price first. */
export async function listPrices(db: D1Database): Promise<CataloguePrice[]> {
  const { results } = await db
    .prepare(`select * from billing_price as price where ${NEWEST} order by series limit ${PRICES_MAX}`)
    .all<Row>();
  return results.map(priceOf);
}

/** Every version of the prices of some plans, by series and newest first. */
export async function pricesOf(db: D1Database, planIds: readonly string[]): Promise<CataloguePrice[]> {
  const { results } = await db
    .prepare(
      `select * from billing_price where plan_id in (select value from json_each(?))
       order by series, version desc limit ${PRICES_MAX}`,
    )
    .bind(JSON.stringify(planIds))
    .all<Row>();
  return results.map(priceOf);
}

/** Every version of a price, newest first. */
export async function pricesOfSeries(db: D1Database, series: string): Promise<CataloguePrice[]> {
  const { results } = await db
    .prepare(`select * from billing_price where series = ? order by version desc limit ${PRICES_MAX}`)
    .bind(series)
    .all<Row>();
  return results.map(priceOf);
}

/** A version of a price, on sale or not; null when there is none of that id. */
export async function findPrice(db: D1Database, id: string): Promise<CataloguePrice | null> {
  const row = await db.prepare("select * from billing_price where id = ?").bind(id).first<Row>();
  return row && priceOf(row);
}

/** What a new subscription may be sold for: the price as books keep it, when it is the newest version and on sale. */
export async function findSold(db: D1Database, id: string): Promise<Price | null> {
  const row = await db
    .prepare(
      `select price.* from billing_price as price join billing_plan as plan on plan.id = price.plan_id
       join billing_product as product on product.id = price.product_id
       where price.id = ? and price.${NEWEST} and price.archived_at_ms is null and plan.archived_at_ms is null
         and product.archived_at_ms is null`,
    )
    .bind(id)
    .first<Row>();
  if (row === null) return null;
  const { id: priceId, productId, planId } = priceOf(row);
  return { id: priceId, productId, planId, ...termsOf(priceOf(row)) };
}

/** Adds a version of a price; false when there are as many as may be, or another became that version meanwhile. */
export async function insertPrice(db: D1Database, price: CataloguePrice): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `insert into billing_price (id, series, version, plan_id, product_id, terms, created_at_ms, created_by)
       select ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 where (select count(*) from billing_price) < ?9
       and (select coalesce(max(version), 0) from billing_price where series = ?2) = ?3 - 1`,
    )
    .bind(
      price.id,
      price.series,
      price.version,
      price.planId,
      price.productId,
      JSON.stringify(termsOf(price)),
      price.createdMs,
      price.createdBy,
      PRICES_MAX,
    )
    .run();
  return meta.changes === 1;
}

/** What makes the prices of a plan's version the prices of its next one, once that is there. */
export async function copyOfPrices(db: D1Database, fromPlanId: string, to: Plan): Promise<D1PreparedStatement[]> {
  const { results } = await db
    .prepare(`select * from billing_price as price where plan_id = ? and archived_at_ms is null and ${NEWEST}`)
    .bind(fromPlanId)
    .all<Row>();
  return results.map((row) =>
    db
      .prepare(
        `insert into billing_price (id, series, version, plan_id, product_id, terms, created_at_ms, created_by)
         select ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 where exists (select 1 from billing_plan where id = ?4)
         and (select max(version) from billing_price where series = ?2) = ?3 - 1`,
      )
      .bind(
        catalogueId("price"),
        row.series,
        row.version + 1,
        to.id,
        to.productId,
        row.terms,
        to.createdMs,
        to.createdBy,
      ),
  );
}

/** What a price says, without its place in the catalogue. */
export const termsOf = (price: Price): PriceTerms => ({
  name: price.name,
  currency: price.currency,
  interval: price.interval,
  charge: price.charge,
  usage: price.usage,
  proration: price.proration,
  tax: price.tax,
  minimumAmount: price.minimumAmount,
});

const priceOf = (row: Row): CataloguePrice => ({
  id: row.id,
  series: row.series,
  version: row.version,
  productId: row.product_id,
  planId: row.plan_id,
  // Written by `insertPrice` from parsed terms.
  ...(JSON.parse(row.terms) as PriceTerms),
  createdMs: row.created_at_ms,
  createdBy: row.created_by,
  archivedMs: row.archived_at_ms,
});
