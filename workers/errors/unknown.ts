import type { Context } from "hono";
import type { App } from "../front/context.ts";
import { problem } from "../front/problem.ts";

/** The answer to a path that names no project. */
export const noSuchProject = (c: Context<App>) =>
  problem(c, { status: 404, reason: "no-such-project", detail: "There is no project of that name." });

/** The answer to a path that names no issue. */
export const noSuchIssue = (c: Context<App>) =>
  problem(c, { status: 404, reason: "no-such-issue", detail: "There is no issue of that id." });

/** The answer to a path that names no kept event. */
export const noSuchEvent = (c: Context<App>) =>
  problem(c, { status: 404, reason: "no-such-event", detail: "There is no event of that id, or it was evicted." });
