import { createHash } from "node:crypto";
import type { MonitorView } from "../view.ts";
import type { MonitorConfig } from "../wire/check-in.ts";

type CheckIn = MonitorView["checkIns"][number];

/** A monitor in Sentry's shape. When it was made is not told, and nothing can be muted or is planned ahead. */
export function monitorJson(projectId: number, monitor: MonitorView) {
  // The config is what ingest wrote: the JSON of a MonitorConfig.
  const config = monitor.config === null ? null : (JSON.parse(monitor.config) as MonitorConfig);
  const environments = Map.groupBy(monitor.checkIns, (checkIn) => checkIn.environment);
  return {
    id: monitorId(projectId, monitor.slug),
    slug: monitor.slug,
    name: monitor.slug,
    status: "active",
    isMuted: false,
    isUpserting: config !== null,
    owner: null,
    dateCreated: null,
    config: configJson(config),
    environments: [...environments].map(([name, checkIns]) => environmentJson(name, checkIns)),
  };
}

/** Sentry names monitors by UUIDs; here the slug does within its project, so the UUID is made from both. */
function monitorId(projectId: number, slug: string): string {
  const hex = createHash("sha256").update(`${projectId}/${slug}`).digest("hex");
  // Version 8 of RFC 9562, whose bits are the maker's own.
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}

const configJson = (config: MonitorConfig | null) => ({
  schedule_type: config?.schedule.type ?? null,
  schedule:
    config &&
    (config.schedule.type === "crontab" ? config.schedule.value : [config.schedule.value, config.schedule.unit]),
  checkin_margin: config?.checkInMarginMinutes ?? null,
  max_runtime: config?.maxRuntimeMinutes ?? null,
  timezone: config?.timezone ?? null,
  failure_issue_threshold: config?.failureThreshold ?? null,
  recovery_threshold: config?.recoveryThreshold ?? null,
  alert_rule_id: null,
});

/** An environment as its check-ins, the newest first, tell it: its state is that of the newest that has ended. */
function environmentJson(name: string, checkIns: readonly CheckIn[]) {
  const ended = checkIns.find(({ status }) => status !== "in_progress");
  const [newest] = checkIns;
  return {
    name,
    status: ended === undefined ? "active" : ended.status === "ok" ? "ok" : "error",
    isMuted: false,
    dateCreated: null,
    lastCheckIn: newest === undefined ? null : new Date(newest.startedMs).toISOString(),
    nextCheckIn: null,
    nextCheckInLatest: null,
    activeIncident: null,
  };
}
