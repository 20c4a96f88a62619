import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { noSuch } from "./answers.ts";
import { catalogueId } from "./catalogue-id.ts";
import { newCode, newCoupon } from "./coupon.ts";
import { codesOf, findCoupon, listCoupons } from "./coupon-book.ts";
import { addCode, addCoupon } from "./coupon-change.ts";
import type { CouponView } from "./view.ts";

/** Coupons and the codes by which they are redeemed. */
export const couponRoutes = new Hono<App>()
  .get("/coupons", allow("billing:read"), async (c) => c.json({ coupons: await listCoupons(c.env.DB) }))
  .post("/coupons", allow("billing:catalogue"), jsonInput(newCoupon), async (c) => {
    const made = await addCoupon(c, catalogueId("coupon"), c.req.valid("json"));
    return made.ok ? c.json({ id: made.value.id }, 201) : problem(c, made.problem);
  })
  .get("/coupons/:id", allow("billing:read"), async (c) => {
    const coupon = await findCoupon(c.env.DB, c.req.param("id"));
    if (coupon === null) return problem(c, noSuch("coupon").problem);
    return c.json({ ...coupon, codes: await codesOf(c.env.DB, coupon.id) } satisfies CouponView);
  })
  .post("/coupons/:id/codes", allow("billing:catalogue"), jsonInput(newCode), async (c) => {
    const made = await addCode(c, c.req.param("id"), c.req.valid("json"));
    return made.ok ? c.json({ code: made.value.code }, 201) : problem(c, made.problem);
  });
