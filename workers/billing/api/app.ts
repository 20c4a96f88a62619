import type { Context } from "hono";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { invalidInput } from "../../front/input.ts";
import { type ProblemAnswer, problem } from "../../front/problem.ts";
import { ACTOR_POLICY } from "../../front/rate-limit.ts";
import { ownPagesApp } from "../../front/surface.ts";
import type { Scope } from "../../identity/role.ts";
import { newId } from "../../kit/ids.ts";
import { isObject, type Json, type JsonObject } from "../../kit/json.ts";
import { type Account, isTest } from "../account/account.ts";
import { accountBooks, deedOf } from "../account-client.ts";
import { accountOf } from "../books/record-books.ts";
import { outward } from "../books/told-record.ts";
import { ARCHIVABLE } from "../catalogue/archiving.ts";
import { withCouponQuoted, withCouponRedeemed } from "../catalogue/coupon-input.ts";
import { clockApi } from "../clock/clock-api.ts";
import { importRoutes } from "../import/routes.ts";
import { jobRoutes } from "../job/routes.ts";
import { exportRoutes } from "../ledger/export/export-routes.ts";
import { previewOnBooks, runOnBooks } from "../payment/refund/refund-claim.ts";
import { portalLinkApi } from "../portal/entry/staff-link-routes.ts";
import { runRoutes } from "../run/routes.ts";
import { usageRoutes } from "../usage/usage-routes.ts";
import { endpointRoutes } from "../webhook/endpoint-routes.ts";
import { eventApi } from "../webhook/event-routes.ts";
import { accountApi } from "./account-api.ts";
import { isAccountId } from "./account-id.ts";
import { approvalApi } from "./approval-api.ts";
import { booksApi } from "./books-api.ts";
import { caseApi } from "./case-api.ts";
import { catalogueApi } from "./catalogue-api.ts";
import { catalogueChangeApi } from "./catalogue-change-api.ts";
import { chartApi } from "./chart-api.ts";
import { bookInput, withoutReason } from "./command-input.ts";
import { documentApi } from "./document-api.ts";
import { generalLedgerApi } from "./general-ledger-api.ts";
import { idempotencyKey, keyReused, noKey } from "./idempotency-key.ts";
import { inputOf } from "./input.ts";
import { manualEntryApi } from "./manual-entry-api.ts";
import { mergeApi } from "./merge-api.ts";
import { once } from "./once.ts";
import { openApi } from "./openapi.ts";
import { OPERATIONS, type Operation } from "./operation.ts";
import { payoutApi } from "./payout-api.ts";
import { personApi } from "./person-api.ts";
import { rateApi } from "./rate-api.ts";
import { reportApi } from "./report-api.ts";
import { noSuchThing } from "./resource.ts";
import { resourceApi } from "./resource-api.ts";
import { workListApi } from "./work-list-api.ts";

/** Posts that are no commands, with the scope that they ask for: their answers are kept for who asks again, and has it yet. */
const KEPT_ANSWERS: readonly [string, Scope][] = [
  ["/test_clocks/*", "billing:operate"],
  ["/webhook_endpoints/*", "billing:operate"],
  ["/accounts/:account/portal_links", "billing:operate"],
  ["/accounts/:account/people", "billing:write"],
  ["/accounts/:account/people/:id/erase", "billing:reveal"],
  ["/accounts/:account/merge", "billing:write"],
  ...ARCHIVABLE.map((kind) => [`/${kind}/*`, "billing:catalogue"] satisfies [string, Scope]),
  ["/approvals/*", "billing:read"],
  ["/books/*", "billing:close"],
  ["/period_events/*", "billing:close"],
  ["/manual_entries/*", "billing:close"],
  ["/chart_accounts/*", "billing:close"],
  ["/exchange_rates", "billing:close"],
  ["/general_ledger/*", "billing:close"],
  ["/cases/*", "billing:close"],
  ["/transfers", "billing:close"],
  ["/company", "billing:settings"],
  ["/imports/*", "billing:bulk"],
  ["/jobs/*", "billing:bulk"],
  ["/runs/*", "billing:bulk"],
];

/** `/billing/v1`: what the company's apps and scripts do to accounts. Its description is at `/billing/v1/openapi.json`. */
export const billingApi = ownPagesApp("billing").basePath("/billing/v1");

