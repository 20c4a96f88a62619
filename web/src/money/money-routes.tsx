import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shell } from "../shell-route.tsx";
import { parseListSearch } from "./list-search.ts";
import { parseMoneySearch } from "./money-search.ts";

const money = createRoute({
  getParentRoute: () => shell,
  path: "/money",
  validateSearch: parseMoneySearch,
  component: lazyRouteComponent(() => import("./money-page.tsx"), "MoneyPage"),
});
const moneyOverview = createRoute({
  getParentRoute: () => money,
  path: "/",
  component: lazyRouteComponent(() => import("./overview-page.tsx"), "OverviewPage"),
});
const reports = lazyRouteComponent(() => import("./reports/reports-page.tsx"), "ReportsPage");
const moneyReports = createRoute({ getParentRoute: () => money, path: "/reports", component: reports });
const moneyReport = createRoute({ getParentRoute: () => money, path: "/reports/$report", component: reports });
const behind = createRoute({
  getParentRoute: () => money,
  path: "/behind/$figure",
  component: lazyRouteComponent(() => import("./reports/behind-page.tsx"), "BehindPage"),
});
const journal = createRoute({
  getParentRoute: () => money,
  path: "/journal",
  component: lazyRouteComponent(() => import("./books/journal-page.tsx"), "JournalPage"),
});
const close = createRoute({
  getParentRoute: () => money,
  path: "/close",
  component: lazyRouteComponent(() => import("./books/close-page.tsx"), "ClosePage"),
});
const invoices = createRoute({
  getParentRoute: () => money,
  path: "/invoices",
  validateSearch: parseListSearch,
  component: lazyRouteComponent(() => import("./billing/invoices-page.tsx"), "InvoicesPage"),
});
const refunds = createRoute({
  getParentRoute: () => money,
  path: "/refunds",
  validateSearch: parseListSearch,
  component: lazyRouteComponent(() => import("./billing/refunds-page.tsx"), "RefundsPage"),
});
const disputes = createRoute({
  getParentRoute: () => money,
  path: "/disputes",
  validateSearch: parseListSearch,
  component: lazyRouteComponent(() => import("./billing/disputes-page.tsx"), "DisputesPage"),
});
const payments = createRoute({
  getParentRoute: () => money,
  path: "/payments",
  validateSearch: parseListSearch,
  component: lazyRouteComponent(() => import("./billing/payments-page.tsx"), "PaymentsPage"),
});
const payment = createRoute({
  getParentRoute: () => shell,
  path: "/money/payments/$paymentId",
  component: lazyRouteComponent(() => import("./billing/payment-page.tsx"), "PaymentPage"),
});
const payouts = createRoute({
  getParentRoute: () => money,
  path: "/payouts",
  validateSearch: parseListSearch,
  component: lazyRouteComponent(() => import("./billing/payouts-page.tsx"), "PayoutsPage"),
});
const payout = createRoute({
  getParentRoute: () => shell,
  path: "/money/payouts/$gateway/$payoutId",
  component: lazyRouteComponent(() => import("./billing/payout-page.tsx"), "PayoutPage"),
});
const cases = createRoute({
  getParentRoute: () => money,
  path: "/cases",
  component: lazyRouteComponent(() => import("./operations/cases-page.tsx"), "CasesPage"),
});
const oneCase = createRoute({
  getParentRoute: () => money,
  path: "/cases/$caseId",
  component: lazyRouteComponent(() => import("./operations/cases-page.tsx"), "CasePage"),
});
const runs = createRoute({
  getParentRoute: () => money,
  path: "/runs",
  component: lazyRouteComponent(() => import("./operations/runs-page.tsx"), "RunsPage"),
});
const run = createRoute({
  getParentRoute: () => money,
  path: "/runs/$jobId",
  component: lazyRouteComponent(() => import("./operations/run-page.tsx"), "RunPage"),
});
const imports = createRoute({
  getParentRoute: () => money,
  path: "/imports",
  component: lazyRouteComponent(() => import("./imports/imports-page.tsx"), "ImportsPage"),
});
const oneImport = createRoute({
  getParentRoute: () => money,
  path: "/imports/$jobId",
  validateSearch: ({ shown }: Record<string, unknown>): { shown?: "taken" | "unchanged" | "refused" } =>
    shown === "taken" || shown === "unchanged" || shown === "refused" ? { shown } : {},
  component: lazyRouteComponent(() => import("./imports/import-page.tsx"), "ImportPage"),
});
const moneySettings = createRoute({
  getParentRoute: () => money,
  path: "/settings",
  component: lazyRouteComponent(() => import("./settings/settings-page.tsx"), "MoneySettingsPage"),
});
const catalogue = createRoute({
  getParentRoute: () => money,
  path: "/catalogue",
  component: lazyRouteComponent(() => import("./catalogue/catalogue-page.tsx"), "CataloguePage"),
});
const coupons = createRoute({
  getParentRoute: () => money,
  path: "/coupons",
  component: lazyRouteComponent(() => import("./catalogue/coupons-page.tsx"), "CouponsPage"),
});
const meters = createRoute({
  getParentRoute: () => money,
  path: "/meters",
  component: lazyRouteComponent(() => import("./catalogue/meters-page.tsx"), "MetersPage"),
});
const documents = createRoute({
  getParentRoute: () => money,
  path: "/documents",
  component: lazyRouteComponent(() => import("./catalogue/documents-page.tsx"), "DocumentsPage"),
});
const webhooks = createRoute({
  getParentRoute: () => money,
  path: "/webhooks",
  component: lazyRouteComponent(() => import("../webhooks/webhooks-page.tsx"), "WebhooksPage"),
});
const endpoint = createRoute({
  getParentRoute: () => shell,
  path: "/money/webhooks/$endpointId",
  component: lazyRouteComponent(() => import("../webhooks/endpoint-page.tsx"), "EndpointPage"),
});
const webhookEvents = createRoute({
  getParentRoute: () => shell,
  path: "/money/webhooks/events",
  validateSearch: ({ account, type }: Record<string, unknown>): { account?: string; type?: string } => ({
    ...(typeof account === "string" && { account }),
    ...(typeof type === "string" && { type }),
  }),
  component: lazyRouteComponent(() => import("../webhooks/events-page.tsx"), "EventsPage"),
});
const webhookEvent = createRoute({
  getParentRoute: () => shell,
  path: "/money/webhooks/events/$eventId",
  component: lazyRouteComponent(() => import("../webhooks/event-page.tsx"), "EventPage"),
});
const plan = createRoute({
  getParentRoute: () => shell,
  path: "/money/catalogue/$planId",
  component: lazyRouteComponent(() => import("./catalogue/plan-page.tsx"), "PlanPage"),
});
const price = createRoute({
  getParentRoute: () => shell,
  path: "/money/catalogue/$planId/price",
  validateSearch: ({ from }: Record<string, unknown>): { from?: string } => (typeof from === "string" ? { from } : {}),
  component: lazyRouteComponent(() => import("./price/price-page.tsx"), "PricePage"),
});

/** The pages of the room Money. */
export const moneyRoutes = [
  money.addChildren([
    moneyOverview,
    moneyReports,
    moneyReport,
    behind,
    journal,
    invoices,
    payments,
    refunds,
    disputes,
    payouts,
    cases,
    oneCase,
    close,
    runs,
    run,
    imports,
    oneImport,
    moneySettings,
    catalogue,
    coupons,
    documents,
    meters,
    webhooks,
  ]),
  plan,
  price,
  payment,
  payout,
  endpoint,
  webhookEvents,
  webhookEvent,
] as const;
