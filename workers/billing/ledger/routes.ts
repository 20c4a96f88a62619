import { Hono } from "hono";
import type { App } from "../../front/context.ts";
import { exportRoutes } from "./export/export-routes.ts";
import { closeRoutes } from "./period/close-routes.ts";
import { reportRoutes } from "./report/report-routes.ts";
import { settingsRoutes } from "./settings-routes.ts";

/** The company's books, under `/console/api/billing/ledger`. */
export const ledgerRoutes = new Hono<App>()
  .route("/", reportRoutes)
  .route("/", closeRoutes)
  .route("/export", exportRoutes)
  .route("/", settingsRoutes);
