import type { ActivityEntry, ActivityKind } from "../errors/view.ts";

type Deed = Pick<ActivityEntry, "kind" | "detail" | "resolution" | "archive">;

/** What of an issue's activity those who follow it are told, as Sentry tells it; what merges move tells nobody anything new. */
const TOLD = new Set<ActivityKind>([
  "assigned",
  "comment",
  "escalated",
  "expired",
  "ignored",
  "regressed",
  "resolved",
  "unassigned",
  "unresolved",
]);

/** Whether those who follow an issue are told of it. */
export const isTold = ({ kind }: Pick<Deed, "kind">): boolean => TOLD.has(kind);

/** What happened, after the issue's name: `resolved by Dana in release 2.1.0`. `who` is null for what events and time did. */
export function deedWords(deed: Deed, who: string | null): string {
  const by = who === null ? "" : ` by ${who}`;
  switch (deed.kind) {
    case "resolved":
      return `resolved${by}${releaseWords(deed)}`;
    case "unresolved":
      return `opened again${by}`;
    case "ignored":
      return `ignored${by}${archiveWords(deed)}`;
    case "assigned":
      return `assigned to ${deed.detail ?? "somebody"}${by}`;
    case "unassigned":
      return `assigned to nobody${by}`;
    case "comment":
      return `commented on${by}`;
    case "regressed":
      return `back${deed.detail === null ? "" : ` in release ${deed.detail}`}, after it was resolved`;
    case "escalated":
      return "back, as it reached what it was ignored until";
    case "expired":
      return "back, as the time that it was ignored for is over";
    default:
      return "changed";
  }
}

function releaseWords({ resolution }: Deed): string {
  switch (resolution?.in) {
    case "release":
      return ` in release ${resolution.release}`;
    case "next-release":
      return ` in the release after ${resolution.after}`;
    case "upcoming-release":
      return " in the upcoming release";
    case "commit":
      return ` in commit ${resolution.commit}`;
    default:
      return "";
  }
}

function archiveWords({ archive }: Deed): string {
  switch (archive?.until) {
    case "escalating":
      return " until it escalates";
    case "time":
      return ` until ${new Date(archive.untilMs).toISOString().slice(0, 16).replace("T", " ")} UTC`;
    case "events":
    case "users":
      return ` until ${archive.count} more ${archive.until}`;
    default:
      return "";
  }
}
