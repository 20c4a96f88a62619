import type { Context } from "hono";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { ok, type Result } from "../../kit/result.ts";
import type { ProjectRecord } from "../project/project.ts";
import { shardOf } from "../project/project-shard.ts";
import { knownIssues, numbersByProject } from "./issue.ts";
import { deedOf } from "./issue-change.ts";

// What the console and the web API do to take issues away and to bring back what they discard: the audit entry first, then the change.

/** Deletes issues of any projects; with `discard` also what comes of their hashes. Returns how many. */
export async function removeIssues(
  c: Context<App>,
  ids: readonly string[],
  discard: boolean,
): Promise<Result<number, "moving" | "too-many-discarded">> {
  const known = await knownIssues(c.env.DB, ids);
  if (known.length === 0) return ok(0);
  const action = discard ? "issue.discarded" : "issue.deleted";
  await audit(c, { action, target: `issues:${known.length}`, detail: { ids: known } });
  let removed = 0;
  for (const [projectId, numbers] of numbersByProject(known)) {
    const result = await shardOf(c.env, projectId).remove(numbers, discard, deedOf(c));
    if (!result.ok) return result;
    removed += result.value;
  }
  return ok(removed);
}

/** Lets what is left of a discarded issue make one again. Returns false when there is none of that id. */
export async function restoreDiscarded(c: Context<App>, project: ProjectRecord, id: string): Promise<boolean> {
  if (!/^\d{1,15}$/.test(id)) return false;
  await audit(c, { action: "issue.restored", target: `project:${project.slug}`, detail: { discarded: id } });
  return shardOf(c.env, project.id).restore(Number(id));
}
