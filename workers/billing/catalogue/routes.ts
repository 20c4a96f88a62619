import { Hono } from "hono";
import type { App } from "../../front/context.ts";
import { couponRoutes } from "./coupon-routes.ts";
import { planRoutes } from "./plan-routes.ts";
import { priceRoutes } from "./price-routes.ts";

/** What is sold, under `/console/api/billing/catalogue`. Nothing is deleted or changed: what is sold differently is the next version. */
export const catalogueRoutes = new Hono<App>().route("/", planRoutes).route("/", priceRoutes).route("/", couponRoutes);
