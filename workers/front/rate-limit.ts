import { createHash } from "node:crypto";
import type { Context } from "hono";
import { clientAddress } from "./client-address.ts";
import type { App } from "./context.ts";
import { problem } from "./problem.ts";

/** The period of both limits in wrangler.toml, seconds. */
const PERIOD_SECONDS = 60;
/** Requests of one actor in it, as wrangler.toml has them. */
const ACTOR_REQUESTS_MAX = 1_200;

/** What an actor may ask, as the header `RateLimit-Policy` says it (draft-ietf-httpapi-ratelimit-headers). */
export const ACTOR_POLICY = `"actor";q=${ACTOR_REQUESTS_MAX};w=${PERIOD_SECONDS}`;

/** All ceremonies of clients without an address share one bucket, as wide as that of an actor. */
const CEREMONIES = "sign-in ceremonies";

/**
 * Limits sign-in attempts per network address or, where that is unknown, per target (the mail address or link that is
 * tried; null for a ceremony, which has none), so that a stranger locks nobody else out. Neither is kept, only a keyed hash.
 */
export async function limitSignIn(c: Context<App>, target: string | null): Promise<Response | null> {
  const limited = clientAddress(c.env, c.req.raw.headers) ?? target;
  if (limited === null) return limitActor(c, CEREMONIES);
  const key = createHash("sha256").update(`${c.env.APIARY_SECRET}:${limited}`).digest("hex");
  const { success } = await c.env.SIGN_IN_LIMIT.limit({ key });
  return success ? null : tooMany(c);
}

/** Limits the pages by which a signed-in customer has a gateway asked, or can guess; null when the page may be shown, else the answer 429. */
export async function limitCustomerPages(c: Context<App>, session: string): Promise<Response | null> {
  const { success } = await c.env.SIGN_IN_LIMIT.limit({ key: `customer-pages:${session}` });
  return success ? null : tooMany(c);
}

/** Limits the API calls of one actor; null when the call may go on, else the answer 429. */
export async function limitActor(c: Context<App>, actorId: string): Promise<Response | null> {
  const { success } = await c.env.API_LIMIT.limit({ key: actorId });
  return success ? null : tooMany(c);
}

const tooMany = (c: Context<App>): Response =>
  problem(c, {
    status: 429,
    reason: "too-many-requests",
    detail: "Too many requests. Wait a minute and try again.",
    headers: { "retry-after": String(PERIOD_SECONDS) },
  });
