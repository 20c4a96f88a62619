import type { EventError, NormalEvent } from "../event.ts";
import { explainGrouping } from "../grouping/grouping.ts";
import { issueId } from "../issue-id.ts";
import type { ProjectRecord } from "../project.ts";
import { titleOf } from "../title.ts";
import type { EventRow } from "../view.ts";
import { eventEntries } from "./event-entries.ts";
import { releaseJson } from "./issue-json.ts";

/** Where an event belongs. */
export interface EventPlace {
  project: Pick<ProjectRecord, "id" | "platform">;
  /** The issue's number in the project. */
  issue: number;
}

/** A row of an event list in Sentry's shape. Its tags are those that every event's row keeps. */
export function eventRowJson(row: EventRow, { project, issue }: EventPlace) {
  const { level, environment, release, user } = row;
  return {
    id: row.eventId,
    eventID: row.eventId,
    groupID: String(issueId(project.id, issue)),
    projectID: String(project.id),
    "event.type": "error",
    title: row.title,
    message: row.title,
    platform: project.platform,
    culprit: null,
    location: null,
    crashFile: null,
    dateCreated: new Date(row.timestampMs).toISOString(),
    user: user === null ? null : userJson(userOf(user)),
    tags: Object.entries({ environment, level, release, user }).flatMap(([key, value]) =>
      value === null ? [] : [{ key, value }],
    ),
  };
}

/** An event in Sentry's shape. */
export function eventJson(event: NormalEvent, { project, issue }: EventPlace) {
  const { title, culprit, metadata } = titleOf(event);
  const { config, variants } = explainGrouping(event);
  return {
    id: event.event_id,
    eventID: event.event_id,
    groupID: String(issueId(project.id, issue)),
    projectID: String(project.id),
    type: event.type,
    title,
    message: event.logentry?.formatted ?? event.logentry?.message ?? "",
    culprit,
    location: metadata.filename ?? null,
    metadata,
    platform: event.platform,
    dist: event.dist ?? null,
    dateCreated: new Date(event.timestamp * 1_000).toISOString(),
    dateReceived: new Date(event.received * 1_000).toISOString(),
    release: releaseJson(event.release),
    entries: eventEntries(event),
    tags: event.tags.map(([key, value]) => ({ key, value })).sort((a, b) => (a.key < b.key ? -1 : 1)),
    user: event.user === undefined ? null : userJson(event.user),
    contexts: Object.fromEntries(
      Object.entries(event.contexts ?? {}).map(([name, context]) => [name, { type: name, ...context }]),
    ),
    context: event.extra ?? {},
    packages: event.modules ?? {},
    sdk: event.sdk === undefined ? null : { name: event.sdk.name ?? null, version: event.sdk.version ?? null },
    errors: (event.errors ?? []).map(errorJson),
    fingerprints: variants.flatMap(({ hash }) => (hash === null ? [] : [hash])),
    groupingConfig: { id: config },
    crashFile: null,
    userReport: null,
    _meta: {},
  };
}

const userJson = (user: NonNullable<NormalEvent["user"]>) => ({
  id: user.id ?? null,
  email: user.email ?? null,
  username: user.username ?? null,
  ip_address: user.ip_address ?? null,
  name: user.name ?? null,
  geo: user.geo ?? null,
  data: user.data ?? null,
});

/** A row keeps one identity of the user and not which one it is; addresses show it by their form. */
function userOf(identity: string): NonNullable<NormalEvent["user"]> {
  if (/^[^@\s]+@[^@\s]+$/.test(identity)) return { email: identity };
  if (/^(?:\d{1,3}\.){3}\d{1,3}$|^[\da-f]*:[\da-f:.]*:[\da-f.]*$/i.test(identity)) return { ip_address: identity };
  return { id: identity };
}

const errorJson = ({ type, name, value, reason }: EventError) => ({
  type,
  message: reason ?? type.replaceAll("_", " "),
  data: { ...(name !== undefined && { name }), ...(value !== undefined && { value }), ...(reason && { reason }) },
});
