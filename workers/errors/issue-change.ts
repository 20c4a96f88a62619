import type { Context } from "hono";
import { audit } from "../front/audit.ts";
import type { App } from "../front/context.ts";
import { findPerson } from "../identity/person.ts";
import { changeIssues, knownIssues } from "./issue.ts";
import type { Assignee, IssueStatus } from "./view.ts";

/** What a person does to issues. Absent fields stay as they are. */
export interface IssueChange {
  status?: IssueStatus;
  assignee?: Assignee | null;
}

/**
 * Writes the audit entry, then changes issues of any projects, for the console and the web API. Returns how many changed. Ids of no
 * project are passed over, and a change of nothing leaves no trace.
 */
export async function applyChange(c: Context<App>, ids: readonly string[], change: IssueChange): Promise<number> {
  const { status, assignee } = change;
  if (status === undefined && assignee === undefined) return 0;
  const known = await knownIssues(c.env.DB, ids);
  if (known.length === 0) return 0;
  const detail = {
    ids: known,
    ...(status !== undefined && { status }),
    ...(assignee !== undefined && { assignee: assignee?.id ?? null }),
  };
  const action = status === undefined ? "issue.assigned" : `issue.${status}`;
  await audit(c, { action, target: `issues:${known.length}`, detail });
  return changeIssues(c.env, known, { ...change, actor: c.get("actor").name, nowMs: c.get("nowMs") });
}

/** The person whom an id or a mail address names, to assign to; null when there is none or the account is disabled. */
export async function findAssignable(env: Env, named: string): Promise<Assignee | null> {
  const person = await findPerson(env, named.includes("@") ? { email: named.toLowerCase() } : { id: named });
  return person === null || person.disabled ? null : { id: person.id, name: person.name };
}
