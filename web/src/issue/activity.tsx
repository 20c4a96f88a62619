import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ActivityEntry, IssueDetail } from "../../../workers/errors/view.ts";
import { errorsApi } from "../api/errors.ts";
import { archiveText, resolutionText } from "../issues/issue-words.ts";
import { useKeys } from "../keyboard/keys.tsx";
import { useMay, useMe } from "../shell/me.ts";
import { Confirm } from "../ui/confirm.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Moment } from "../ui/moment.tsx";
import { Section } from "../ui/section.tsx";
import { counted } from "../words/number.ts";
import { COMMENT_FIELD, CommentEdit, CommentForm, useRefresh } from "./comment-form.tsx";
import { reveal } from "./reveal.ts";

/** What happened to the issue, what people said about it, and a place to say more; newest first. */
export function Activity({ issue }: { issue: IssueDetail }) {
  const mayWrite = useMay("event:write");
  useKeys({ "issue.comment": () => mayWrite && reveal("activity", COMMENT_FIELD) });
  return (
    <Section id="activity" title="Activity" note={issue.comments > 0 ? counted(issue.comments, "comment") : undefined}>
      {mayWrite && <CommentForm issueId={issue.id} key={issue.id} />}
      <ol className="activity">
        {issue.activity
          .toSorted((a, b) => b.atMs - a.atMs)
          .map((entry) =>
            entry.kind === "comment" ? (
              <Comment key={entry.id} issueId={issue.id} entry={entry} />
            ) : (
              <ActivityLine key={entry.id} entry={entry} />
            ),
          )}
      </ol>
    </Section>
  );
}

const ICONS: Record<ActivityEntry["kind"], IconName> = {
  "first-seen": "dot",
  resolved: "check",
  unresolved: "ring",
  ignored: "mute",
  regressed: "returned",
  escalated: "returned",
  expired: "clock",
  assigned: "person",
  unassigned: "person",
  comment: "speech",
  merged: "plus",
  unmerged: "cross",
  "unmerged-from": "plus",
  unreadable: "warning",
};

const WORDS: Record<ActivityEntry["kind"], string> = {
  "first-seen": "First seen",
  resolved: "Resolved",
  unresolved: "Unresolved",
  ignored: "Ignored",
  regressed: "Came back",
  escalated: "Came back, as its condition was met",
  expired: "Came back, as its time was over",
  assigned: "Assigned",
  unassigned: "Assigned to nobody",
  comment: "Said",
  merged: "Took in",
  unmerged: "Gave away",
  "unmerged-from": "Was taken out of",
  unreadable: "Not all events could be read:",
};

function ActivityLine({ entry }: { entry: ActivityEntry }) {
  return (
    <li>
      <Icon name={ICONS[entry.kind]} />
      <span className="grow">
        {WORDS[entry.kind]} <ActivityDetail entry={entry} />
        {entry.actor && <span className="muted"> by {entry.actor}</span>}
      </span>
      <span className="muted small">
        <Moment atMs={entry.atMs} />
      </span>
    </li>
  );
}

function ActivityDetail({ entry }: { entry: ActivityEntry }) {
  const fingerprints = counted(entry.hashes.length, "fingerprint");
  switch (entry.kind) {
    case "resolved":
      return resolutionText(entry.resolution);
    case "ignored":
      return archiveText(entry.archive, entry.atMs);
    case "assigned":
      return entry.detail && `to ${entry.detail}`;
    case "unreadable":
      return `${counted(Number(entry.detail), "event")} came without tags`;
    case "merged":
    case "unmerged":
    case "unmerged-from":
      return (
        <>
          {entry.kind === "unmerged" && `${fingerprints} to `}
          {entry.issues.map(({ id, shortId }, index) => (
            <span key={id}>
              {index > 0 && ", "}
              <Link to="/errors/$issueId" params={{ issueId: id }}>
                {shortId}
              </Link>
            </span>
          ))}
          {entry.kind === "unmerged-from" && ` with ${fingerprints}`}
        </>
      );
    default:
      return entry.detail && <span className="muted">in release {entry.detail}</span>;
  }
}

function Comment({ issueId, entry }: { issueId: string; entry: ActivityEntry }) {
  const [doing, setDoing] = useState<"edit" | "delete" | null>(null);
  const own = useMe()?.person.id === entry.actorId;
  const refresh = useRefresh(issueId);
  return (
    <li className="comment">
      <Icon name={ICONS.comment} />
      <div className="grow stack">
        <p className="line-up apart small">
          <span>
            <strong>{entry.actor}</strong>{" "}
            <span className="muted">
              <Moment atMs={entry.atMs} />
              {entry.editedMs !== null && ", edited"}
            </span>
          </span>
          {own && doing !== "edit" && (
            <span>
              <button type="button" className="button quiet small" onClick={() => setDoing("edit")}>
                Edit
              </button>
              <button type="button" className="button quiet small" onClick={() => setDoing("delete")}>
                Delete
              </button>
            </span>
          )}
        </p>
        {doing === "edit" ? (
          <CommentEdit issueId={issueId} comment={entry.id} text={entry.detail ?? ""} onClose={() => setDoing(null)} />
        ) : (
          <p className="comment-text">{entry.detail}</p>
        )}
      </div>
      {doing === "delete" && (
        <Confirm
          title="Delete this comment"
          verb="Delete the comment"
          act={async () => {
            await errorsApi.removeComment(issueId, entry.id);
            await refresh();
          }}
          onClose={() => setDoing(null)}
        >
          <p>Its words are gone for everybody. It cannot be undone.</p>
        </Confirm>
      )}
    </li>
  );
}
