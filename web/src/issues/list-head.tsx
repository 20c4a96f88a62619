import type { IssueRow } from "../../../workers/errors/view.ts";
import type { Selection } from "./selection.ts";

interface ListHeadProps {
  rows: IssueRow[];
  selection: Selection;
  toggleAll: () => void;
}

/** The columns' names over the list, and the box that chooses all. */
export function ListHead({ rows, selection, toggleAll }: ListHeadProps) {
  const all = rows.every((row) => selection.ids.has(row.id));
  const some = !all && rows.some((row) => selection.ids.has(row.id));
  return (
    <div className="issue-row list-head small muted">
      <label className="row-check">
        <input
          type="checkbox"
          aria-label="Select all loaded issues"
          checked={all}
          ref={(box) => {
            if (box) box.indeterminate = some;
          }}
          onChange={toggleAll}
        />
      </label>
      <span className="grow" aria-hidden="true">
        Issue
      </span>
      <span className="sparkline" aria-hidden="true">
        24 hours
      </span>
      <span className="number column-events" aria-hidden="true">
        Events
      </span>
      <span className="number column-users" aria-hidden="true">
        Users
      </span>
      <span className="number column-seen" aria-hidden="true">
        Last / first
      </span>
      <span className="column-assignee" aria-hidden="true">
        Assignee
      </span>
    </div>
  );
}
