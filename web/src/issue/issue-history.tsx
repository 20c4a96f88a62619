import { Link } from "@tanstack/react-router";
import type { IssueDetail } from "../../../workers/errors/view.ts";
import { FeedbackMessage } from "../feedback/feedback-message.tsx";
import type { IssueSearch } from "../issues/issue-search.ts";
import { Section } from "../ui/section.tsx";
import { counted } from "../words/number.ts";
import { Activity } from "./activity.tsx";

/** What people who were hit wrote, and what happened to the issue since it was first seen. */
export function IssueHistory({ issue, search }: { issue: IssueDetail; search: IssueSearch }) {
  return (
    <>
      {issue.feedback.length > 0 && (
        <Section id="feedback" title="Feedback" note={counted(issue.feedback.length, "message")}>
          <ul className="stack">
            {issue.feedback.map((entry, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: messages are only ever added
              <FeedbackMessage key={index} entry={entry}>
                {entry.eventId && (
                  <Link
                    to="/errors/$issueId/events/$eventId"
                    params={{ issueId: issue.id, eventId: entry.eventId }}
                    search={search}
                  >
                    Event
                  </Link>
                )}
              </FeedbackMessage>
            ))}
          </ul>
        </Section>
      )}
      <Activity issue={issue} />
    </>
  );
}
