import type { EventError, NormalEvent } from "../event/event.ts";
import { titleOf } from "../event/title.ts";
import { explainGrouping } from "../grouping/grouping.ts";
import { compileGrouping } from "../grouping/rules.ts";
import { issueId } from "../issue/issue-id.ts";
import type { ProjectRecord } from "../project/project.ts";
import { readSettings } from "../project/project-settings.ts";
import type { EventRow } from "../view.ts";
import { eventEntries } from "./event-entries.ts";
import { releaseJson } from "./issue-json.ts";

/** Where an event belongs. */
export interface EventPlace {
  project: Pick<ProjectRecord, "id" | "platform" | "settings">;
  /** The issue's number in the project. */
  issue: number;
}

/** A row of an event list in Sentry's shape; what is left of it when the event's body is past retention. */
export function eventRowJson(row: EventRow, event: NormalEvent | null, { project, issue }: EventPlace) {
  const named = event === null ? null : titleOf(event);
  const { level, environment, release } = row;
  const kept = Object.entries({ environment, level, release }).filter(
    (tag): tag is [string, string] => tag[1] !== null,
  );
  return {
    id: row.eventId,
    eventID: row.eventId,
    groupID: String(issueId(project.id, issue)),
    projectID: String(project.id),
    "event.type": event?.type ?? "error",
    title: row.title,
    message: (event && messageOf(event)) || row.title,
    culprit: named?.culprit ?? null,
    location: named?.metadata.filename ?? null,
    platform: event?.platform ?? project.platform,
    crashFile: null,
    dateCreated: new Date(row.timestampMs).toISOString(),
    user: event?.user === undefined ? null : userJson(event.user),
    tags: tagsJson(event?.tags ?? kept),
  };
}

/** An event in Sentry's shape. */
export function eventJson(event: NormalEvent, { project, issue }: EventPlace) {
  const { title, culprit, metadata } = titleOf(event);
  const { config, variants } = explainGrouping(event, compileGrouping(readSettings(project.settings)));
  return {
    id: event.event_id,
    eventID: event.event_id,
    groupID: String(issueId(project.id, issue)),
    projectID: String(project.id),
    type: event.type,
    title,
    message: messageOf(event),
    culprit,
    location: metadata.filename ?? null,
    metadata,
    platform: event.platform,
    dist: event.dist ?? null,
    dateCreated: new Date(event.timestamp * 1_000).toISOString(),
    dateReceived: new Date(event.received * 1_000).toISOString(),
    release: releaseJson(event.release),
    entries: eventEntries(event),
    tags: tagsJson(event.tags),
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

const messageOf = ({ logentry }: NormalEvent): string => logentry?.formatted ?? logentry?.message ?? "";

const tagsJson = (tags: readonly [string, string][]) =>
  tags.map(([key, value]) => ({ key, value })).sort((a, b) => (a.key < b.key ? -1 : 1));

const errorJson = ({ type, name, value, reason }: EventError) => ({
  type,
  message: reason ?? type.replaceAll("_", " "),
  data: { ...(name !== undefined && { name }), ...(value !== undefined && { value }), ...(reason && { reason }) },
});
