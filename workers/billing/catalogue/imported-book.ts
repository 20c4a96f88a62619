import type { Meter } from "../usage/meter.ts";
import type { Coupon, CouponCode } from "./coupon.ts";
import { couponContent } from "./coupon-book.ts";
import { PLANS_MAX, PRICES_MAX } from "./limits.ts";
import type { Plan } from "./plan.ts";
import { listPlans } from "./plan-book.ts";
import type { Price } from "./price.ts";
import { termsOf } from "./price-book.ts";
import type { CataloguePrice } from "./view.ts";

/** A thing of the catalogue with its id in the system that it comes from. Nobody here made it. */
export type Imported<Thing> = Omit<Thing, "productVersion" | "createdBy"> & { externalId: string };

/** What another system sells, under ids that are made of its ids there. */
export interface ImportedCatalogue {
  plans: Imported<Plan>[];
  prices: (Imported<CataloguePrice> & Price)[];
  coupons: Imported<Coupon>[];
  codes: Omit<CouponCode, "redemptions" | "archivedMs">[];
  meters: Meter[];
}

/**
 * Takes a catalogue over. What was taken over before stays as it is, whatever became of it here, so that the same again
 * changes nothing. Gives why there is no room for it, null when all of it is there.
 */
export async function putImported(db: D1Database, imported: ImportedCatalogue): Promise<string | null> {
  const { plans, prices, coupons, codes, meters } = imported;
  const room = await db
    .prepare(
      `select (select count(*) from billing_plan where id not in (select value from json_each(?1))) as plans,
         (select count(*) from billing_price where id not in (select value from json_each(?2))) as prices`,
    )
    .bind(idsOf(plans), idsOf(prices))
    .first<{ plans: number; prices: number }>();
  if ((room?.plans ?? 0) + plans.length > PLANS_MAX) return `The catalogue has room for ${PLANS_MAX} plans.`;
  if ((room?.prices ?? 0) + prices.length > PRICES_MAX) return `The catalogue has room for ${PRICES_MAX} prices.`;
  const codesTaken = new Map((await listPlans(db)).map(({ id, productId, code }) => [`${productId} ${code}`, id]));
  const named = plans.map((plan) => {
    const name = `${plan.productId} ${plan.code}`;
    const other = codesTaken.get(name);
    // Plans of one name are told apart by a part of their ids.
    const code =
      other === undefined || other === plan.id ? plan.code : `${plan.code}${plan.id.slice(-4).toUpperCase()}`;
    codesTaken.set(`${plan.productId} ${code}`, plan.id);
    return { ...plan, code };
  });
  await db.batch([
    put(db, PUT_METERS, meters),
    put(
      db,
      PUT_PLANS,
      named.map(({ name, description, trialDays, entitlements, ...plan }) => {
        return { ...plan, content: JSON.stringify({ name, description, trialDays, entitlements }) };
      }),
    ),
    put(
      db,
      PUT_PRICES,
      prices.map((price) => ({ ...price, terms: JSON.stringify(termsOf(price)) })),
    ),
    put(
      db,
      PUT_COUPONS,
      coupons.map((coupon) => ({ ...coupon, content: couponContent(coupon) })),
    ),
    put(db, PUT_CODES, codes),
  ]);
  return null;
}

const idsOf = (things: readonly { id: string }[]): string => JSON.stringify(things.map(({ id }) => id));

const put = (db: D1Database, statement: string, rows: readonly object[]): D1PreparedStatement =>
  db.prepare(`${statement} from json_each(?1) where true on conflict do nothing`).bind(JSON.stringify(rows));

const field = (name: string): string => `value ->> '$.${name}'`;
const fields = (...names: string[]): string => names.map(field).join(", ");

const PUT_METERS = `insert into billing_meter (id, key, name, unit, aggregation, created_at_ms, archived_at_ms)
  select ${fields("id", "key", "name", "unit", "aggregation", "createdMs", "archivedMs")}`;
const PUT_PLANS = `insert into billing_plan (id, product_id, kind, code, version, content, created_at_ms, archived_at_ms, external_id, self_service)
  select ${fields("id", "productId", "kind", "code", "version", "content", "createdMs", "archivedMs", "externalId", "selfService")}`;
const PUT_PRICES = `insert into billing_price (id, series, version, plan_id, product_id, terms, created_at_ms, archived_at_ms, external_id)
  select ${fields("id", "series", "version", "planId", "productId", "terms", "createdMs", "archivedMs", "externalId")}`;
const PUT_COUPONS = `insert into billing_coupon (id, content, redemptions_max, expires_at_ms, created_at_ms, archived_at_ms, external_id)
  select ${fields("id", "content", "redemptionsMax", "expiresMs", "createdMs", "archivedMs", "externalId")}`;
/** A code is taken over with its coupon, or not at all. */
const PUT_CODES = `insert into billing_coupon_code (code, coupon_id, redemptions_max, expires_at_ms)
  select ${fields("code", "couponId", "redemptionsMax", "expiresMs")}`;
