import type { Context } from "hono";
import type * as z from "zod";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { ok } from "../../kit/result.ts";
import { findMeter } from "../usage/meter-book.ts";
import { type Changed, full, newerVersion, noSuch, thereOr, wrongField } from "./answers.ts";
import { catalogueId } from "./catalogue-id.ts";
import { PRICES_MAX } from "./limits.ts";
import { findPlan } from "./plan-book.ts";
import { findPrice, insertPrice } from "./price-book.ts";
import type { newPrice, PriceTerms } from "./price-input.ts";
import type { CataloguePrice } from "./view.ts";

/** Makes a price of a plan. The same id again is the same price. */
export async function addPrice(
  c: Context<App>,
  id: string,
  { planId, terms }: z.output<typeof newPrice>,
): Promise<Changed<CataloguePrice>> {
  const made = await findPrice(c.env.DB, id);
  if (made) return ok(made);
  const plan = await findPlan(c.env.DB, planId);
  if (plan === null) return wrongField("planId", "There is no such plan.");
  if (!(await isMeasured(c.env.DB, terms))) return NO_METER("terms.usage.meterId");
  const of = { id, series: id, version: 1, planId, productId: plan.productId };
  const price: CataloguePrice = { ...terms, ...of, ...madeNow(c) };
  await audit(c, { action: "price.created", target: `price:${id}`, detail: { planId, terms } });
  await insertPrice(c.env.DB, price);
  // As it is read again by whoever asks again.
  return thereOr(await findPrice(c.env.DB, id), full("prices", PRICES_MAX));
}

/** Makes the next version of a price; who has the one before keeps it. */
export async function addPriceVersion(
  c: Context<App>,
  beforeId: string,
  terms: PriceTerms,
): Promise<Changed<CataloguePrice>> {
  const before = await findPrice(c.env.DB, beforeId);
  if (before === null) return noSuch("price");
  // Who compares versions compares money: another currency is another price.
  if (terms.currency !== before.currency) return wrongField("currency", "Another currency is a price of its own.");
  if (!(await isMeasured(c.env.DB, terms))) return NO_METER("usage.meterId");
  const id = catalogueId("price");
  const version = before.version + 1;
  const price: CataloguePrice = { ...before, ...terms, id, version, ...madeNow(c) };
  const detail = { before: before.id, version, terms };
  await audit(c, { action: "price.version-created", target: `price:${id}`, detail });
  return (await insertPrice(c.env.DB, price)) ? ok(price) : newerVersion("price");
}

const madeNow = (c: Context<App>) => ({
  createdMs: c.get("nowMs"),
  createdBy: c.get("actor").name,
  archivedMs: null,
});

/** Whether what a price is counted by is there. */
const isMeasured = async (db: D1Database, { usage }: PriceTerms): Promise<boolean> =>
  usage.kind === "licensed" || (await findMeter(db, usage.meterId)) !== null;

const NO_METER = (field: string) => wrongField(field, "There is no such meter.");
