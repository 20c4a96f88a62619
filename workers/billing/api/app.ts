import { ownPagesApp } from "../../front/surface.ts";
import { usageRoutes } from "../usage/usage-routes.ts";

/** What the company's apps and scripts speak to, under `/billing/v1`. */
export const billingApi = ownPagesApp("console").route("/billing/v1", usageRoutes);
