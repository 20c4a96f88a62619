import type { Context } from "hono";
import type * as z from "zod";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { ok } from "../../kit/result.ts";
import { type Changed, full, newerVersion, noSuch, thereOr, wrongField } from "./answers.ts";
import { catalogueId } from "./catalogue-id.ts";
import { PLANS_MAX } from "./limits.ts";
import { type newPlan, type Plan, type PlanContent, versionName } from "./plan.ts";
import { findPlan, insertPlan, listPlans, setSelfService } from "./plan-book.ts";
import { findProduct } from "./product-book.ts";

/** Makes a plan or add-on. The same id again is the same plan. */
export async function addPlan(c: Context<App>, id: string, wanted: z.output<typeof newPlan>): Promise<Changed<Plan>> {
  const made = await findPlan(c.env.DB, id);
  if (made) return ok(made);
  const product = await findProduct(c.env.DB, wanted.productId);
  if (product === null) return wrongField("productId", "There is no such product.");
  const taken = (await listPlans(c.env.DB)).some(
    ({ productId, code }) => productId === product.id && code === wanted.code,
  );
  if (taken) return wrongField("code", "The product has a plan or add-on of this code: make its next version.");
  const plan: Plan = {
    ...{ selfService: wanted.kind === "plan", ...wanted },
    ...{ id, version: 1, ...madeNow(c), productVersion: product.version },
  };
  await audit(c, { action: "plan.created", target: `plan:${id}`, detail: wanted });
  await insertPlan(c.env.DB, plan, null);
  // As it is read again by whoever asks again.
  return thereOr(await findPlan(c.env.DB, id), full("plans", PLANS_MAX));
}

/** Makes the next version of a plan, with the prices of the one before; who has that keeps it. */
export async function addPlanVersion(c: Context<App>, beforeId: string, content: PlanContent): Promise<Changed<Plan>> {
  const before = await findPlan(c.env.DB, beforeId);
  const product = before && (await findProduct(c.env.DB, before.productId));
  if (!before || !product) return noSuch("plan");
  const version = before.version + 1;
  const id = catalogueId("plan");
  const plan: Plan = { ...before, ...content, id, version, ...madeNow(c), productVersion: product.version };
  const detail = { ...content, before: versionName(before), after: versionName(plan) };
  await audit(c, { action: "plan.version-created", target: `plan:${id}`, detail });
  return (await insertPlan(c.env.DB, plan, before)) ? ok(plan) : newerVersion("plan");
}

/** Lets customers buy a plan or add-on themselves, or leaves it to staff. */
export async function openPlan(c: Context<App>, id: string, selfService: boolean): Promise<Changed<Plan>> {
  const plan = await findPlan(c.env.DB, id);
  if (plan === null) return noSuch("plan");
  await audit(c, { action: selfService ? "plan.opened-to-customers" : "plan.left-to-staff", target: `plan:${id}` });
  await setSelfService(c.env.DB, id, selfService);
  return ok({ ...plan, selfService });
}

const madeNow = (c: Context<App>) => ({
  createdMs: c.get("nowMs"),
  createdBy: c.get("actor").name,
  archivedMs: null,
});
