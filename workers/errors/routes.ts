import { Hono } from "hono";
import { etag } from "hono/etag";
import { allow } from "../front/access.ts";
import type { App } from "../front/context.ts";
import { issueRoutes } from "./issue-routes.ts";
import { outcomeRoutes } from "./outcome-routes.ts";
import { projectRoutes } from "./project-routes.ts";

/** The console's own API of the errors domain, under `/console/api/errors`. */
export const errorsRoutes = new Hono<App>()
  .use(allow())
  .get("*", etag())
  .route("/", projectRoutes)
  .route("/", issueRoutes)
  .route("/", outcomeRoutes);

export type ErrorsRoutes = typeof errorsRoutes;
