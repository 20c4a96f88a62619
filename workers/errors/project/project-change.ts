import type { Context } from "hono";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { asksSomething, difference } from "../difference.ts";
import {
  createProject,
  deleteProject,
  findProject,
  type NewProject,
  type ProjectRecord,
  updateProject,
} from "./project.ts";
import { readSettings, type SettingsPatch } from "./project-settings.ts";

// What the console and the web API do to projects: the audit entry first, then the change.

/** Creates a project with its first key. */
export async function addProject(c: Context<App>, project: NewProject): ReturnType<typeof createProject> {
  const { name, platform, slug } = project;
  await audit(c, { action: "project.created", target: `project:${slug}`, detail: { name, platform } });
  return createProject(c.env.DB, project, c.get("nowMs"));
}

/** What may change of a project. Absent fields stay as they are. */
export interface ProjectChange {
  name?: string | undefined;
  platform?: string | undefined;
  settings?: SettingsPatch | undefined;
}

/** Changes a project and gives it as it is then. What is so already leaves no trace. */
export async function changeProject(
  c: Context<App>,
  record: ProjectRecord,
  change: ProjectChange,
): Promise<ProjectRecord> {
  const { name, platform, settings } = record;
  const before = { name, platform, ...readSettings(settings) };
  const detail = difference(before, { name: change.name, platform: change.platform, ...change.settings });
  if (!asksSomething(detail)) return record;
  await audit(c, { action: "project.changed", target: `project:${record.slug}`, detail });
  await updateProject(c.env, record, change);
  return (await findProject(c.env.DB, record.slug)) ?? record;
}

/** Deletes a project. */
export async function removeProject(c: Context<App>, record: ProjectRecord): Promise<void> {
  const { id, name, slug } = record;
  await audit(c, { action: "project.deleted", target: `project:${slug}`, detail: { id, name } });
  await deleteProject(c.env, record, c.get("nowMs"));
}
