import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { restoreDiscarded } from "../issue/issue-removal.ts";
import { findProject } from "../project/project.ts";
import { shardOf } from "../project/project-shard.ts";
import { answerPage } from "./pagination.ts";
import { noSuchResource } from "./refusal.ts";

/** What a project discards. To delete one is to let its events in again. */
export const tombstoneApi = new Hono<App>()
  .get("/projects/:org/:project/tombstones", allow("event:read"), async (c) => {
    const project = await findProject(c.env.DB, c.req.param("project"));
    if (project === null) return noSuchResource(c);
    return answerPage(c, await shardOf(c.env, project.id).discarded(), (issue) => ({
      id: issue.id,
      level: issue.level,
      title: issue.title,
      culprit: issue.culprit,
      type: "error",
      metadata: { title: issue.title },
      actor: { name: issue.actor },
      dateAdded: new Date(issue.atMs).toISOString(),
      timesSeen: issue.dropped,
      lastSeen: issue.lastDroppedMs === null ? null : new Date(issue.lastDroppedMs).toISOString(),
    }));
  })
  .delete("/projects/:org/:project/tombstones/:id", allow("event:admin"), async (c) => {
    const project = await findProject(c.env.DB, c.req.param("project"));
    const restored = project !== null && (await restoreDiscarded(c, project, c.req.param("id")));
    return restored ? c.body(null, 204) : noSuchResource(c);
  });
