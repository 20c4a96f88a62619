import type { IssueRow } from "../../../workers/errors/view.ts";
import { DAY_MS } from "../../../workers/kit/time.ts";

/** The one state that tells most about an issue. */
export type IssueState = "resolved" | "ignored" | "back" | "escalating" | "new" | "ongoing";

/** New means first seen within this time. */
export const NEW_FOR_MS = DAY_MS;

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
