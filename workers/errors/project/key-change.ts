import type { Context } from "hono";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { asksSomething, difference } from "../difference.ts";
import type { ProjectKeyView } from "../view.ts";
import { ingestOrigin } from "./ingest-origin.ts";
import { createKey, deleteKey, type KeyChange, listKeys, type ProjectRecord, updateKey } from "./project.ts";

// What the console and the web API do to a project's keys: the audit entry first, then the change.

type Project = Pick<ProjectRecord, "id" | "slug">;

/** The key of a project that `is` recognises; null when there is none. */
export async function findKey(
  c: Context<App>,
  project: Project,
  is: (key: ProjectKeyView) => boolean,
): Promise<ProjectKeyView | null> {
  return (await listKeys(c.env.DB, project.id, ingestOrigin(c))).find(is) ?? null;
}

/** Adds a key; null when the project has as many as it may. */
export async function addKey(
  c: Context<App>,
  project: Project,
  key: Pick<ProjectKeyView, "label" | "rateLimit">,
): Promise<ProjectKeyView | null> {
  const { label, rateLimit } = key;
  await audit(c, { action: "project-key.created", target: `project:${project.slug}`, detail: { label, rateLimit } });
  const id = await createKey(c.env.DB, project.id, key, c.get("nowMs"));
  return id === null ? null : findKey(c, project, (made) => made.id === id);
}

/** Changes a key and gives it as it is then; null when it went meanwhile. What is so already leaves no trace. */
export async function changeKey(
  c: Context<App>,
  project: Project,
  key: ProjectKeyView,
  change: KeyChange,
): Promise<ProjectKeyView | null> {
  const changes = difference(stateOf(key), { ...change });
  if (!asksSomething(changes)) return key;
  const detail = { project: project.slug, ...changes };
  await audit(c, { action: "project-key.changed", target: `project-key:${key.id}`, detail });
  await updateKey(c.env, project.id, key.id, change);
  return findKey(c, project, ({ id }) => id === key.id);
}

/** Deletes a key. */
export async function removeKey(c: Context<App>, project: Project, key: ProjectKeyView): Promise<void> {
  const detail = { project: project.slug, publicKey: key.publicKey, ...stateOf(key) };
  await audit(c, { action: "project-key.deleted", target: `project-key:${key.id}`, detail });
  await deleteKey(c.env, project.id, key.id);
}

const stateOf = ({ label, active, rateLimit }: ProjectKeyView) => ({ label, active, rateLimit });
