import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { OBJECTS_AT_ONCE } from "../issue/issue.ts";
import { listProjects, type ProjectRecord } from "../project/project.ts";
import { shardOf } from "../project/project-shard.ts";
import type { MonitorView } from "../view.ts";
import { monitorJson } from "./monitor-json.ts";
import { answerPage } from "./pagination.ts";
import { projectJson } from "./project-json.ts";

/** The cron monitors of all projects. */
export const monitorApi = new Hono<App>().get("/organizations/:org/monitors", allow("project:read"), async (c) => {
  const projects = await listProjects(c.env.DB);
  return answerPage(c, await monitorsOf(c.env, projects), ({ project, monitor }) => ({
    ...monitorJson(project.id, monitor),
    project: projectJson(c, project),
  }));
});

/** Asks the projects' objects for their monitors, a bounded number at once. */
async function monitorsOf(env: Env, projects: readonly ProjectRecord[]) {
  const found: { project: ProjectRecord; monitor: MonitorView }[] = [];
  for (let at = 0; at < projects.length; at += OBJECTS_AT_ONCE) {
    const asked = projects.slice(at, at + OBJECTS_AT_ONCE).map(async (project) => {
      const monitors = await shardOf(env, project.id).monitors();
      return monitors.map((monitor) => ({ project, monitor }));
    });
    found.push(...(await Promise.all(asked)).flat());
  }
  return found;
}
