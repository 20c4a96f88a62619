import type { Context } from "hono";
import * as z from "zod";
import type { Json } from "../../../durable-objects/audit-log/entry.ts";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { type ProblemAnswer, problem } from "../../front/problem.ts";
import { ownPagesApp } from "../../front/surface.ts";
import { newId } from "../../kit/ids.ts";
import { type Account, isTest } from "../account/account.ts";
import { employeeRefusal } from "../account/employee.ts";
import { accountBooks, deedOf } from "../account-client.ts";
import { withCouponQuoted, withCouponRedeemed } from "../catalogue/coupon-input.ts";
import { inventedPrice } from "../catalogue/known-price.ts";
import { clockApi } from "../clock/clock-api.ts";
import { COMMANDS } from "../commands.ts";
import { importRoutes } from "../import/routes.ts";
import { jobRoutes } from "../job/routes.ts";
import { portalLinkApi } from "../portal/staff-link-routes.ts";
import { accountOf } from "../record-books.ts";
import { usageRoutes } from "../usage/usage-routes.ts";
import { endpointRoutes } from "../webhook/endpoint-routes.ts";
import { eventApi } from "../webhook/event-routes.ts";
import { accountApi } from "./account-api.ts";
import { withPrices } from "./items.ts";
import { openApi } from "./openapi.ts";
import { OPERATIONS, type Operation } from "./operation.ts";
import { outward, PAGE_DEFAULT, PAGE_MAX, pageOf, RESOURCES, type ResourceName } from "./resource.ts";

const ACCOUNT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NAMES = Object.keys(RESOURCES) as ResourceName[]; // the keys of a literal

/** `/billing/v1`: what the company's apps and scripts do to accounts. Its description is at `/billing/v1/openapi.json`. */
export const billingApi = ownPagesApp("billing").basePath("/billing/v1");

billingApi.get("/openapi.json", (c) => c.json(openApi()));
billingApi.route("/", usageRoutes);
billingApi.route("/accounts", accountApi);
billingApi.route("/test_clocks", clockApi);
billingApi.route("/webhook_endpoints", endpointRoutes);
billingApi.route("/events", eventApi);
billingApi.route("/imports", importRoutes);
billingApi.route("/jobs", jobRoutes);
billingApi.route("/accounts", portalLinkApi);

for (const name of NAMES) {
  billingApi.get(`/accounts/:account/${name}`, allow("billing:read"), (c) =>
    listAnswer(c, c.req.param("account"), name),
  );
  billingApi.get(`/${name}/:id`, allow("billing:read"), async (c) => {
    const account = accountOf(c.req.param("id"));
    const found = account && (await accountBooks(c.env, account).record(RESOURCES[name], c.req.param("id")));
    return found ? c.json(outward(found)) : noSuchThing(c);
  });
}

for (const operation of OPERATIONS) {
  billingApi.on(operation.method, operation.path, allow(operation.scope), (c) => operate(c, operation));
}

async function listAnswer(c: Context<App>, account: string, name: ResourceName): Promise<Response> {
  const limit = Number(c.req.query("limit") ?? PAGE_DEFAULT);
  if (!Number.isInteger(limit) || limit < 1 || limit > PAGE_MAX) {
    const detail = `limit is an integer from 1 to ${PAGE_MAX}.`;
    return problem(c, { status: 422, reason: "invalid-input", detail, fields: { limit: detail } });
  }
  if (!ACCOUNT_ID.test(account)) return noSuchThing(c);
  const kind = RESOURCES[name];
  // One more than is shown tells whether there is more.
  const found = await accountBooks(c.env, account).page(kind, limit + 1, c.req.query("cursor") ?? null);
  const page = found && pageOf(found, limit);
  if (page) return c.json(kind === RESOURCES.payment_methods ? outward(page) : page);
  const detail = "There is nothing of that id in the list.";
  return problem(c, { status: 422, reason: "invalid-cursor", detail, fields: { cursor: detail } });
}

