import { WorkerEntrypoint } from "cloudflare:workers";
import { Hono } from "hono";
import { getPath } from "hono/utils/url";
import { runAlerts } from "./alerts/round.ts";
import { alertsRoutes } from "./alerts/routes.ts";
import { UNFOLLOW_PATH, unfollowApp } from "./alerts/unfollow-app.ts";
import { ruleApi } from "./alerts/web-api/rule-api.ts";
import { clearErased } from "./billing/account/person/erasure.ts";
import { billingApi } from "./billing/api/app.ts";
import type { BillingOutlet, BookNews, EffectEnding, EffectOrder, Reported } from "./billing/command/effect-order.ts";
import { carryOut } from "./billing/command/effects.ts";
import type { Company } from "./billing/company/company.ts";
import { recentCompany } from "./billing/company/company-book.ts";
import { hostedDocuments } from "./billing/document/hosted.ts";
import { mailAll } from "./billing/document/send-mail.ts";
import { driveJobs } from "./billing/job/drive.ts";
import { readDailyRates } from "./billing/ledger/exchange/central-bank.ts";
import { tellGeneralLedger } from "./billing/ledger/export/general-ledger.ts";
import { httpLedger } from "./billing/ledger/export/http-ledger.ts";
import { expireManual } from "./billing/ledger/period/manual.ts";
import { accountLedger } from "./billing/ledger/projection/account-ledger.ts";
import { checkStep } from "./billing/ledger/projection/check.ts";
import { takeEvent, workOffEvents } from "./billing/payment/gateway/event-inbox.ts";
import type { GatewayEvent } from "./billing/payment/gateway/gateway.ts";
import { hookApp } from "./billing/payment/gateway/hook-routes.ts";
import { LOCAL } from "./billing/payment/gateway/local-gateway.ts";
import { reconcileHourly } from "./billing/payment/payout/reconciliation.ts";
import { portalApp } from "./billing/portal/app.ts";
import { triedProjecting } from "./billing/projection.ts";
import { billingRoutes } from "./billing/routes.ts";
import { keepSeals } from "./billing/seal/verification.ts";
import { keepAccounts } from "./billing/upkeep.ts";
import type { Meter } from "./billing/usage/meter.ts";
import { listMeters } from "./billing/usage/meter-book.ts";
import { deliverTo } from "./billing/webhook/courier.ts";
import { deliverDue, keepWebhooks } from "./billing/webhook/round.ts";
import { ingestApp, isIngest } from "./errors/ingest/ingest.ts";
import { errorsRoutes } from "./errors/routes.ts";
import { webApi } from "./errors/web-api/web-api.ts";
import { consoleAnswer } from "./front/console.ts";
import type { App } from "./front/context.ts";
import { ownPagesApp } from "./front/surface.ts";
import { keepHouse } from "./housekeeping.ts";
import { identityRoutes } from "./identity/routes.ts";
import { signInApp } from "./identity/sign-in.ts";
import { mailRoutes } from "./mail/routes.ts";
import { eachRound } from "./rounds.ts";

export { AccountBilling } from "../durable-objects/account-billing/account-billing.ts";
export { AlertWindow } from "../durable-objects/alert-window/alert-window.ts";
export { AuditLog } from "../durable-objects/audit-log/audit-log.ts";
export { InvoiceNumber } from "../durable-objects/invoice-number/invoice-number.ts";
export { LocalGateway } from "../durable-objects/local-gateway/local-gateway.ts";
export { ProjectShard } from "../durable-objects/project-shard/project-shard.ts";

const consoleApp = ownPagesApp("console")
  .route("/console/api/errors", errorsRoutes)
  .route("/console/api/alerts", alertsRoutes)
  .route("/console/api/billing", billingRoutes)
  .route("/console/api/identity", identityRoutes)
  .route("/console/api/mail", mailRoutes);

/** Sentry's web API with what other systems add to it. */
const tools = webApi.route("/api/0", ruleApi);

const pages = new Hono<App>().get("/health", (c) => c.json({ status: "ok" })).notFound(consoleAnswer);

