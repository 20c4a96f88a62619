import type { Breadcrumb, NormalEvent, RequestFacts } from "../event/event.ts";
import { exceptionsJson, stackJson, threadsJson } from "./stack-json.ts";

/** One part of an event, by Sentry's name of the kind. */
export interface EventEntry {
  type: string;
  data: unknown;
}

const REPORTS = ["csp", "hpkp", "expectct", "expectstaple"] as const;

/** What an event says, part by part, the most telling first. */
export function eventEntries(event: NormalEvent): EventEntry[] {
  const entries: EventEntry[] = [];
  const add = (type: string, data: unknown) => entries.push({ type, data });
  if (event.exception) add("exception", exceptionsJson(event.exception.values));
  if (event.stacktrace) add("stacktrace", stackJson(event.stacktrace));
  if (event.threads) add("threads", threadsJson(event.threads.values));
  if (event.logentry) add("message", messageJson(event.logentry));
  for (const report of REPORTS) if (event[report]) add(report, event[report]);
  if (event.breadcrumbs) add("breadcrumbs", { values: event.breadcrumbs.values.map(breadcrumbJson) });
  if (event.request) add("request", requestJson(event.request));
  if (event.debug_meta) add("debugmeta", event.debug_meta);
  return entries;
}

const messageJson = ({ message, formatted, params }: NonNullable<NormalEvent["logentry"]>) => ({
  message: message ?? null,
  formatted: formatted ?? message ?? "",
  params: params ?? null,
});

const breadcrumbJson = (crumb: Breadcrumb) => ({
  type: crumb.type ?? "default",
  timestamp: crumb.timestamp === undefined ? null : new Date(crumb.timestamp * 1_000).toISOString(),
  level: crumb.level ?? "info",
  message: crumb.message ?? null,
  category: crumb.category ?? null,
  data: crumb.data ?? null,
  event_id: null,
});

const requestJson = (request: RequestFacts) => ({
  method: request.method ?? null,
  url: request.url ?? null,
  query: request.query_string ?? [],
  fragment: request.fragment ?? null,
  data: request.data ?? null,
  headers: request.headers ?? [],
  cookies: request.cookies ?? [],
  env: request.env ?? null,
  inferredContentType: request.inferred_content_type ?? null,
  apiTarget: null,
});
