import type { Context } from "hono";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { fail, ok, type Result } from "../../kit/result.ts";
import { knownIssues } from "./issue.ts";
import { type MarkChange, markIssues } from "./issue-mark.ts";

/**
 * Sets the actor's own marks on issues, after the audit entry; what one has merely seen is nobody's to check. Null and ids of no project
 * are passed over.
 */
export async function applyMarks(
  c: Context<App>,
  ids: readonly string[],
  change: MarkChange | null,
): Promise<Result<void, "nobody">> {
  if (change === null) return ok(undefined);
  const { personId } = c.get("actor");
  if (personId === undefined) {
    // Tools send back what they read; only what would be a mark that nobody has is refused.
    const promised = change.bookmarked === true || change.subscribed === true;
    return promised ? fail("nobody", "This token is nobody's: a person's marks need a person.") : ok(undefined);
  }
  const known = await knownIssues(c.env.DB, ids);
  if (known.length === 0) return ok(undefined);
  const { seen: _, ...told } = change;
  if (Object.keys(told).length > 0) {
    await audit(c, { action: "issue.marked", target: `issues:${known.length}`, detail: { ids: known, ...told } });
  }
  await markIssues(c.env.DB, known, personId, change, c.get("nowMs"));
  return ok(undefined);
}
