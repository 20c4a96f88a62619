import { type Context, Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { queryInput } from "../../front/input.ts";
import { ARCHIVABLE, type Archivable, findIn } from "../catalogue/archiving.ts";
import { codesOf, findCoupon, listCoupons } from "../catalogue/coupon-book.ts";
import { findPlan, listPlans, planVersions } from "../catalogue/plan-book.ts";
import { findPrice, listPrices, pricesOfSeries } from "../catalogue/price-book.ts";
import { listProducts, productVersions } from "../catalogue/product-book.ts";
import { listMeters } from "../usage/meter-book.ts";
import { listed, listedCatalogue, listedPlans, listedPrices } from "./list-query.ts";
import { noCursor, noSuchThing, page } from "./resource.ts";

/** What each thing of the catalogue says that it is. */
export const CATALOGUE_OBJECTS = {
  products: "product",
  plans: "plan",
  prices: "price",
  coupons: "coupon",
  promotion_codes: "promotion_code",
  meters: "meter",
} as const satisfies Record<Archivable, string>;

/** What is sold and measured, for programs to read: of products, plans and prices the newest versions, and the older ones of each. */
export const catalogueApi = new Hono<App>()
  .get("/products", allow("billing:read"), queryInput(listedCatalogue), async (c) =>
    answer(c, "products", await listProducts(c.env.DB), c.req.valid("query")),
  )
  .get("/products/:id/versions", allow("billing:read"), queryInput(listed), async (c) => {
    const versions = await productVersions(c.env.DB, c.req.param("id"));
    if (versions.length === 0) return noSuchThing(c);
    return answer(c, "products", versions, c.req.valid("query"), ({ version }) => String(version));
  })
  .get("/plans", allow("billing:read"), queryInput(listedPlans), async (c) =>
    answer(c, "plans", await listPlans(c.env.DB), c.req.valid("query")),
  )
  .get("/plans/:id/versions", allow("billing:read"), queryInput(listed), async (c) => {
    const plan = await findPlan(c.env.DB, c.req.param("id"));
    return plan ? answer(c, "plans", await planVersions(c.env.DB, plan), c.req.valid("query")) : noSuchThing(c);
  })
  .get("/prices", allow("billing:read"), queryInput(listedPrices), async (c) =>
    answer(c, "prices", await listPrices(c.env.DB), c.req.valid("query")),
  )
  .get("/prices/:id/versions", allow("billing:read"), queryInput(listed), async (c) => {
    const price = await findPrice(c.env.DB, c.req.param("id"));
    if (!price) return noSuchThing(c);
    return answer(c, "prices", await pricesOfSeries(c.env.DB, price.series), c.req.valid("query"));
  })
  .get("/coupons", allow("billing:read"), queryInput(listedCatalogue), async (c) =>
    answer(c, "coupons", await listCoupons(c.env.DB), c.req.valid("query")),
  )
  .get("/coupons/:id/promotion_codes", allow("billing:read"), queryInput(listedCatalogue), async (c) => {
    const coupon = await findCoupon(c.env.DB, c.req.param("id"));
    if (!coupon) return noSuchThing(c);
    return answer(c, "promotion_codes", await codesOf(c.env.DB, coupon.id), c.req.valid("query"), ({ code }) => code);
  })
  .get("/meters", allow("billing:read"), queryInput(listedCatalogue), async (c) =>
    answer(c, "meters", await listMeters(c.env.DB), c.req.valid("query")),
  );

for (const kind of ARCHIVABLE) {
  catalogueApi.get(`/${kind}/:id`, allow("billing:read"), async (c) => {
    const found = await findIn(c.env.DB, kind, c.req.param("id"));
    return found ? c.json(named(kind, found)) : noSuchThing(c);
  });
}

/** A thing of the catalogue as programs read it. */
export const named = <Thing extends object>(kind: Archivable, thing: Thing) => ({
  object: CATALOGUE_OBJECTS[kind],
  ...thing,
});

interface Sold {
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

/** A page of a catalogue's list, which is small enough to be read at once; `key` is what a cursor names. */
function answer<Thing extends Sold>(
  c: Context<App>,
  kind: Archivable,
  all: readonly Thing[],
  { limit, cursor, active, productId, planId }: Narrowed,
  key: (thing: Thing) => string = (thing) => ("id" in thing ? String(thing.id) : ""),
) {
  const rows = all
    .filter(({ archivedMs }) => active === undefined || (active === "true") === (archivedMs === null))
    .filter((one) => productId === undefined || one.productId === productId)
    .filter((one) => planId === undefined || one.planId === planId);
  const first = cursor === undefined ? 0 : rows.findIndex((one) => key(one) === cursor) + 1;
  if (cursor !== undefined && first === 0) return noCursor(c);
  const shown = rows.slice(first, first + limit);
  const last = rows.length > first + limit ? shown.at(-1) : undefined;
  const data = shown.map((one) => named(kind, one));
  return c.json(page(data, last ? key(last) : null));
}
