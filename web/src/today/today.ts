import type { IssueRow } from "../../../workers/errors/view.ts";
import { stateOf } from "../issues/issue-state.ts";

/** Issues that need somebody now. */
export interface Needs {
  back: IssueRow[];
  new: IssueRow[];
}

/** Of unresolved issues those that came back or are new and that nobody has taken, the longest waiting first. */
export function needsSomebody(rows: readonly IssueRow[], nowMs: number): Needs {
  const waiting = rows.filter((row) => row.assignee === null).toSorted((a, b) => a.firstSeenMs - b.firstSeenMs);
  return {
    back: waiting.filter((row) => stateOf(row, nowMs) === "back"),
    new: waiting.filter((row) => stateOf(row, nowMs) === "new"),
  };
}

/** Of unresolved issues those that a person has taken. */
export const ownedBy = (rows: readonly IssueRow[], personId: string | undefined): IssueRow[] =>
  rows.filter((row) => row.assignee !== null && row.assignee.id === personId);
