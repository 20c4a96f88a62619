import type { Context } from "hono";
import type * as z from "zod";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { ok } from "../../kit/result.ts";
import { type Changed, full, noSuch, thereOr, wrongField } from "./answers.ts";
import type { Coupon, CouponCode, newCode, newCoupon } from "./coupon.ts";
import { findCode, findCoupon, insertCode, insertCoupon } from "./coupon-book.ts";
import { COUPONS_MAX } from "./limits.ts";
import { listProducts } from "./product-book.ts";

/** Makes a coupon. The same id again is the same coupon. */
export async function addCoupon(
  c: Context<App>,
  id: string,
  wanted: z.output<typeof newCoupon>,
): Promise<Changed<Coupon>> {
  const made = await findCoupon(c.env.DB, id);
  if (made) return ok(made);
  const products = new Set((await listProducts(c.env.DB)).map((product) => product.id));
  if (wanted.productIds?.some((one) => !products.has(one)))
    return wrongField("productIds", "There is no such product.");
  const coupon: Coupon = { ...wanted, id, redemptions: 0, createdMs: c.get("nowMs"), archivedMs: null };
  await audit(c, { action: "coupon.created", target: `coupon:${id}`, detail: wanted });
  await insertCoupon(c.env.DB, coupon);
  // As it is read again by whoever asks again.
  return thereOr(await findCoupon(c.env.DB, id), full("coupons", COUPONS_MAX));
}

/** Makes a word by which customers redeem a coupon. */
export async function addCode(
  c: Context<App>,
  couponId: string,
  wanted: z.output<typeof newCode>,
): Promise<Changed<CouponCode>> {
  const coupon = await findCoupon(c.env.DB, couponId);
  if (coupon === null) return noSuch("coupon");
  const code = { ...wanted, couponId };
  const taken = wrongField("code", "This code is taken, or the coupon has as many as it may.");
  await audit(c, { action: "coupon-code.created", target: `coupon:${couponId}`, detail: code });
  return (await insertCode(c.env.DB, code)) ? thereOr(await findCode(c.env.DB, wanted.code), taken) : taken;
}
