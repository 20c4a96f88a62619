import * as z from "zod";
import { fail, ok, type Result } from "../../kit/result.ts";
import { findAssignable, type IssueChange } from "../issue-change.ts";

/** Issues that one request may change; Sentry's own bound. */
export const CHANGE_MAX = 1_000;
/** Issues cannot be deleted: retention takes their events, and the next one would only make the issue again. */
export const ISSUE_METHODS = "GET, HEAD, PUT";

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

const STATUSES = { resolved: "resolved", unresolved: "unresolved", ignored: "ignored", muted: "ignored" } as const;
const RELEASE_DETAILS = ["inRelease", "inNextRelease", "inCommit", "inUpcomingRelease"];

/** The change that a body asks for, or why it cannot be made. */
export async function readChange(
  env: Env,
  body: z.infer<typeof issueChange>,
): Promise<Result<IssueChange, "unsupported" | "no-such-person">> {
  const details = Object.keys(body.statusDetails ?? {});
  if (body.status === "resolvedInNextRelease" || details.some((name) => RELEASE_DETAILS.includes(name))) {
    return fail("unsupported", "Issues are resolved at once, not in a release or commit.");
  }
  if (body.merge) return fail("unsupported", "Issues cannot be merged.");
  if (body.discard) return fail("unsupported", "Issues cannot be discarded.");
  if (body.isPublic) return fail("unsupported", "Issues cannot be made public.");
  const change: IssueChange = { ...(body.status !== undefined && { status: STATUSES[body.status] }) };
  if (body.assignedTo === undefined) return ok(change);
  if (!body.assignedTo) return ok({ ...change, assignee: null });
  // Sentry's `user:<id>`, an id or a mail address.
  const assignee = await findAssignable(env, body.assignedTo.replace(/^user:/, ""));
  if (assignee === null) return fail("no-such-person", "There is no such person to assign to.");
  return ok({ ...change, assignee });
}
