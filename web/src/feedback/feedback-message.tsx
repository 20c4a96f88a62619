import type { ReactNode } from "react";
import type { IssueDetail } from "../../../workers/errors/view.ts";
import { Moment } from "../ui/moment.tsx";

export type Feedback = IssueDetail["feedback"][number];

/** What somebody wrote, with the way to what it is about. */
export function FeedbackMessage({ entry, children }: { entry: Feedback; children?: ReactNode }) {
  return (
    <li className="panel">
      <div className="panel-head">
        <span>
          <strong>{entry.name || "Somebody"}</strong>{" "}
          {entry.email && <a href={`mailto:${entry.email}`}>{entry.email}</a>}
        </span>
        <span className="muted small line-up">
          <Moment atMs={entry.atMs} />
          {children}
        </span>
      </div>
      <p className="panel-body exception-value">{entry.comments}</p>
    </li>
  );
}
