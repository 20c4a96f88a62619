import type { Context } from "hono";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { findMeter } from "../usage/meter-book.ts";
import { type Changed, noSuch, thereOr } from "./answers.ts";
import { findCode, findCoupon } from "./coupon-book.ts";
import { findPlan } from "./plan-book.ts";
import { findPrice } from "./price-book.ts";
import { findProduct } from "./product-book.ts";

/** What can be taken off sale: what it is called, and where it lies. */
const KINDS = {
  products: { noun: "product", table: "billing_product", key: "id", find: findProduct },
  plans: { noun: "plan", table: "billing_plan", key: "id", find: findPlan },
  prices: { noun: "price", table: "billing_price", key: "id", find: findPrice },
  coupons: { noun: "coupon", table: "billing_coupon", key: "id", find: findCoupon },
  promotion_codes: { noun: "coupon-code", table: "billing_coupon_code", key: "code", find: findCode },
  meters: { noun: "meter", table: "billing_meter", key: "id", find: findMeter },
} as const;

type Kinds = typeof KINDS;
export type Archivable = keyof Kinds;
export const ARCHIVABLE = Object.keys(KINDS) as Archivable[]; // the object's own

/** A thing of a kind. */
type Thing<Kind extends Archivable> = NonNullable<Awaited<ReturnType<Kinds[Kind]["find"]>>>;

/** Finds something of the catalogue; null when there is none of that id. */
export const findIn = <Kind extends Archivable>(db: D1Database, kind: Kind, id: string) =>
  // One look-up per kind, each of that kind's things.
  KINDS[kind].find(db, id) as Promise<Thing<Kind> | null>;

/** Takes something off sale, or puts it back. Nothing is deleted: whoever has it keeps it. */
export async function archive<Kind extends Archivable>(
  c: Context<App>,
  kind: Kind,
  id: string,
  archived: boolean,
): Promise<Changed<Thing<Kind>>> {
  const { noun, table, key } = KINDS[kind];
  const missing = noSuch(noun);
  if ((await findIn(c.env.DB, kind, id)) === null) return missing;
  await audit(c, { action: `${noun}.${archived ? "archived" : "restored"}`, target: `${noun}:${id}` });
  // What is archived already keeps its time.
  await c.env.DB.prepare(
    `update ${table} set archived_at_ms = case when ?1 then coalesce(archived_at_ms, ?2) end where ${key} = ?3`,
  )
    .bind(archived ? 1 : 0, c.get("nowMs"), id)
    .run();
  return thereOr(await findIn(c.env.DB, kind, id), missing);
}