/** Which surface answers a path; each is an app of its own, and their paths never meet. */
function surfaceOf(path: string): Hono<App> {
  if (isIngest(path)) return ingestApp;
  if (path.startsWith("/api/")) return tools;
  if (path.startsWith("/console/api/")) return consoleApp;
  if (path.startsWith("/billing/v1/")) return billingApi;
  if (path.startsWith("/id/invoices/")) return hostedDocuments;
  if (path.startsWith("/id/account") || path.startsWith("/id/bank/")) return portalApp;
  if (path === UNFOLLOW_PATH) return unfollowApp;
  if (path.startsWith("/id/")) return signInApp;
  if (path.startsWith("/hooks/")) return hookApp;
  return pages;
}

function fetch(request: Request, env: Env, ctx: ExecutionContext) {
  return surfaceOf(getPath(request)).fetch(request, env, ctx);
}

export default {
  fetch,
  scheduled: async ({ scheduledTime }, env) => {
    const generalLedger = httpLedger(env);
    await eachRound({
      alerts: () => runAlerts(env, scheduledTime),
      events: () => workOffEvents(env, scheduledTime),
      accounts: () => keepAccounts(env, scheduledTime),
      reconciliation: () => reconcileHourly(env, scheduledTime),
      rates: () => readDailyRates(env, scheduledTime),
      house: () => keepHouse(env, scheduledTime),
      webhooks: () => keepWebhooks(env, scheduledTime),
      expected: () => expireManual(env.DB, scheduledTime),
      check: () => checkStep(env.DB, accountLedger(env), scheduledTime),
      seals: () => keepSeals(env, scheduledTime),
      erasures: () => clearErased(env, scheduledTime),
      ...(generalLedger && { journals: () => tellGeneralLedger(env.DB, generalLedger, scheduledTime) }),
      jobs: () => driveJobs(env),
    });
  },
} satisfies ExportedHandler<Env>;

/** What apps send to. */
export class Ingest extends WorkerEntrypoint<Env> {
  override fetch(request: Request) {
    return ingestApp.fetch(request, this.env, this.ctx);
  }
}

/** What staff's browsers and tools speak to. */
export class Console extends WorkerEntrypoint<Env> {
  override fetch(request: Request) {
    return fetch(request, this.env, this.ctx);
  }
}

/** What accounts' objects have done elsewhere, and tell of their books. */
export class Billing extends WorkerEntrypoint<Env> implements BillingOutlet {
  carryOut(order: EffectOrder): Promise<EffectEnding> {
    return carryOut(this.env, order);
  }

  async report(news: BookNews[], mails: EffectOrder[]): Promise<Reported> {
    const [failed, endings] = await Promise.all([triedProjecting(this.env, news), mailAll(this.env, mails)]);
    if (news.some(({ events }) => events.length > 0)) this.ctx.waitUntil(deliverDue(this.env, Date.now));
    return { endings, failed };
  }

  /** Sends an endpoint what is due: an invocation of its own, with its own bounds. */
  deliver(endpointId: string): Promise<void> {
    return deliverTo(this.env, endpointId, Date.now);
  }

  /** A webhook of the local gateway, whose object nobody else can be. Returns true once it is kept. */
  async heard(event: GatewayEvent): Promise<boolean> {
    const nowMs = Date.now();
    await takeEvent(this.env, LOCAL, event, nowMs);
    this.ctx.waitUntil(workOffEvents(this.env, nowMs));
    return true;
  }

  meters(): Promise<Meter[]> {
    return listMeters(this.env.DB);
  }

  company(): Promise<Company> {
    return recentCompany(this.env.DB, Date.now());
  }
}

/** Where a project's object says that it has news, so that nobody waits for the next minute. */
export class Alerts extends WorkerEntrypoint<Env> {
  /** Answers before the round begins: the caller has its own alarm to come back to. */
  tell(projectId: number): void {
    this.ctx.waitUntil(runAlerts(this.env, Date.now(), projectId));
  }
}
