import { newId } from "../../kit/ids.ts";
import { PLANS_MAX, PRODUCTS_MAX } from "./limits.ts";
import type { NewProduct, Plan, PlanContent, Product } from "./plan.ts";
import { copyOfPrices } from "./price-book.ts";

interface ProductRow {
  id: string;
  name: string;
  description: string;
  tax_code: string;
  created_at_ms: number;
  archived_at_ms: number | null;
}

interface PlanRow {
  id: string;
  product_id: string;
  kind: Plan["kind"];
  code: string;
  version: number;
  content: string;
  created_at_ms: number;
  archived_at_ms: number | null;
}

/** A catalogue id: what it is of, and a UUIDv7 without hyphens. */
export const catalogueId = (prefix: "prod" | "plan" | "price" | "coupon"): string =>
  `${prefix}_${newId().replaceAll("-", "")}`;

/** All products, by name. */
export async function listProducts(db: D1Database): Promise<Product[]> {
  const { results } = await db
    .prepare(`select * from billing_product order by name, id limit ${PRODUCTS_MAX}`)
    .all<ProductRow>();
  return results.map(productOf);
}

export async function findProduct(db: D1Database, id: string): Promise<Product | null> {
  const row = await db.prepare("select * from billing_product where id = ?").bind(id).first<ProductRow>();
  return row && productOf(row);
}

/** Adds a product; false when there are as many as may be. */
export async function insertProduct(db: D1Database, id: string, product: NewProduct, nowMs: number): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `insert into billing_product (id, name, description, tax_code, created_at_ms)
       select ?1, ?2, ?3, ?4, ?5 where (select count(*) from billing_product) < ?6`,
    )
    .bind(id, product.name, product.description, product.taxCode, nowMs, PRODUCTS_MAX)
    .run();
  return meta.changes === 1;
}

export async function updateProduct(db: D1Database, id: string, product: NewProduct): Promise<void> {
  await db
    .prepare("update billing_product set name = ?2, description = ?3, tax_code = ?4 where id = ?1")
    .bind(id, product.name, product.description, product.taxCode)
    .run();
}

/** The newest version of every plan and add-on, by code. */
export async function listPlans(db: D1Database): Promise<Plan[]> {
  const { results } = await db
    .prepare(
      `select * from billing_plan as plan where version = (select max(version) from billing_plan
       where product_id = plan.product_id and code = plan.code) order by kind desc, code limit ${PLANS_MAX}`,
    )
    .all<PlanRow>();
  return results.map(planOf);
}

/** One version; null when there is none of that id. What an account has stays to be found when it is archived. */
export async function findPlan(db: D1Database, id: string): Promise<Plan | null> {
  const row = await db.prepare("select * from billing_plan where id = ?").bind(id).first<PlanRow>();
  return row && planOf(row);
}

/** All versions of the plan that has this one, newest first. */
export const planVersions = (db: D1Database, { productId, code }: Plan): Promise<Plan[]> =>
  planRows(db, "product_id = ?1 and code = ?2", productId, code);

/** The versions that a condition of the statement's own names, newest first. */
export async function planRows(db: D1Database, condition: string, ...values: string[]): Promise<Plan[]> {
  const { results } = await db
    .prepare(`select * from billing_plan where ${condition} order by version desc limit ${PLANS_MAX}`)
    .bind(...values)
    .all<PlanRow>();
  return results.map(planOf);
}

/**
 * Adds a version of a plan, and with it the prices of the version before as their next versions. False when there are
 * as many as may be, or another became that version meanwhile.
 */
export async function insertPlan(db: D1Database, plan: Plan, before: Plan | null): Promise<boolean> {
  const { name, description, trialDays, entitlements } = plan;
  const content: PlanContent = { name, description, trialDays, entitlements };
  const insert = db
    .prepare(
      `insert into billing_plan (id, product_id, kind, code, version, content, created_at_ms)
       select ?1, ?2, ?3, ?4, ?5, ?6, ?7 where (select count(*) from billing_plan) < ?8
       and (select coalesce(max(version), 0) from billing_plan where product_id = ?2 and code = ?4) = ?5 - 1`,
    )
    .bind(
      plan.id,
      plan.productId,
      plan.kind,
      plan.code,
      plan.version,
      JSON.stringify(content),
      plan.createdMs,
      PLANS_MAX,
    );
  const copies = before === null ? [] : await copyOfPrices(db, before.id, plan);
  const [inserted] = await db.batch([insert, ...copies]);
  return inserted?.meta.changes === 1;
}

/** Tables whose rows can be taken off sale. */
type Archivable = "billing_product" | "billing_plan" | "billing_price" | "billing_coupon";

/** Takes something off sale, or puts it back with null. */
export async function setArchived(db: D1Database, table: Archivable, id: string, atMs: number | null): Promise<void> {
  await db.prepare(`update ${table} set archived_at_ms = ? where id = ?`).bind(atMs, id).run();
}

const productOf = (row: ProductRow): Product => ({
  id: row.id,
  name: row.name,
  description: row.description,
  taxCode: row.tax_code,
  createdMs: row.created_at_ms,
  archivedMs: row.archived_at_ms,
});

const planOf = (row: PlanRow): Plan => ({
  id: row.id,
  productId: row.product_id,
  kind: row.kind,
  code: row.code,
  version: row.version,
  // Written by `insertPlan` from parsed content.
  ...(JSON.parse(row.content) as PlanContent),
  createdMs: row.created_at_ms,
  archivedMs: row.archived_at_ms,
});
