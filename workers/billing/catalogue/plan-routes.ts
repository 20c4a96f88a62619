import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { noSuch } from "./answers.ts";
import { catalogueId } from "./catalogue-id.ts";
import { newPlan, planContent, versionName } from "./plan.ts";
import { findPlan, listPlans } from "./plan-book.ts";
import { addPlan, addPlanVersion, openPlan } from "./plan-change.ts";
import { planView } from "./plan-view.ts";
import { listPrices } from "./price-book.ts";
import { newProduct, nextProduct } from "./product.ts";
import { listProducts, productVersions } from "./product-book.ts";
import { addProduct, addProductVersion } from "./product-change.ts";
import { productView } from "./product-view.ts";
import type { CatalogueView, ProductView } from "./view.ts";

/** Versions of products and of their plans. */
export const planRoutes = new Hono<App>()
  .get("/", allow("billing:read"), async (c) => {
    const { DB } = c.env;
    const [products, plans, prices] = await Promise.all([listProducts(DB), listPlans(DB), listPrices(DB)]);
    return c.json({ products, plans, prices } satisfies CatalogueView);
  })
  .post("/products", allow("billing:catalogue"), jsonInput(newProduct), async (c) => {
    const made = await addProduct(c, catalogueId("prod"), c.req.valid("json"));
    return made.ok ? c.json({ id: made.value.id }, 201) : problem(c, made.problem);
  })
  .get("/products/:id", allow("billing:read"), async (c) => {
    const versions = await productVersions(c.env.DB, c.req.param("id"));
    return versions.length === 0 ? problem(c, noSuch("product").problem) : c.json<ProductView>(productView(versions));
  })
  .post("/products/:id/versions", allow("billing:catalogue"), jsonInput(nextProduct), async (c) => {
    const made = await addProductVersion(c, c.req.param("id"), c.req.valid("json"));
    return made.ok ? c.json({ id: made.value.id, version: made.value.version }, 201) : problem(c, made.problem);
  })
  .post("/plans", allow("billing:catalogue"), jsonInput(newPlan), async (c) => {
    const made = await addPlan(c, catalogueId("plan"), c.req.valid("json"));
    return made.ok ? c.json({ id: made.value.id, name: versionName(made.value) }, 201) : problem(c, made.problem);
  })
  .get("/plans/:id", allow("billing:read"), async (c) => {
    const plan = await findPlan(c.env.DB, c.req.param("id"));
    return plan === null ? problem(c, noSuch("plan").problem) : c.json(await planView(c.env.DB, plan));
  })
  .post("/plans/:id/versions", allow("billing:catalogue"), jsonInput(planContent), async (c) => {
    const made = await addPlanVersion(c, c.req.param("id"), c.req.valid("json"));
    return made.ok ? c.json({ id: made.value.id, name: versionName(made.value) }, 201) : problem(c, made.problem);
  })
  .on(["PUT", "DELETE"], "/plans/:id/self-service", allow("billing:catalogue"), async (c) => {
    const changed = await openPlan(c, c.req.param("id"), c.req.method === "PUT");
    return changed.ok ? c.body(null, 204) : problem(c, changed.problem);
  });
