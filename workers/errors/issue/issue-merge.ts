import type { Context } from "hono";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { fail, ok, type Result } from "../../kit/result.ts";
import { shardOf } from "../project/project-shard.ts";
import { knownIssues, numbersByProject } from "./issue.ts";
import { deedOf } from "./issue-change.ts";
import { issueId } from "./issue-id.ts";

// What the console and the web API do to what belongs to an issue: the audit entry first, then the change.

type MergeRefusal = "no-such-issue" | "nothing-to-merge" | "moving" | "several-projects";

/** Makes issues part of another of their project. Returns its id. */
export async function mergeIssues(
  c: Context<App>,
  into: string,
  ids: readonly string[],
): Promise<Result<string, MergeRefusal>> {
  const known = await knownIssues(c.env.DB, [into, ...ids]);
  const [place, ...others] = numbersByProject(known);
  if (others.length > 0) return fail("several-projects", "Only issues of one project can be merged.");
  if (place === undefined || known[0] !== into) return fail("no-such-issue", "There is no such issue to merge.");
  const [projectId, [number = 0, ...numbers]] = place;
  const detail = { into, ids: known.slice(1) };
  await audit(c, { action: "issue.merged", target: `issue:${into}`, detail });
  const merged = await shardOf(c.env, projectId).merge(number, numbers.length === 0 ? [number] : numbers, deedOf(c));
  return merged.ok ? ok(String(issueId(projectId, merged.value))) : merged;
}

type UnmergeRefusal = "no-such-issue" | "no-such-hash" | "all-hashes" | "moving" | "too-many-issues";

/** Takes hashes out of an issue into a new one. Returns its id. */
export async function unmergeIssue(
  c: Context<App>,
  id: string,
  hashes: string[],
): Promise<Result<string, UnmergeRefusal>> {
  const known = await knownIssues(c.env.DB, [id]);
  const [place] = numbersByProject(known);
  if (place === undefined) return fail("no-such-issue", "There is no issue of that id.");
  const [projectId, [number = 0]] = place;
  await audit(c, { action: "issue.unmerged", target: `issue:${id}`, detail: { hashes } });
  const unmerged = await shardOf(c.env, projectId).unmerge(number, hashes, deedOf(c));
  return unmerged.ok ? ok(String(issueId(projectId, unmerged.value))) : unmerged;
}
