import type { Context } from "hono";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { findPerson } from "../../identity/person.ts";
import { fail, ok, type Result } from "../../kit/result.ts";
import { shardOf } from "../project/project-shard.ts";
import type { Assignee, IssueStatus } from "../view.ts";
import type { ArchiveWish } from "./archive.ts";
import { knownIssues, numbersByProject } from "./issue.ts";
import { subscribe } from "./issue-mark.ts";
import type { ResolutionWish } from "./resolution.ts";

/** What a person does to issues. Absent fields stay as they are. */
export interface IssueChange {
  status?: IssueStatus;
  /** Beside `unresolved`: how it had come back, for who takes a change of it back. */
  back?: "regressed" | "escalating";
  /** Beside `resolved`; absent means now. */
  resolution?: ResolutionWish;
  /** Beside `ignored`; absent means forever. */
  archive?: ArchiveWish;
  assignee?: Assignee | null;
}

/** Who does what a request asks for, and when, as the objects note it down. */
export const deedOf = (c: Context<App>) => {
  const actor = c.get("actor");
  return { actor: actor.name, actorId: actor.personId ?? actor.id, nowMs: c.get("nowMs") };
};

/**
 * Writes the audit entry, then changes issues of any projects, for the console and the web API. Returns how many changed. Ids of no
 * project are passed over, and a change of nothing leaves no trace. Releases are of one project, so what is resolved in one is too.
 */
export async function applyChange(
  c: Context<App>,
  ids: readonly string[],
  change: IssueChange,
): Promise<Result<number, "no-releases" | "unknown-release" | "several-projects">> {
  const { status, assignee, resolution, archive } = change;
  if (status === undefined && assignee === undefined) return ok(0);
  const known = await knownIssues(c.env.DB, ids);
  if (known.length === 0) return ok(0);
  const byProject = [...numbersByProject(known)];
  if (byProject.length > 1 && resolution !== undefined && resolution.in !== "now") {
    return fail("several-projects", "Issues of several projects have no release in common to be resolved in.");
  }
  const detail = {
    ids: known,
    ...(status !== undefined && { status }),
    ...(resolution !== undefined && { resolution: { ...resolution } }),
    ...(archive !== undefined && { archive: { ...archive } }),
    ...(assignee !== undefined && { assignee: assignee?.id ?? null }),
  };
  const action = status === undefined ? "issue.assigned" : `issue.${status}`;
  await audit(c, { action, target: `issues:${known.length}`, detail });
  // Before they are assigned it, so that who follows the issue then is told so.
  if (assignee) await subscribe(c.env.DB, known, assignee.id, "assigned", c.get("nowMs"));
  const whole = { ...change, ...deedOf(c) };
  const results = await Promise.all(
    byProject.map(([projectId, numbers]) => shardOf(c.env, projectId).change(numbers, whole)),
  );
  const failure = results.find((result) => !result.ok);
  if (failure !== undefined && !failure.ok) return failure;
  const { personId } = c.get("actor");
  // Who changes issues follows them from then on.
  if (status !== undefined && personId !== undefined) {
    await subscribe(c.env.DB, known, personId, "status_change", c.get("nowMs"));
  }
  return ok(results.reduce((sum, result) => sum + (result.ok ? result.value : 0), 0));
}

/** The person whom an id or a mail address names, to assign to; null when there is none or the account is disabled. */
export async function findAssignable(env: Env, named: string): Promise<Assignee | null> {
  const person = await findPerson(env, named.includes("@") ? { email: named.toLowerCase() } : { id: named });
  return person === null || person.disabled ? null : { id: person.id, name: person.name };
}
