import type { Context } from "hono";
import * as z from "zod";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { findPerson } from "../../identity/person.ts";
import { fail, ok, type Result } from "../../kit/result.ts";
import { changeIssues } from "../issue.ts";
import type { Assignee, IssueStatus } from "../view.ts";

/** Issues that one request may change; Sentry's own bound. */
export const CHANGE_MAX = 1_000;
/** Ids that an audit entry names. */
const AUDITED_IDS = 50;

/**
 * What Sentry's clients send to change issues. Marks that a person sets for themselves (seen, bookmarked, subscribed) and
 * details of how long to ignore are taken and do nothing; what would be a false promise is refused by `readChange`.
 */
export const issueChange = z.object({
  status: z.enum(["resolved", "unresolved", "ignored", "muted", "resolvedInNextRelease"]).optional(),
  statusDetails: z.record(z.string(), z.unknown()).nullish(),
  assignedTo: z.string().max(320).nullish(),
  merge: z.union([z.boolean(), z.number()]).nullish(),
  discard: z.boolean().nullish(),
  isPublic: z.boolean().nullish(),
});

export interface Change {
  status?: IssueStatus;
  assignee?: Assignee | null;
}

const STATUSES = { resolved: "resolved", unresolved: "unresolved", ignored: "ignored", muted: "ignored" } as const;
const RELEASE_DETAILS = ["inRelease", "inNextRelease", "inCommit", "inUpcomingRelease"];

/** The change that a body asks for, or why it cannot be made. */
export async function readChange(
  env: Env,
  body: z.infer<typeof issueChange>,
): Promise<Result<Change, "unsupported" | "no-such-person">> {
  const details = Object.keys(body.statusDetails ?? {});
  if (body.status === "resolvedInNextRelease" || details.some((name) => RELEASE_DETAILS.includes(name))) {
    return fail("unsupported", "Issues are resolved at once, not in a release or commit.");
  }
  if (body.merge) return fail("unsupported", "Issues cannot be merged.");
  if (body.discard) return fail("unsupported", "Issues cannot be discarded.");
  if (body.isPublic) return fail("unsupported", "Issues cannot be made public.");
  const change: Change = { ...(body.status !== undefined && { status: STATUSES[body.status] }) };
  if (body.assignedTo === undefined) return ok(change);
  const assignee = body.assignedTo ? await findAssignee(env, body.assignedTo) : null;
  if (assignee === undefined) return fail("no-such-person", "There is no such person to assign to.");
  return ok({ ...change, assignee });
}

/** Writes the audit entry and makes the change; a change of nothing leaves no trace. */
export async function applyChange(c: Context<App>, ids: readonly string[], change: Change): Promise<void> {
  if (change.status === undefined && change.assignee === undefined) return;
  const action = change.status === undefined ? "issue.assigned" : `issue.${change.status}`;
  await audit(c, { action, target: `issues:${ids.length}`, detail: { ids: ids.slice(0, AUDITED_IDS) } });
  await changeIssues(c.env, ids, { ...change, actor: c.get("actor").name, nowMs: c.get("nowMs") });
}

/** The person that Sentry's `user:<id>`, an id or a mail address names; undefined when there is none. */
async function findAssignee(env: Env, named: string): Promise<Assignee | undefined> {
  const text = named.replace(/^user:/, "");
  const person = await findPerson(env, text.includes("@") ? { email: text.toLowerCase() } : { id: text });
  return person === null || person.disabled ? undefined : { id: person.id, name: person.name };
}
