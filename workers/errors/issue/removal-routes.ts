import { type Context, Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { findProject } from "../project/project.ts";
import { shardOf } from "../project/project-shard.ts";
import { noSuchProject } from "../unknown.ts";
import { issueIds } from "./issue-input.ts";
import { removeIssues, restoreDiscarded } from "./issue-removal.ts";

const removal = z.strictObject({ ids: issueIds });

/** Issues that are deleted, and those of which everything that comes is dropped too. */
export const removalRoutes = new Hono<App>()
  .post("/issues/delete", allow("event:admin"), jsonInput(removal), async (c) =>
    answerOf(c, await removeIssues(c, c.req.valid("json").ids, false)),
  )
  .post("/issues/discard", allow("event:admin"), jsonInput(removal), async (c) =>
    answerOf(c, await removeIssues(c, c.req.valid("json").ids, true)),
  )
  .get("/projects/:slug/discarded", allow("event:read"), async (c) => {
    const project = await findProject(c.env.DB, c.req.param("slug"));
    if (project === null) return noSuchProject(c);
    return c.json({ discarded: await shardOf(c.env, project.id).discarded() });
  })
  .delete("/projects/:slug/discarded/:id", allow("event:admin"), async (c) => {
    const project = await findProject(c.env.DB, c.req.param("slug"));
    if (project === null) return noSuchProject(c);
    if (await restoreDiscarded(c, project, c.req.param("id"))) return c.body(null, 204);
    return problem(c, { status: 404, reason: "no-such-discarded", detail: "No discarded issue has that id." });
  });

const answerOf = (c: Context<App>, removed: Awaited<ReturnType<typeof removeIssues>>) =>
  removed.ok
    ? c.json({ removed: removed.value })
    : problem(c, { status: 409, reason: removed.reason, detail: removed.detail });