/** Carries a command out, or with `?preview=true` only tells what it would do. An `Idempotency-Key` makes a repeat harmless. */
async function operate(c: Context<App>, { command, idField, account: by }: Operation): Promise<Response> {
  const id = c.req.param("id") ?? "";
  const account = by === "path" ? c.req.param("account") : accountOf(id);
  if (!account || !ACCOUNT_ID.test(account)) return noSuchThing(c);
  const body = await readBody(c);
  if (!body) return problem(c, { status: 422, reason: "invalid-input", detail: "The body is a JSON object." });
  const { reason = "", ...rest } = body;
  // Where the command has a reason of its own it is also the one that is kept.
  const given = hasReason(COMMANDS[command].schema) ? body : rest;
  if (typeof reason !== "string") {
    return problem(c, {
      status: 422,
      reason: "invalid-input",
      detail: "reason is a text.",
      fields: { reason: "a text" },
    });
  }
  const priced = await withPrices(c.env.DB, command, idField === null ? given : { ...given, [idField]: id });
  if (!priced.ok) return problem(c, { status: 422, reason: priced.reason, detail: priced.detail });
  const books = accountBooks(c.env, account);
  const record = await books.record("account", account);
  if (record === null) return noSuchThing(c);
  const sent = { command, input: given };
  const barred =
    (await inventedPrice(c.env.DB, books, sent, c.get("actor").scopes)) ??
    (await employeeRefusal(c.env, account, sent));
  if (barred) return problem(c, { status: 403, reason: barred.reason, detail: barred.detail });
  const moved = command === "clock.set" ? clockRefusal(record, priced.value, c.get("nowMs")) : null;
  if (moved) return refused(c, moved);
  const deed = deedOf(c, reason);
  const asked = { accountId: account, command, input: priced.value, deed };
  if (c.req.query("preview") === "true") {
    const quoted = await withCouponQuoted(c.env, asked);
    if (!quoted.ok) return refused(c, quoted);
    const seen = await books.preview({ command, input: quoted.value, deed });
    return seen.ok
      ? c.json(outward({ object: "preview", value: seen.value, changes: seen.changes }))
      : refused(c, seen);
  }
  const given_key = c.req.header("idempotency-key");
  const key = given_key === undefined ? newId() : `${c.get("actor").id}:${given_key}`;
  await audit(c, { action: `billing.${command}`, target: `account:${account}`, detail: { reason, key } });
  const redeemed = await withCouponRedeemed(c.env, asked);
  if (!redeemed.ok) return refused(c, redeemed);
  const reply = await books.run({ key, command, input: redeemed.value, deed }, true);
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

const hasReason = (schema: z.ZodType): boolean => schema instanceof z.ZodObject && "reason" in schema.shape;

/** The body as an object; an empty one is none. Null when it is something else. */
async function readBody(c: Context<App>): Promise<{ [name: string]: Json } | null> {
  const text = await c.req.text();
  if (text.trim() === "") return {};
  try {
    const body: unknown = JSON.parse(text);
    // JSON by construction
    return typeof body === "object" && body !== null && !Array.isArray(body)
      ? (body as { [name: string]: Json })
      : null;
  } catch {
    return null;
  }
}

/** Why a command was refused, with the status that says whose turn it is. */
function refused(c: Context<App>, { reason, detail }: { reason: string; detail: string }): ProblemAnswer {
  if (reason === "invalid-input" || reason === "invalid-key") return problem(c, { status: 422, reason, detail });
  if (reason === "needs-approval") return problem(c, { status: 403, reason, detail });
  if (reason.startsWith("no-such-") || reason.endsWith("-not-found"))
    return problem(c, { status: 404, reason, detail });
  return problem(c, { status: reason === "key-reused" ? 400 : 409, reason, detail });
}

const noSuchThing = (c: Context<App>): ProblemAnswer =>
  problem(c, { status: 404, reason: "not-found", detail: "There is nothing of that id." });
