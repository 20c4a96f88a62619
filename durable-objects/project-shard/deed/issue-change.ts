import { type ArchiveWish, archiveView, beginArchive, isArchivedAs } from "../../../workers/errors/issue/archive.ts";
import { type ResolutionWish, settleResolution } from "../../../workers/errors/issue/resolution.ts";
import type { Assignee, IssueStatus, Resolution } from "../../../workers/errors/view.ts";
import { ok, type Result } from "../../../workers/kit/result.ts";
import type { Issue } from "../shelf/issue-record.ts";
import type { Shelves } from "../shelf/shelves.ts";
import { issueAt } from "./merge.ts";

/** Who does something, and when. */
export interface Deed {
  /** Name of who does it. */
  actor: string;
  actorId: string;
  nowMs: number;
}

/** What a person does to issues. Absent fields stay as they are. */
export interface IssueChange extends Deed {
  status?: IssueStatus;
  /** Beside `unresolved`: how it had come back, for who takes a change of it back. */
  back?: "regressed" | "escalating";
  /** Beside `resolved`; absent means now. */
  resolution?: ResolutionWish;
  /** Beside `ignored`; absent means forever. */
  archive?: ArchiveWish;
  assignee?: Assignee | null;
}

/** Applies a change to issues, inside the caller's transaction. Returns how many changed; on a failure none did. */
export function changeIssues(
  shelves: Shelves,
  numbers: readonly number[],
  change: IssueChange,
): Result<number, "no-releases" | "unknown-release"> {
  const wish = change.resolution ?? { in: "now" };
  const settled = settleResolution(wish, shelves.releases);
  if (!settled.ok) return settled;
  shelves.issues.load(numbers);
  for (const issue of new Set(numbers.map((number) => issueAt(shelves, number)))) {
    if (issue === null) continue;
    if (change.status === "unresolved") reopen(shelves, issue, change);
    else if (change.status === "resolved") resolve(shelves, issue, settled.value, change);
    else if (change.status === "ignored") ignore(shelves, issue, change.archive ?? { until: "forever" }, change);
    if (change.assignee !== undefined) assign(shelves, issue, change.assignee, change);
  }
  return ok(shelves.issues.save());
}

function reopen(shelves: Shelves, issue: Issue, { actor, actorId, nowMs, back }: IssueChange): void {
  if (issue.status === "unresolved") return;
  setStatus(shelves, issue, "unresolved");
  issue.regressed = back === "regressed";
  issue.escalating = back === "escalating";
  shelves.activity.add({ issue: issue.number, atMs: nowMs, kind: "unresolved", actor, actorId });
}

function resolve(shelves: Shelves, issue: Issue, resolution: Resolution, { actor, actorId, nowMs }: Deed): void {
  if (issue.status === "resolved" && isSame(issue.resolution, resolution)) return;
  setStatus(shelves, issue, "resolved");
  issue.resolvedMs = nowMs;
  issue.resolution = resolution;
  const detail = "release" in resolution ? resolution.release : "after" in resolution ? resolution.after : null;
  shelves.activity.add({
    issue: issue.number,
    atMs: nowMs,
    kind: "resolved",
    actor,
    actorId,
    detail,
    resolution,
  });
}

function ignore(shelves: Shelves, issue: Issue, wish: ArchiveWish, { actor, actorId, nowMs }: Deed): void {
  if (issue.archive !== null && isArchivedAs(issue.archive, wish, nowMs)) return;
  setStatus(shelves, issue, "ignored");
  issue.archive = beginArchive(wish, issue, nowMs);
  const archive = archiveView(issue.archive, issue, nowMs);
  shelves.activity.add({ issue: issue.number, atMs: nowMs, kind: "ignored", actor, actorId, archive });
}

function setStatus(shelves: Shelves, issue: Issue, status: IssueStatus): void {
  issue.status = status;
  issue.regressed = false;
  issue.escalating = false;
  issue.resolvedMs = null;
  issue.resolution = null;
  issue.archive = null;
  shelves.issues.touch(issue);
}

const isSame = (a: Resolution | null, b: Resolution): boolean => JSON.stringify(a) === JSON.stringify(b);

function assign(shelves: Shelves, issue: Issue, assignee: Assignee | null, { actor, actorId, nowMs }: Deed): void {
  if ((assignee?.id ?? null) === issue.assignee) return;
  issue.assignee = assignee?.id ?? null;
  shelves.issues.touch(issue);
  const kind = assignee === null ? "unassigned" : "assigned";
  shelves.activity.add({ issue: issue.number, atMs: nowMs, kind, actor, actorId, detail: assignee?.name ?? null });
}
