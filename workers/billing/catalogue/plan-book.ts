import { PLANS_MAX } from "./limits.ts";
import type { Plan, PlanContent } from "./plan.ts";
import { copyOfPrices } from "./price-book.ts";

interface PlanRow {
  id: string;
  product_id: string;
  kind: Plan["kind"];
  code: string;
  version: number;
  content: string;
  created_at_ms: number;
  archived_at_ms: number | null;
  self_service: number;
  product_version: number;
  created_by: string;
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
      `insert into billing_plan
         (id, product_id, kind, code, version, content, created_at_ms, product_version, created_by, self_service)
       select ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?11 where (select count(*) from billing_plan) < ?10
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
      plan.productVersion,
      plan.createdBy,
      PLANS_MAX,
      Number(plan.selfService),
    );
  const copies = before === null ? [] : await copyOfPrices(db, before.id, plan);
  const [inserted] = await db.batch([insert, ...copies]);
  return inserted?.meta.changes === 1;
}

/** Lets customers buy a plan or add-on themselves, or leaves it to staff. */
export async function setSelfService(db: D1Database, id: string, selfService: boolean): Promise<void> {
  await db.prepare("update billing_plan set self_service = ? where id = ?").bind(Number(selfService), id).run();
}

const planOf = (row: PlanRow): Plan => ({
  id: row.id,
  productId: row.product_id,
  kind: row.kind,
  code: row.code,
  version: row.version,
  // Written by `insertPlan` from parsed content.
  ...(JSON.parse(row.content) as PlanContent),
  selfService: row.self_service === 1,
  productVersion: row.product_version,
  createdMs: row.created_at_ms,
  createdBy: row.created_by,
  archivedMs: row.archived_at_ms,
});
