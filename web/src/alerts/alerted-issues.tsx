import { Link } from "@tanstack/react-router";
import type { OutboxContent } from "../../../workers/alerts/view.ts";
import { Moment } from "../ui/moment.tsx";
import { counted } from "../words/number.ts";

/** The issues that a notification tells of, each with why. */
export function AlertedIssues({ content }: { content: OutboxContent }) {
  return (
    <>
      <ul className="list">
        {content.issues.map((issue) => (
          <li key={issue.id} className="row alerted-issue">
            <div className="grow">
              {content.test ? (
                <span className="title clip">{issue.title}</span>
              ) : (
                <Link to="/errors/$issueId" params={{ issueId: issue.id }} className="title clip">
                  {issue.title}
                </Link>
              )}
              <div className="muted small clip">
                {issue.shortId} · {issue.project.name}
                {issue.subtitle && ` · ${issue.subtitle}`}
              </div>
            </div>
            <span className="alerted-reason">{issue.reason}</span>
            <span className="muted number">
              <Moment atMs={issue.atMs} />
            </span>
          </li>
        ))}
      </ul>
      {content.more > 0 && <p className="muted small">and {counted(content.more, "more issue")}</p>}
    </>
  );
}
