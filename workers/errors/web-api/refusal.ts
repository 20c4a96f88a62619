import type { Context } from "hono";
import type { App } from "../../front/context.ts";
import { problem } from "../../front/problem.ts";

/** Sentry's answer for anything that is not there. */
export const noSuchResource = (c: Context<App>): Response =>
  problem(c, { status: 404, reason: "no-such-resource", detail: "The requested resource does not exist" });

/** Sentry's answer to a request that makes no sense. */
export const badRequest = (c: Context<App>, reason: string, detail: string): Response =>
  problem(c, { status: 400, reason, detail });
