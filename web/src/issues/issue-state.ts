import { NEW_FOR_MS } from "../../../workers/errors/search/term.ts";
import type { IssueRow } from "../../../workers/errors/view.ts";

/** The one state that tells most about an issue. */
export type IssueState = "resolved" | "ignored" | "back" | "escalating" | "new" | "ongoing";

/** What to call an issue now. */
export function stateOf(
  row: Pick<IssueRow, "status" | "regressed" | "escalating" | "firstSeenMs">,
  nowMs: number,
): IssueState {
  if (row.status !== "unresolved") return row.status;
  if (row.regressed) return "back";
  if (row.escalating) return "escalating";
  return nowMs - row.firstSeenMs < NEW_FOR_MS ? "new" : "ongoing";
}
