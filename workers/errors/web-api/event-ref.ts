import { parseEventId } from "../../kit/ids.ts";
import { readEvent, readIssue } from "../issue/issue.ts";
import { issueId, parseIssueId } from "../issue/issue-id.ts";
import { parseShortId } from "../issue/short-id.ts";
import { findProject } from "../project/project.ts";
import type { IssueDetail } from "../view.ts";
import { type EventPlace, eventJson } from "./event-json.ts";

/** The issue id that a path names by id or, as Sentry allows, by short id; null when it is neither. */
export async function resolveIssue(env: Env, named: string): Promise<string | null> {
  if (parseIssueId(named) !== null) return named;
  const short = parseShortId(named);
  const project = short === null ? null : await findProject(env.DB, short.slug);
  return short === null || project === null ? null : String(issueId(project.id, short.number));
}

/** How the object names the event that a path names: `latest`, `oldest` or an id; `recommended` is the latest. */
export const eventRef = (named: string): string =>
  named === "recommended" || named === "latest"
    ? "latest"
    : named === "oldest"
      ? "oldest"
      : (parseEventId(named) ?? "");

/** One event of an issue with its neighbours, in Sentry's shape; null when it is not there or past retention. */
export async function eventDetailJson(env: Env, project: EventPlace["project"], issue: number, ref: string) {
  const read = await readEvent(env, String(issueId(project.id, issue)), ref);
  if (read === null) return null;
  return {
    ...eventJson(read.event, { project, issue }),
    previousEventID: read.found.previous,
    nextEventID: read.found.next,
  };
}

/** The issue that a path names, with everything known of it; null when there is none. */
export async function findIssue(env: Env, named: string, nowMs: number): Promise<IssueDetail | null> {
  const id = await resolveIssue(env, named);
  return id === null ? null : readIssue(env, id, nowMs);
}

/** The project and number of the issue that a path names; null when there is no such project. */
export async function placeOf(env: Env, named: string) {
  const id = await resolveIssue(env, named);
  const parsed = id === null ? null : parseIssueId(id);
  const project = parsed === null ? null : await findProject(env.DB, String(parsed.projectId));
  return parsed === null || project === null ? null : { project, issue: parsed.number };
}
