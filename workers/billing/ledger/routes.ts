import { Hono } from "hono";
import type { App } from "../../front/context.ts";
import { closeRoutes } from "./close-routes.ts";
import { exportRoutes } from "./export-routes.ts";
import { reportRoutes } from "./report-routes.ts";
import { settingsRoutes } from "./settings-routes.ts";

/** The company's books, under `/console/api/billing/ledger`. */
export const ledgerRoutes = new Hono<App>()
  .route("/", reportRoutes)
  .route("/", closeRoutes)
  .route("/", exportRoutes)
  .route("/", settingsRoutes);
