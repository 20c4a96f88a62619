import type { Context } from "hono";
import type { App } from "../front/context.ts";
import { type ProblemAnswer, problem } from "../front/problem.ts";
import type { Failure } from "../kit/result.ts";

/** Why something was refused, as it is answered: 404 where there is no such thing, 409 where as things stand it cannot be done. */
export const refused = (c: Context<App>, { reason, detail }: Failure<string>): ProblemAnswer =>
  problem(c, { status: reason.startsWith("no-such-") ? 404 : 409, reason, detail });
