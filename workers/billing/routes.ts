import { Hono } from "hono";
import { etag } from "hono/etag";
import { allow } from "../front/access.ts";
import type { App } from "../front/context.ts";
import type { Scope } from "../identity/role.ts";
import { approvalRoutes } from "./account/approval/approval-routes.ts";
import { billingAttention } from "./account/page/attention.ts";
import { accountRoutes } from "./account/routes.ts";
import type { BillingAttention } from "./account/view.ts";
import { once } from "./api/once.ts";
import { catalogueRoutes } from "./catalogue/routes.ts";
import { previewRoutes } from "./document/preview-routes.ts";
import { importRoutes } from "./import/routes.ts";
import { jobRoutes } from "./job/routes.ts";
import { ledgerRoutes } from "./ledger/routes.ts";
import { listRoutes } from "./list/routes.ts";
import { paymentRoutes } from "./payment/routes.ts";
import { runRoutes } from "./run/routes.ts";
import { sealRoutes } from "./seal/routes.ts";
import { meterRoutes } from "./usage/meter-routes.ts";
import { endpointRoutes } from "./webhook/endpoint-routes.ts";
import { eventRoutes } from "./webhook/event-routes.ts";

/** What dialogs send by a key, with the scope that it asks for: the answer is kept for who asks again, and has it yet. */
const KEPT_ANSWERS: readonly [Scope, ...string[]][] = [
  ["billing:write", "/accounts/:id/portal-link", "/accounts/:id/merge"],
  [
    "billing:close",
    "/ledger/manual",
    "/ledger/manual/:id/settlement",
    "/ledger/manual/:id/reversal",
    "/ledger/reopenings",
  ],
  ["billing:close", "/payments/transfers", "/payments/cases/:id", "/payments/cases/:id/payment"],
  ["billing:bulk", "/runs", "/imports/stripe"],
  [
    "billing:catalogue",
    "/catalogue/products",
    "/catalogue/plans",
    "/catalogue/prices",
    "/catalogue/coupons",
    "/usage/meters",
  ],
  ["billing:catalogue", "/catalogue/:kind/:id/versions", "/catalogue/coupons/:id/codes"],
  ["billing:operate", "/webhooks/endpoints"],
];

const keptAnswers = new Hono<App>();
for (const [scope, ...paths] of KEPT_ANSWERS) keptAnswers.on("POST", paths, allow(scope), once);

/** The console's own API of billing, under `/console/api/billing`; each room's routes are an app of its own. */
export const billingRoutes = new Hono<App>()
  .use(allow())
  .on(
    "GET",
    [
      "/accounts",
      "/accounts/:id",
      "/accounts/:id/looks",
      "/accounts/:id/timeline",
      "/approvals",
      "/attention",
      "/catalogue/*",
      "/usage/*",
      "/ledger/:report",
      "/ledger/behind/:figure",
      "/lists/:list",
      "/lists/invoices/numbered",
      "/payments/*",
      "/webhooks/*",
    ],
    etag(),
  )
  .route("/", keptAnswers)
  .route("/accounts", accountRoutes)
  .route("/approvals", approvalRoutes)
  .route("/imports", importRoutes)
  .route("/jobs", jobRoutes)
  .route("/runs", runRoutes)
  .route("/lists", listRoutes)
  .get("/attention", allow("billing:read"), async (c) =>
    c.json<BillingAttention>(await billingAttention(c.env.DB, c.get("actor"), c.get("nowMs"))),
  )
  .route("/catalogue", catalogueRoutes)
  .route("/documents", previewRoutes)
  .route("/usage", meterRoutes)
  .route("/payments", paymentRoutes)
  .route("/webhooks/endpoints", endpointRoutes)
  .route("/webhooks/events", eventRoutes)
  .route("/seals", sealRoutes)
  .route("/ledger", ledgerRoutes);

export type BillingRoutes = typeof billingRoutes;
