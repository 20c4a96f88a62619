import { ownPagesApp } from "../../front/surface.ts";
import { BANK_PATH } from "../payment/bank-link.ts";
import { activityRoutes } from "./activity-routes.ts";
import { bankRoutes } from "./bank-routes.ts";
import { cancelRoutes } from "./cancel-routes.ts";
import { detailRoutes } from "./detail-routes.ts";
import { entryRoutes } from "./entry-routes.ts";
import { invoiceRoutes } from "./invoice-routes.ts";
import { methodRoutes } from "./method-routes.ts";
import { overviewRoutes } from "./overview-routes.ts";
import { PORTAL_PATH } from "./path.ts";
import { planRoutes } from "./plan-routes.ts";
import { refusalPage } from "./shell.ts";
import { strangerWords } from "./visit.ts";

/** The customers' pages under `/id/account`, and the local gateway's bank. Their forms carry keys of their own (`form-key.ts`). */
export const portalApp = ownPagesApp("identity", "own-forms")
  .route(BANK_PATH, bankRoutes)
  .route(PORTAL_PATH, entryRoutes)
  .route(PORTAL_PATH, overviewRoutes)
  .route(PORTAL_PATH, planRoutes)
  .route(PORTAL_PATH, methodRoutes)
  .route(PORTAL_PATH, invoiceRoutes)
  .route(PORTAL_PATH, detailRoutes)
  .route(PORTAL_PATH, cancelRoutes)
  .route(PORTAL_PATH, activityRoutes);

portalApp.notFound((c) => {
  const { language, words } = strangerWords(c);
  const link = { href: PORTAL_PATH, label: words.overview };
  return refusalPage(c, { title: words.notFoundTitle, text: "", language, status: 404, link });
});
