import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { full, newerVersion, noSuch, wrongField } from "./answers.ts";
import { PLANS_MAX, PRODUCTS_MAX } from "./limits.ts";
import { newPlan, newProduct, type Plan, planContent, versionName } from "./plan.ts";
import {
  catalogueId,
  findPlan,
  findProduct,
  insertPlan,
  insertProduct,
  listPlans,
  listProducts,
  setArchived,
  updateProduct,
} from "./plan-book.ts";
import { planView } from "./plan-view.ts";
import { listPrices } from "./price-book.ts";
import type { CatalogueView } from "./view.ts";

/** Products and the versions of their plans. */
export const planRoutes = new Hono<App>()
  .get("/", allow("billing:read"), async (c) => {
    const { DB } = c.env;
    const [products, plans, prices] = await Promise.all([listProducts(DB), listPlans(DB), listPrices(DB)]);
    return c.json({ products, plans, prices } satisfies CatalogueView);
  })
  .post("/products", allow("billing:catalogue"), jsonInput(newProduct), async (c) => {
    const product = c.req.valid("json");
    const id = catalogueId("prod");
    await audit(c, { action: "product.created", target: `product:${id}`, detail: product });
    const added = await insertProduct(c.env.DB, id, product, c.get("nowMs"));
    return added ? c.json({ id }, 201) : full(c, "products", PRODUCTS_MAX);
  })
  .put("/products/:id", allow("billing:catalogue"), jsonInput(newProduct), async (c) => {
    const product = await findProduct(c.env.DB, c.req.param("id"));
    if (product === null) return noSuch(c, "product");
    await audit(c, { action: "product.changed", target: `product:${product.id}`, detail: c.req.valid("json") });
    await updateProduct(c.env.DB, product.id, c.req.valid("json"));
    return c.json({ id: product.id });
  })
  .on(["PUT", "DELETE"], "/products/:id/archive", allow("billing:catalogue"), async (c) => {
    const product = await findProduct(c.env.DB, c.req.param("id"));
    if (product === null) return noSuch(c, "product");
    const archived = c.req.method === "PUT";
    await audit(c, { action: `product.${archived ? "archived" : "restored"}`, target: `product:${product.id}` });
    await setArchived(c.env.DB, "billing_product", product.id, archived ? c.get("nowMs") : null);
    return c.body(null, 204);
  })
  .post("/plans", allow("billing:catalogue"), jsonInput(newPlan), async (c) => {
    const wanted = c.req.valid("json");
    if ((await findProduct(c.env.DB, wanted.productId)) === null)
      return wrongField(c, "productId", "There is no such product.");
    const plan: Plan = { ...wanted, id: catalogueId("plan"), version: 1, createdMs: c.get("nowMs"), archivedMs: null };
    const taken = (await listPlans(c.env.DB)).some(
      ({ productId, code }) => productId === plan.productId && code === plan.code,
    );
    if (taken) return wrongField(c, "code", "The product has a plan or add-on of this code: make its next version.");
    await audit(c, { action: "plan.created", target: `plan:${plan.id}`, detail: wanted });
    return (await insertPlan(c.env.DB, plan, null))
      ? c.json({ id: plan.id, name: versionName(plan) }, 201)
      : full(c, "plans", PLANS_MAX);
  })
  .get("/plans/:id", allow("billing:read"), async (c) => {
    const plan = await findPlan(c.env.DB, c.req.param("id"));
    return plan === null ? noSuch(c, "plan") : c.json(await planView(c.env.DB, plan));
  })
  .post("/plans/:id/versions", allow("billing:catalogue"), jsonInput(planContent), async (c) => {
    const before = await findPlan(c.env.DB, c.req.param("id"));
    if (before === null) return noSuch(c, "plan");
    const content = c.req.valid("json");
    const plan: Plan = {
      ...before,
      ...content,
      id: catalogueId("plan"),
      version: before.version + 1,
      createdMs: c.get("nowMs"),
      archivedMs: null,
    };
    const detail = { ...content, before: versionName(before), after: versionName(plan) };
    await audit(c, { action: "plan.version-created", target: `plan:${plan.id}`, detail });
    return (await insertPlan(c.env.DB, plan, before))
      ? c.json({ id: plan.id, name: versionName(plan) }, 201)
      : newerVersion(c, "plan");
  })
  .on(["PUT", "DELETE"], "/plans/:id/archive", allow("billing:catalogue"), async (c) => {
    const plan = await findPlan(c.env.DB, c.req.param("id"));
    if (plan === null) return noSuch(c, "plan");
    const archived = c.req.method === "PUT";
    await audit(c, { action: `plan.${archived ? "archived" : "restored"}`, target: `plan:${plan.id}` });
    await setArchived(c.env.DB, "billing_plan", plan.id, archived ? c.get("nowMs") : null);
    return c.body(null, 204);
  });