billingApi.use(async (c, next) => {
  await next();
  c.header("ratelimit-policy", ACTOR_POLICY);
});
billingApi.get("/openapi.json", (c) => c.json(openApi()));
for (const [path, scope] of KEPT_ANSWERS) billingApi.on("POST", path, allow(scope), once);
billingApi.route("/", usageRoutes);
billingApi.route("/", workListApi);
billingApi.route("/accounts", accountApi);
billingApi.route("/test_clocks", clockApi);
billingApi.route("/webhook_endpoints", endpointRoutes);
billingApi.route("/events", eventApi);
billingApi.route("/imports", importRoutes);
billingApi.route("/jobs", jobRoutes);
billingApi.route("/runs", runRoutes);
billingApi.route("/accounts", portalLinkApi);
billingApi.route("/", personApi);
billingApi.route("/", mergeApi);
billingApi.route("/", documentApi);
billingApi.route("/", caseApi);
billingApi.route("/", payoutApi);
billingApi.route("/", approvalApi);
billingApi.route("/", reportApi);
billingApi.route("/", booksApi);
billingApi.route("/", manualEntryApi);
billingApi.route("/", chartApi);
billingApi.route("/", rateApi);
billingApi.route("/", generalLedgerApi);
billingApi.route("/journal_exports", exportRoutes);
billingApi.route("/", catalogueApi);
billingApi.route("/", catalogueChangeApi);
billingApi.route("/", resourceApi);

for (const operation of OPERATIONS) {
  billingApi.on(operation.method, operation.path, allow(operation.scope), (c) => operate(c, operation));
}

/** Carries a command out, or with `?preview=true` only tells what it would do. An `Idempotency-Key` makes a repeat harmless. */
async function operate(c: Context<App>, { command, idField, known, account: by }: Operation): Promise<Response> {
  const id = c.req.param("id") ?? "";
  const account = by === "path" ? c.req.param("account") : accountOf(id);
  if (!account || !isAccountId(account)) return noSuchThing(c);
  const body = await readBody(c);
  if (!body) return problem(c, { status: 422, reason: "invalid-input", detail: "The body is a JSON object." });
  const named = idField === null ? body : { ...body, [idField]: id };
  const read = inputOf(command).safeParse(named);
  if (!read.success) return invalidInput(c, read.error);
  const key = idempotencyKey(c);
  if (!key.ok) return noKey(c, key.detail);
  const { reason, given } = withoutReason(command, named);
  const books = accountBooks(c.env, account);
  const record = await books.record("account", account);
  if (record === null || (known && (await books.record(known, id)) === null)) return noSuchThing(c);
  const taken = await bookInput(c, account, { command, given }, key.value);
  if (!taken.ok) return taken.answer;
  const moved = command === "clock.set" ? clockRefusal(record, taken.value, c.get("nowMs")) : null;
  if (moved) return refused(c, moved);
  const deed = deedOf(c, reason);
  const asked = { accountId: account, command, input: taken.value, deed };
  if (c.req.query("preview") === "true") {
    const quoted = await withCouponQuoted(c.env, asked);
    if (!quoted.ok) return refused(c, quoted);
    const seen = await previewOnBooks(c.env, account, { command, input: quoted.value, deed });
    return seen.ok
      ? c.json(outward({ object: "preview", value: seen.value, changes: seen.changes }))
      : refused(c, seen);
  }
  const sent = { key: key.value ?? newId(), command, deed };
  await audit(c, { action: `billing.${command}`, target: `account:${account}`, detail: { reason, key: sent.key } });
  const redeemed = await withCouponRedeemed(c.env, asked);
  if (!redeemed.ok) return refused(c, redeemed);
  const reply = await runOnBooks(c.env, account, { ...sent, input: redeemed.value });
  if (!reply.ok) return refused(c, reply);
  c.header("idempotent-replayed", String(reply.repeated));
  return c.json(outward(reply.value as object)); // what commands answer are objects
}

/**
 * Why an account's time is not moved by itself: a test account goes by its clock, with the others of that clock; whoever is
 * in the company's books lives through the past only.
 */
function clockRefusal(account: Account, { toMs }: { toMs?: Json }, nowMs: number) {
  if (isTest(account)) return { reason: "test-account", detail: "A test account is moved by its test clock." };
  if (account.clockMs === null || Number(toMs) <= nowMs) return null;
  return { reason: "clock-ahead", detail: "Only a test account can be moved into the future." };
}

/** The body as an object; an empty one is none. Null when it is something else. */
async function readBody(c: Context<App>): Promise<JsonObject | null> {
  const text = await c.req.text();
  if (text.trim() === "") return {};
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) ? body : null;
  } catch {
    return null;
  }
}

/** Why a command was refused, with the status that says whose turn it is. */
function refused(c: Context<App>, { reason, detail }: { reason: string; detail: string }): ProblemAnswer {
  if (reason === "key-reused") return keyReused(c);
  if (reason === "no-reason") return problem(c, { status: 422, reason, detail, fields: { reason: detail } });
  if (reason === "invalid-input" || reason === "invalid-key") return problem(c, { status: 422, reason, detail });
  if (reason === "needs-approval") return problem(c, { status: 403, reason, detail });
  const isMissing = reason.startsWith("no-such-") || reason.endsWith("-not-found");
  return problem(c, { status: isMissing ? 404 : 409, reason, detail });
}
