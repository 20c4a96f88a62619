import { useQueryClient } from "@tanstack/react-query";
import type { Assignee, IssueRow } from "../../../workers/errors/view.ts";
import { MINUTE_MS } from "../../../workers/kit/time.ts";
import { type ArchiveWish, errorsApi, type ResolutionWish } from "../api/errors.ts";
import { useToasts } from "../ui/toast.tsx";
import { counted } from "../words/number.ts";
import { drop, lay, SETTLE_MS, settle } from "./pending-change.ts";

/** What is done to issues: a new status with its release or condition, or an assignee (null: nobody). */
export type Change =
  | { status: "unresolved"; back?: "regressed" | "escalating" }
  | { status: "resolved"; resolution?: ResolutionWish }
  | { status: "ignored"; archive?: ArchiveWish }
  | { assignee: Assignee | null };

/** Changes issues at once on the page, then on the server; says what was done, with undo, or puts it back. */
export function useIssueChange(): (rows: IssueRow[], change: Change) => Promise<void> {
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const refresh = () =>
    setTimeout(() => {
      for (const key of ["issues", "issue", "projects"]) void queryClient.invalidateQueries({ queryKey: [key] });
    }, SETTLE_MS / 2);

  const apply = async (rows: IssueRow[], change: Change) => {
    const ids = rows.map((row) => row.id);
    lay(ids, "status" in change ? { status: change.status } : change);
    try {
      await errorsApi.changeIssues(ids, "status" in change ? change : { assignee: change.assignee?.id ?? null });
    } catch (error) {
      drop(ids);
      throw error;
    }
    settle(ids);
    refresh();
  };

  const undo = async (rows: IssueRow[], change: Change) => {
    try {
      for (const [before, group] of groupByBefore(rows, change, Date.now())) await apply(group, before);
    } catch (error) {
      toasts.sayFailure("That could not be undone.", error);
    }
  };

  return async (rows, change) => {
    if (rows.length === 0) return;
    try {
      await apply(rows, change);
      toasts.say(changeText(rows, change), () => undo(rows, change));
    } catch (error) {
      toasts.sayFailure("Nothing was changed.", error);
    }
  };
}

/** The change in words, past tense: `3 issues resolved`, `WEB-1A assigned to Kim`. */
export function changeText(rows: readonly Pick<IssueRow, "shortId">[], change: Change): string {
  const what = rows.length === 1 && rows[0] ? rows[0].shortId : counted(rows.length, "issue");
  if ("status" in change) return `${what} ${doneText(change)}`;
  return change.assignee ? `${what} assigned to ${change.assignee.name}` : `${what} assigned to nobody`;
}

function doneText(change: Exclude<Change, { assignee: Assignee | null }>): string {
  if (change.status === "unresolved") return "unresolved again";
  if (change.status === "resolved") return `resolved${RESOLVED[change.resolution?.in ?? "now"]}`;
  return change.archive && change.archive.until !== "forever" ? "ignored until its condition is met" : "ignored";
}

const RESOLVED: Record<ResolutionWish["in"], string> = {
  now: "",
  "next-release": " in the next release",
  "current-release": " in the newest release",
  "upcoming-release": " in the upcoming release",
  commit: " in the release with a commit",
  release: " in a release",
};

/** The rows in groups that one change brings back to what they were. */
export function groupByBefore(rows: readonly IssueRow[], change: Change, nowMs: number): [Change, IssueRow[]][] {
  const groups = new Map<string, [Change, IssueRow[]]>();
  for (const row of rows) {
    const before: Change = "status" in change ? statusOf(row, nowMs) : { assignee: row.assignee };
    const key = JSON.stringify(before);
    const group = groups.get(key);
    if (group) group[1].push(row);
    else groups.set(key, [before, [row]]);
  }
  return [...groups.values()];
}

/** The change that makes an issue's status what it is. What a condition has counted counts no more against it. */
function statusOf({ status, resolution, archive, regressed, escalating }: IssueRow, nowMs: number): Change {
  if (status === "unresolved") {
    const back = regressed ? "regressed" : escalating ? "escalating" : null;
    return back ? { status, back } : { status };
  }
  if (status === "resolved") {
    if (resolution?.in === "release" || resolution?.in === "commit") return { status, resolution };
    return { status, resolution: { in: resolution?.in ?? "now" } };
  }
  if (!archive || archive.until === "forever" || archive.until === "escalating") {
    return { status, archive: { until: archive?.until ?? "forever" } };
  }
  if (archive.until === "time") {
    const minutes = Math.max(1, Math.ceil((archive.untilMs - nowMs) / MINUTE_MS));
    return { status, archive: { until: "time", minutes } };
  }
  const { until, count, soFar, windowMinutes } = archive;
  return { status, archive: { until, count: Math.max(1, count - soFar), windowMinutes } };
}
