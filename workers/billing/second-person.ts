import type { Context } from "hono";
import type { App } from "../front/context.ts";
import { type ProblemAnswer, problem } from "../front/problem.ts";

/**
 * Why an actor cannot be the second person of anything; null for somebody who is signed in. A token may be in several
 * people's hands, also in those of who asks.
 */
export const tokenRefusal = (c: Context<App>): ProblemAnswer | null =>
  c.get("actor").kind === "person"
    ? null
    : problem(c, { status: 403, reason: "not-a-person", detail: "Requests are decided by signed-in people." });
