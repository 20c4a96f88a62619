import { readHistogram } from "../../kit/histogram.ts";
import { DAY_MS, hourOf } from "../../kit/time.ts";
import { asksSomething } from "../difference.ts";
import { readEventBody } from "../event/event-body.ts";
import type { EventFilter } from "../event/event-filter.ts";
import { findEvents } from "../event/event-search.ts";
import { explainGrouping } from "../grouping/grouping.ts";
import { compileGrouping, type GroupingRules } from "../grouping/rules.ts";
import { DEFAULT_SETTINGS, readSettings } from "../project/project-settings.ts";
import { shardOf } from "../project/project-shard.ts";
import type { Assignee, EventDetail, EventRow, IssueDetail, IssueHash, IssueRef } from "../view.ts";
import { issueId, parseIssueId } from "./issue-id.ts";
import { formatShortId } from "./short-id.ts";

/** Issues that one bulk change may name. */
export const BULK_MAX = 500;

/** Objects that are asked at the same time when the answer needs all projects'. */
export const OBJECTS_AT_ONCE = 32;

interface IssueContext {
  id: number;
  slug: string;
  name: string;
  platform: string;
}

/** One issue with everything its page shows; null when there is none of that id. */
export async function readIssue(env: Env, id: string, nowMs: number): Promise<IssueDetail | null> {
  const parsed = parseIssueId(id);
  if (parsed === null) return null;
  const project = await env.DB.prepare("select id, slug, name, platform from project where id = ?")
    .bind(parsed.projectId)
    .first<IssueContext>();
  if (project === null) return null;
  const found = await shardOf(env, parsed.projectId).issue(parsed.number);
  if (found === null) return null;
  const { number, ...record } = found;
  return {
    ...record,
    ...refOf(project, number),
    project: { id: String(project.id), slug: project.slug, name: project.name, platform: project.platform },
    assignee: record.assignee === null ? null : await findAssignee(env.DB, record.assignee),
    activity: record.activity.map((entry) => ({
      ...entry,
      issues: entry.issues.map((number) => refOf(project, number)),
    })),
    hourly: readHistogram(record.hourly, hourOf(nowMs), 24),
    daily: readHistogram(record.daily, Math.floor(nowMs / DAY_MS), 30),
  };
}

/** An issue of a project by its names. */
export const refOf = ({ id, slug }: { id: number; slug: string }, number: number): IssueRef => ({
  id: String(issueId(id, number)),
  shortId: formatShortId(slug, number),
});

/** The person of an assignment; one who left is still named as such. */
async function findAssignee(db: D1Database, personId: string): Promise<Assignee> {
  const person = await db.prepare("select id, name from person where id = ?").bind(personId).first<Assignee>();
  return person ?? { id: personId, name: "former member" };
}

/**
 * Of these issue ids those that are of a project, each once. An id names its project by itself, and calling an object makes it, for
 * good: so none is called for a project that does not exist.
 */
export async function knownIssues(db: D1Database, ids: readonly string[]): Promise<string[]> {
  const parsed = new Map([...new Set(ids)].map((id) => [id, parseIssueId(id)?.projectId ?? null]));
  const { results } = await db
    .prepare("select id from project where id in (select value from json_each(?))")
    .bind(JSON.stringify([...new Set(parsed.values())]))
    .all<{ id: number }>();
  const projects = new Set<number | null>(results.map(({ id }) => id));
  return [...parsed].filter(([, project]) => projects.has(project)).map(([id]) => id);
}

/** The parts of an issue id; null when it is none or of no project. */
const findIssue = async (db: D1Database, id: string) =>
  (await knownIssues(db, [id])).length === 0 ? null : parseIssueId(id);

/** An issue's hashes, those with the newest events first; null when the id is none. */
export async function readHashes(env: Env, id: string): Promise<IssueHash[] | null> {
  const parsed = await findIssue(env.DB, id);
  return parsed && shardOf(env, parsed.projectId).hashes(parsed.number);
}

/** A page of an issue's events that match, newest first; null when the id is none. `cursor` is the last page's `nextCursor`. */
export async function readEvents(
  env: Env,
  id: string,
  { cursor, limit, filter }: { cursor: string | null; limit: number; filter: EventFilter },
): Promise<{ rows: EventRow[]; nextCursor: string | null } | null> {
  const parsed = await findIssue(env.DB, id);
  if (parsed === null) return null;
  const seq = /^\d{1,15}$/.test(cursor ?? "") ? Number(cursor) : Number.MAX_SAFE_INTEGER;
  const page = { issue: parsed.number, seq, backward: false, limit, ...(asksSomething(filter) && { filter }) };
  const { entries, next } = await findEvents(shardOf(env, parsed.projectId), page);
  const rows = entries.map(({ seq: _, issue: __, receivedMs: ___, ...row }) => row);
  return { rows, nextCursor: next === null ? null : String(next) };
}

/** An event's stored form; null when it is unknown, evicted or its body is past retention. */
export async function readEvent(env: Env, id: string, ref: string) {
  const parsed = await findIssue(env.DB, id);
  if (parsed === null) return null;
  const found = await shardOf(env, parsed.projectId).event(parsed.number, ref);
  if (found === null || found.body === null) return null;
  return { found, event: readEventBody(found.body) };
}

/** One event with its grouping and neighbours; null as for `readEvent`. */
export async function readEventDetail(env: Env, id: string, ref: string): Promise<EventDetail | null> {
  const read = await readEvent(env, id, ref);
  if (read === null) return null;
  const { found, event } = read;
  const rules = await readGrouping(env.DB, id);
  return {
    issueId: id,
    eventId: found.eventId,
    receivedMs: found.receivedMs,
    event,
    grouping: explainGrouping(event, rules),
    previous: found.previous,
    next: found.next,
    attachments: found.attachments.map(({ id, filename, contentType, size }) => ({ id, filename, contentType, size })),
  };
}

/** The grouping of the project that an issue id names. */
async function readGrouping(db: D1Database, id: string): Promise<GroupingRules> {
  const project = await db
    .prepare("select settings from project where id = ?")
    .bind(parseIssueId(id)?.projectId ?? null)
    .first<{ settings: string }>();
  return compileGrouping(project === null ? DEFAULT_SETTINGS : readSettings(project.settings));
}

/** Which issue an event belongs to: every project's object is asked, as the event's id does not tell. */
export async function locateEvent(env: Env, eventId: string): Promise<{ projectId: number; number: number } | null> {
  const { results } = await env.DB.prepare("select id from project order by last_event_at_ms desc").all<{
    id: number;
  }>();
  for (let at = 0; at < results.length; at += OBJECTS_AT_ONCE) {
    const projects = results.slice(at, at + OBJECTS_AT_ONCE);
    const numbers = await Promise.all(projects.map(({ id }) => shardOf(env, id).locate(eventId)));
    const i = numbers.findIndex((number) => number !== null);
    const number = numbers[i];
    const project = projects[i];
    if (number !== null && number !== undefined && project !== undefined) return { projectId: project.id, number };
  }
  return null;
}

/** The numbers of issues per project, of ids that `knownIssues` gave. */
export function numbersByProject(ids: readonly string[]): Map<number, number[]> {
  const parsed = ids.map(parseIssueId).filter((id) => id !== null);
  const grouped = Map.groupBy(parsed, ({ projectId }) => projectId);
  return new Map([...grouped].map(([projectId, group]) => [projectId, group.map(({ number }) => number)]));
}
