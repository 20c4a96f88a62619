import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { problem } from "../../front/problem.ts";
import { ARCHIVABLE, archive } from "./archiving.ts";
import { couponRoutes } from "./coupon-routes.ts";
import { planRoutes } from "./plan-routes.ts";
import { priceRoutes } from "./price-routes.ts";

/** What takes something off sale, and puts it back. */
const archiveRoutes = new Hono<App>();

for (const kind of ARCHIVABLE) {
  archiveRoutes.on(["PUT", "DELETE"], `/${kind}/:id/archive`, allow("billing:catalogue"), async (c) => {
    const changed = await archive(c, kind, c.req.param("id"), c.req.method === "PUT");
    return changed.ok ? c.body(null, 204) : problem(c, changed.problem);
  });
}

/** What is sold, under `/console/api/billing/catalogue`. Nothing is deleted or changed: what is sold differently is the next version. */
export const catalogueRoutes = new Hono<App>()
  .route("/", planRoutes)
  .route("/", priceRoutes)
  .route("/", couponRoutes)
  .route("/", archiveRoutes);
