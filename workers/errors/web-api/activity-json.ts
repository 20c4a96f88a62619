import type { ActivityEntry, Archive, IssueRow, Resolution } from "../view.ts";

/** What Sentry says beside an issue's status: in which release it is resolved, how long it is ignored. */
export const statusDetailsJson = ({ resolution, archive }: Pick<IssueRow, "resolution" | "archive">) => ({
  ...(resolution !== null && resolutionJson(resolution)),
  ...(archive !== null && archiveJson(archive)),
});

function resolutionJson(resolution: Resolution) {
  switch (resolution.in) {
    case "now":
      return {};
    case "release":
      return { inRelease: resolution.release };
    case "next-release":
      return { inNextRelease: true };
    case "upcoming-release":
      return { inUpcomingRelease: true };
    case "commit":
      return { inCommit: { id: resolution.commit, repository: repositoryJson(resolution.repository) } };
  }
}

/** A repository by its name, all that tools say of one; in Sentry's shape. */
export const repositoryJson = (name: string | null) => (name === null ? null : { id: name, name });

function archiveJson(archive: Archive) {
  switch (archive.until) {
    case "forever":
      return {};
    case "escalating":
      return { untilEscalating: true };
    case "time":
      return { ignoreUntil: new Date(archive.untilMs).toISOString() };
    case "events":
      return { ignoreCount: archive.count, ignoreWindow: archive.windowMinutes };
    case "users":
      return { ignoreUserCount: archive.count, ignoreUserWindow: archive.windowMinutes };
  }
}

/** An entry of an issue's activity, in Sentry's shape. */
export const activityJson = (entry: ActivityEntry) => ({
  id: entry.id,
  type: typeOf(entry),
  user: entry.actor === null ? null : userJson(entry),
  data: dataOf(entry),
  dateCreated: new Date(entry.atMs).toISOString(),
});

const userJson = ({ actor, actorId }: ActivityEntry) => ({
  id: actorId,
  name: actor,
  username: actor,
  ...(actor?.includes("@") && { email: actor }),
});

const TYPES = {
  "first-seen": "first_seen",
  resolved: "set_resolved",
  unresolved: "set_unresolved",
  ignored: "set_ignored",
  regressed: "set_regression",
  escalated: "set_escalating",
  expired: "set_unresolved",
  assigned: "assigned",
  unassigned: "unassigned",
  comment: "note",
  merged: "merge",
  unmerged: "unmerge_source",
  "unmerged-from": "unmerge_destination",
  unreadable: "note",
} as const satisfies Record<ActivityEntry["kind"], string>;

function typeOf({ kind, resolution }: ActivityEntry): string {
  if (resolution === null || resolution.in === "now") return TYPES[kind];
  return resolution.in === "commit" ? "set_resolved_in_commit" : "set_resolved_in_release";
}

function dataOf({ kind, detail, resolution, archive, issues, hashes }: ActivityEntry): object {
  if (resolution?.in === "commit") return { commit: resolution.commit };
  if (resolution?.in === "upcoming-release") return { version: "" };
  if (resolution?.in === "next-release") return { version: "", current_release_version: resolution.after };
  if (archive !== null) return archiveJson(archive);
  if (kind === "comment") return { text: detail };
  if (kind === "unreadable") return { text: `${detail} of its events could not be read` };
  if (kind === "merged") return { issues };
  if (kind === "unmerged") return { fingerprints: hashes, destination: issues[0] ?? null };
  if (kind === "unmerged-from") return { fingerprints: hashes, source: issues[0] ?? null };
  return detail === null ? {} : { [kind === "assigned" ? "assigneeName" : "version"]: detail };
}
