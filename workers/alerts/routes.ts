import { Hono } from "hono";
import { etag } from "hono/etag";
import { allow } from "../front/access.ts";
import type { App } from "../front/context.ts";
import { frequencyPreview } from "./frequency-preview.ts";
import { notificationRoutes } from "./notification-routes.ts";
import { receiverRoutes } from "./receiver-routes.ts";
import { ruleRoutes } from "./rule-routes.ts";

/** The console's own API of alerts, under `/console/api/alerts`. */
export const alertsRoutes = new Hono<App>()
  .use(allow())
  .on("GET", "*", etag())
  .route("/", ruleRoutes)
  .route("/", frequencyPreview)
  .route("/", receiverRoutes)
  .route("/", notificationRoutes);

export type AlertsRoutes = typeof alertsRoutes;
