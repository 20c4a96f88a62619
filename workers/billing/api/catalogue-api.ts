import { type Context, Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { queryInput } from "../../front/input.ts";
import { findCoupon, listCoupons } from "../catalogue/coupon-book.ts";
import { findPlan, findProduct, listPlans, listProducts } from "../catalogue/plan-book.ts";
import { findPrice, listPrices } from "../catalogue/price-book.ts";
import { findMeter, listMeters } from "../usage/meter-book.ts";
import { listedCatalogue, listedPlans, listedPrices } from "./list-query.ts";
import { noCursor, noSuchThing, pageOf } from "./resource.ts";

/** What is sold and measured, for programs to read: of prices the newest versions, older ones by their id. */
export const catalogueApi = new Hono<App>()
  .get("/products", allow("billing:read"), queryInput(listedCatalogue), async (c) =>
    answer(c, await listProducts(c.env.DB), c.req.valid("query")),
  )
  .get("/plans", allow("billing:read"), queryInput(listedPlans), async (c) =>
    answer(c, await listPlans(c.env.DB), c.req.valid("query")),
  )
  .get("/prices", allow("billing:read"), queryInput(listedPrices), async (c) =>
    answer(c, await listPrices(c.env.DB), c.req.valid("query")),
  )
  .get("/coupons", allow("billing:read"), queryInput(listedCatalogue), async (c) =>
    answer(c, await listCoupons(c.env.DB), c.req.valid("query")),
  )
  .get("/meters", allow("billing:read"), queryInput(listedCatalogue), async (c) =>
    answer(c, await listMeters(c.env.DB), c.req.valid("query")),
  );

const FIND = { products: findProduct, plans: findPlan, prices: findPrice, coupons: findCoupon, meters: findMeter };

for (const [name, find] of Object.entries(FIND)) {
  catalogueApi.get(`/${name}/:id`, allow("billing:read"), async (c) => {
    const found = await find(c.env.DB, c.req.param("id"));
    return found ? c.json(found) : noSuchThing(c);
  });
}

interface Sold {
  id: string;
  archivedMs: number | null;
  productId?: string;
  planId?: string;
}

interface Narrowed {
  limit: number;
  cursor?: string | undefined;
  active?: "true" | "false" | undefined;
  productId?: string | undefined;
  planId?: string | undefined;
}

/** A page of a catalogue's list, which is small enough to be read at once. */
function answer(c: Context<App>, all: readonly Sold[], { limit, cursor, active, productId, planId }: Narrowed) {
  const rows = all
    .filter(({ archivedMs }) => active === undefined || (active === "true") === (archivedMs === null))
    .filter((one) => productId === undefined || one.productId === productId)
    .filter((one) => planId === undefined || one.planId === planId);
  const last = cursor === undefined ? -1 : rows.findIndex(({ id }) => id === cursor);
  return cursor !== undefined && last === -1 ? noCursor(c) : c.json(pageOf(rows.slice(last + 1), limit));
}
