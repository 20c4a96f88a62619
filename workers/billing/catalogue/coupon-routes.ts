import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { full, noSuch, wrongField } from "./answers.ts";
import { type Coupon, newCode, newCoupon } from "./coupon.ts";
import { codesOf, findCoupon, insertCode, insertCoupon, listCoupons } from "./coupon-book.ts";
import { COUPONS_MAX } from "./limits.ts";
import { catalogueId, listProducts, setArchived } from "./plan-book.ts";
import type { CouponView } from "./view.ts";

/** Coupons and the codes by which they are redeemed. */
export const couponRoutes = new Hono<App>()
  .get("/coupons", allow("billing:read"), async (c) => c.json({ coupons: await listCoupons(c.env.DB) }))
  .post("/coupons", allow("billing:catalogue"), jsonInput(newCoupon), async (c) => {
    const wanted = c.req.valid("json");
    const products = new Set((await listProducts(c.env.DB)).map(({ id }) => id));
    if (wanted.productIds?.some((id) => !products.has(id)))
      return wrongField(c, "productIds", "There is no such product.");
    const id = catalogueId("coupon");
    const coupon: Coupon = { ...wanted, id, redemptions: 0, createdMs: c.get("nowMs"), archivedMs: null };
    await audit(c, { action: "coupon.created", target: `coupon:${id}`, detail: wanted });
    return (await insertCoupon(c.env.DB, coupon)) ? c.json({ id }, 201) : full(c, "coupons", COUPONS_MAX);
  })
  .get("/coupons/:id", allow("billing:read"), async (c) => {
    const coupon = await findCoupon(c.env.DB, c.req.param("id"));
    if (coupon === null) return noSuch(c, "coupon");
    return c.json({ ...coupon, codes: await codesOf(c.env.DB, coupon.id) } satisfies CouponView);
  })
  .on(["PUT", "DELETE"], "/coupons/:id/archive", allow("billing:catalogue"), async (c) => {
    const coupon = await findCoupon(c.env.DB, c.req.param("id"));
    if (coupon === null) return noSuch(c, "coupon");
    const archived = c.req.method === "PUT";
    await audit(c, { action: `coupon.${archived ? "archived" : "restored"}`, target: `coupon:${coupon.id}` });
    await setArchived(c.env.DB, "billing_coupon", coupon.id, archived ? c.get("nowMs") : null);
    return c.body(null, 204);
  })
  .post("/coupons/:id/codes", allow("billing:catalogue"), jsonInput(newCode), async (c) => {
    const coupon = await findCoupon(c.env.DB, c.req.param("id"));
    if (coupon === null) return noSuch(c, "coupon");
    const code = { ...c.req.valid("json"), couponId: coupon.id };
    await audit(c, { action: "coupon-code.created", target: `coupon:${coupon.id}`, detail: code });
    return (await insertCode(c.env.DB, code))
      ? c.json({ code: code.code }, 201)
      : wrongField(c, "code", "This code is taken, or the coupon has as many as it may.");
  });
