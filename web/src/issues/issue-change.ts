import { useQueryClient } from "@tanstack/react-query";
import type { Assignee, IssueRow, IssueStatus } from "../../../workers/errors/view.ts";
import { errorsApi } from "../api/errors.ts";
import { useToasts } from "../ui/toast.tsx";
import { counted } from "../words/number.ts";
import { drop, lay, type PendingChange, SETTLE_MS, settle } from "./pending-change.ts";

/** What is done to issues: a new status, or an assignee (null: nobody). */
export type Change = { status: IssueStatus } | { assignee: Assignee | null };

const DONE: Record<IssueStatus, string> = { resolved: "resolved", ignored: "ignored", unresolved: "unresolved again" };

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
    lay(ids, change);
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
      for (const [before, group] of groupByBefore(rows, change)) await apply(group, before);
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
  if ("status" in change) return `${what} ${DONE[change.status]}`;
  return change.assignee ? `${what} assigned to ${change.assignee.name}` : `${what} assigned to nobody`;
}

/** The rows in groups that one change brings back to what they were. */
export function groupByBefore(rows: readonly IssueRow[], change: Change): [Change, IssueRow[]][] {
  const groups = new Map<string, [Change, IssueRow[]]>();
  for (const row of rows) {
    const before: Change & PendingChange = "status" in change ? { status: row.status } : { assignee: row.assignee };
    const key = "status" in before ? before.status : (before.assignee?.id ?? "");
    const group = groups.get(key);
    if (group) group[1].push(row);
    else groups.set(key, [before, [row]]);
  }
  return [...groups.values()];
}
