import { useEffect } from "react";
import type { IssueRow as Issue } from "../../../workers/errors/view.ts";
import { onDemand } from "../ui/on-demand.tsx";
import { IssueRow } from "./issue-row.tsx";
import type { IssueSearch } from "./issue-search.ts";

/** Up to here every row is in the page; beyond it only those near the window. */
export const PLAIN_ROWS = 200;

const VirtualRows = onDemand(() => import("./virtual-rows.tsx"), { fallback: PlainRows });

/** A wish to move the focus to a row, and what to call when it is done. */
export interface RowFocus {
  id: string;
  taken: () => void;
}

export interface IssueRowsProps {
  rows: Issue[];
  search: IssueSearch;
  chosen: ReadonlySet<string>;
  choose: ((id: string, range: boolean) => void) | null;
  /** The row that should get the focus; taken once, so that a list that is drawn anew steals it from nobody. */
  focus: RowFocus | null;
}

/** The rows of an issues list. */
export function IssueRows(props: IssueRowsProps) {
  if (props.rows.length <= PLAIN_ROWS) return <PlainRows {...props} />;
  return <VirtualRows {...props} />;
}

function PlainRows({ rows, search, chosen, choose, focus }: IssueRowsProps) {
  useEffect(() => {
    if (!focus) return;
    document.getElementById(`issue-${focus.id}`)?.focus();
    focus.taken();
  }, [focus]);
  return (
    <ul className="list issue-list">
      {rows.map((row) => (
        <li key={row.id} className="bare">
          <IssueRow row={row} search={search} chosen={chosen.has(row.id)} choose={choose} />
        </li>
      ))}
    </ul>
  );
}
