import type { Assignee, IssueStatus } from "../../workers/errors/view.ts";
import type { Issue } from "./issue-record.ts";
import type { Shelves } from "./shelves.ts";

/** What a person does to issues. Absent fields stay as they are. */
export interface IssueChange {
  status?: IssueStatus;
  assignee?: Assignee | null;
  /** Name of who does it. */
  actor: string;
  nowMs: number;
}

/** Applies a change to issues, inside the caller's transaction. Returns how many changed. */
export function changeIssues(shelves: Shelves, numbers: readonly number[], change: IssueChange): number {
  shelves.issues.load(numbers);
  for (const number of new Set(numbers)) {
    const issue = shelves.issues.get(number);
    if (issue === null) continue;
    if (change.status !== undefined && change.status !== issue.status) setStatus(shelves, issue, change.status, change);
    if (change.assignee !== undefined) assign(shelves, issue, change.assignee, change);
  }
  return shelves.issues.save();
}

function setStatus(shelves: Shelves, issue: Issue, status: IssueStatus, { actor, nowMs }: IssueChange): void {
  issue.status = status;
  issue.regressed = false;
  issue.resolvedMs = status === "resolved" ? nowMs : null;
  shelves.issues.touch(issue);
  shelves.activity.add({ issue: issue.number, atMs: nowMs, kind: status, actor, detail: null });
}

function assign(shelves: Shelves, issue: Issue, assignee: Assignee | null, { actor, nowMs }: IssueChange): void {
  if ((assignee?.id ?? null) === issue.assignee) return;
  issue.assignee = assignee?.id ?? null;
  shelves.issues.touch(issue);
  const kind = assignee === null ? "unassigned" : "assigned";
  shelves.activity.add({ issue: issue.number, atMs: nowMs, kind, actor, detail: assignee?.name ?? null });
}
