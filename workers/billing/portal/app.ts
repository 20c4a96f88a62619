import { BANK_PATH } from "../payment/gateway/bank-link.ts";
import { activityRoutes } from "./activity/activity-routes.ts";
import { customerPages } from "./customer-pages.ts";
import { detailRoutes } from "./detail-routes.ts";
import { entryRoutes } from "./entry/entry-routes.ts";
import { mailRoutes } from "./mail-routes.ts";
import { overviewRoutes } from "./overview-routes.ts";
import { PORTAL_PATH } from "./path.ts";
import { bankRoutes } from "./pay/bank-routes.ts";
import { invoiceRoutes } from "./pay/invoice-routes.ts";
import { methodRoutes } from "./pay/method-routes.ts";
import { peopleRoutes } from "./people-routes.ts";
import { cancelRoutes } from "./plan/cancel-routes.ts";
import { codeRoutes } from "./plan/code-routes.ts";
import { planRoutes } from "./plan/plan-routes.ts";

/** The customers' pages under `/id/account`, and the local gateway's bank. Their forms carry keys of their own (`form-key.ts`). */
export const portalApp = customerPages()
  .route(BANK_PATH, bankRoutes)
  .route(PORTAL_PATH, entryRoutes)
  .route(PORTAL_PATH, overviewRoutes)
  .route(PORTAL_PATH, planRoutes)
  .route(PORTAL_PATH, codeRoutes)
  .route(PORTAL_PATH, methodRoutes)
  .route(PORTAL_PATH, invoiceRoutes)
  .route(PORTAL_PATH, detailRoutes)
  .route(PORTAL_PATH, peopleRoutes)
  .route(PORTAL_PATH, mailRoutes)
  .route(PORTAL_PATH, cancelRoutes)
  .route(PORTAL_PATH, activityRoutes);
