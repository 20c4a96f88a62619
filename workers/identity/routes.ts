import { Hono } from "hono";
import type { App } from "../front/context.ts";
import { auditRoutes } from "./audit-routes.ts";
import { ownRoutes } from "./own-routes.ts";
import { peopleRoutes } from "./people-routes.ts";
import { tokenRoutes } from "./token-routes.ts";

/** The console's identity API, mounted at `/console/api/identity` of a console surface. */
export const identityRoutes = new Hono<App>()
  .route("/", ownRoutes)
  .route("/", peopleRoutes)
  .route("/", tokenRoutes)
  .route("/", auditRoutes);

export type IdentityRoutes = typeof identityRoutes;
