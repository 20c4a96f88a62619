import { Link } from "@tanstack/react-router";
import type { ActivityEntry, IssueDetail } from "../../../workers/errors/view.ts";
import { FeedbackMessage } from "../feedback/feedback-message.tsx";
import type { IssueSearch } from "../issues/issue-search.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Moment } from "../ui/moment.tsx";
import { Section } from "../ui/section.tsx";
import { counted } from "../words/number.ts";

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
      <Section id="activity" title="Activity">
        <ol className="activity">
          {issue.activity
            .toSorted((a, b) => b.atMs - a.atMs)
            .map((entry) => (
              <ActivityLine key={entry.id} entry={entry} />
            ))}
        </ol>
      </Section>
    </>
  );
}

const ICONS: Record<ActivityEntry["kind"], IconName> = {
  "first-seen": "dot",
  resolved: "check",
  unresolved: "ring",
  ignored: "mute",
  regressed: "returned",
  escalated: "returned",
  expired: "ring",
  assigned: "person",
  unassigned: "person",
  comment: "mail",
  merged: "plus",
  unmerged: "cross",
  "unmerged-from": "plus",
};

const WORDS: Record<ActivityEntry["kind"], string> = {
  "first-seen": "First seen",
  resolved: "Resolved",
  unresolved: "Unresolved",
  ignored: "Ignored",
  regressed: "Came back",
  assigned: "Assigned",
  unassigned: "Assigned to nobody",
  escalated: "Came back, as its condition was met",
  expired: "Came back, as its time was over",
  comment: "Comment",
  merged: "Merged with others",
  unmerged: "Lost fingerprints to another",
  "unmerged-from": "Made of another's fingerprints",
};

function ActivityLine({ entry }: { entry: ActivityEntry }) {
  return (
    <li>
      <Icon name={ICONS[entry.kind]} />
      <span className="grow">
        {WORDS[entry.kind]}
        {entry.kind === "assigned" && entry.detail && ` to ${entry.detail}`}
        {entry.actor && <span className="muted"> by {entry.actor}</span>}
        {entry.kind !== "assigned" && entry.detail && <span className="muted"> {entry.detail}</span>}
      </span>
      <span className="muted small">
        <Moment atMs={entry.atMs} />
      </span>
    </li>
  );
}
