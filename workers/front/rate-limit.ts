import { createHash } from "node:crypto";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { App } from "./context.ts";
import { problem } from "./problem.ts";

/** The period of both limits in wrangler.toml, seconds. */
const PERIOD_SECONDS = 60;

/** Limits sign-in attempts per network address; the address is hashed with the server's secret, never kept plain. */
export const limitSignIn = () =>
  createMiddleware<App>(async (c, next) => {
    const address = c.req.header("cf-connecting-ip") ?? "local";
    const key = createHash("sha256").update(`${c.env.APIARY_SECRET}:${address}`).digest("hex");
    const { success } = await c.env.SIGN_IN_LIMIT.limit({ key });
    return success ? next() : tooMany(c);
  });

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
