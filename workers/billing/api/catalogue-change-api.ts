import { type Context, Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import type { Changed } from "../catalogue/answers.ts";
import { ARCHIVABLE, type Archivable, archive } from "../catalogue/archiving.ts";
import { catalogueId } from "../catalogue/catalogue-id.ts";
import { newCode, newCoupon } from "../catalogue/coupon.ts";
import { addCode, addCoupon } from "../catalogue/coupon-change.ts";
import { newPlan, planContent, planOpening } from "../catalogue/plan.ts";
import { addPlan, addPlanVersion, openPlan } from "../catalogue/plan-change.ts";
import { addPrice, addPriceVersion } from "../catalogue/price-change.ts";
import { newPrice, priceTerms } from "../catalogue/price-input.ts";
import { newProduct, nextProduct } from "../catalogue/product.ts";
import { addProduct, addProductVersion } from "../catalogue/product-change.ts";
import { newMeter } from "../usage/meter.ts";
import { addMeter } from "../usage/meter-change.ts";
import { named } from "./catalogue-api.ts";
import { idOfNew } from "./idempotency-key.ts";

/** What programs make of the catalogue. Nothing is changed or deleted: what is sold differently is the next version. */
export const catalogueChangeApi = new Hono<App>()
  .post("/products", allow("billing:catalogue"), jsonInput(newProduct), async (c) => {
    const wanted = c.req.valid("json");
    return made(c, "products", await addProduct(c, catalogueId("prod", idOfNew(c, wanted)), wanted));
  })
  .post("/products/:id/versions", allow("billing:catalogue"), jsonInput(nextProduct), async (c) =>
    made(c, "products", await addProductVersion(c, c.req.param("id"), c.req.valid("json"))),
  )
  .post("/plans", allow("billing:catalogue"), jsonInput(newPlan), async (c) => {
    const wanted = c.req.valid("json");
    return made(c, "plans", await addPlan(c, catalogueId("plan", idOfNew(c, wanted)), wanted));
  })
  .post("/plans/:id/versions", allow("billing:catalogue"), jsonInput(planContent), async (c) =>
    made(c, "plans", await addPlanVersion(c, c.req.param("id"), c.req.valid("json"))),
  )
  .post("/plans/:id/self_service", allow("billing:catalogue"), jsonInput(planOpening), async (c) =>
    answer(c, "plans", await openPlan(c, c.req.param("id"), c.req.valid("json").selfService), 200),
  )
  .post("/prices", allow("billing:catalogue"), jsonInput(newPrice), async (c) => {
    const wanted = c.req.valid("json");
    return made(c, "prices", await addPrice(c, catalogueId("price", idOfNew(c, wanted)), wanted));
  })
  .post("/prices/:id/versions", allow("billing:catalogue"), jsonInput(priceTerms), async (c) =>
    made(c, "prices", await addPriceVersion(c, c.req.param("id"), c.req.valid("json"))),
  )
  .post("/coupons", allow("billing:catalogue"), jsonInput(newCoupon), async (c) => {
    const wanted = c.req.valid("json");
    return made(c, "coupons", await addCoupon(c, catalogueId("coupon", idOfNew(c, wanted)), wanted));
  })
  .post("/coupons/:id/promotion_codes", allow("billing:catalogue"), jsonInput(newCode), async (c) =>
    made(c, "promotion_codes", await addCode(c, c.req.param("id"), c.req.valid("json"))),
  )
  .post("/meters", allow("billing:catalogue"), jsonInput(newMeter), async (c) => {
    const wanted = c.req.valid("json");
    return made(c, "meters", await addMeter(c, catalogueId("meter", idOfNew(c, wanted)), wanted));
  });

for (const kind of ARCHIVABLE) {
  for (const verb of ["archive", "restore"] as const) {
    catalogueChangeApi.post(`/${kind}/:id/${verb}`, allow("billing:catalogue"), async (c) =>
      answer(c, kind, await archive(c, kind, c.req.param("id"), verb === "archive"), 200),
    );
  }
}

const made = (c: Context<App>, kind: Archivable, changed: Changed<object>) => answer(c, kind, changed, 201);

const answer = (c: Context<App>, kind: Archivable, changed: Changed<object>, status: 200 | 201) =>
  changed.ok ? c.json(named(kind, changed.value), status) : problem(c, changed.problem);
