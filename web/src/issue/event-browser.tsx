import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { EventDetail, IssueDetail } from "../../../workers/errors/view.ts";
import { type IssueSearch, parseIssueSearch } from "../issues/issue-search.ts";
import { LiveToggle } from "../issues/live-toggle.tsx";
import { useKeys } from "../keyboard/keys.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Moment } from "../ui/moment.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { EventJump } from "./event-jump.tsx";

interface EventBrowserProps {
  issue: IssueDetail;
  /** As the URL names it: an id, `latest` or `oldest`. */
  eventId: string;
  detail: EventDetail | undefined;
  reload: () => void;
  search: IssueSearch;
  /** Following the issue does not work at the moment. */
  failing: boolean;
}

/** Which event is shown, and the way to its neighbours by time. */
export function EventBrowser({ issue, eventId, detail, reload, search, failing }: EventBrowserProps) {
  const navigate = useNavigate();
  const go = (to: string | null | undefined) =>
    to &&
    navigate({
      to: "/errors/$issueId/events/$eventId",
      params: { issueId: issue.id, eventId: to },
      search,
      resetScroll: false,
    });
  const goLatest = () =>
    navigate({ to: "/errors/$issueId", params: { issueId: issue.id }, search, resetScroll: false });
  const setLive = (live: boolean) =>
    navigate({
      to: ".",
      search: (now) => parseIssueSearch({ ...now, paused: live ? undefined : "yes" }),
      replace: true,
      resetScroll: false,
    });
  useKeys({
    "event.newer": () => go(detail?.next),
    "event.older": () => go(detail?.previous),
    "event.latest": goLatest,
    "event.oldest": () => go("oldest"),
    "list.live": () => setLive(Boolean(search.paused)),
  });
  const newer = useNewerEvent(issue, detail) && eventId === "latest";
  const to = (target: string | null | undefined) => ({ issueId: issue.id, search, target });
  return (
    <nav className="event-browser" aria-label="Events">
      <span className="button-group">
        <EventLink {...to(detail?.previous ? "oldest" : null)} icon="first" name="Oldest event" keyName="P" />
        <EventLink {...to(detail?.previous)} icon="back" name="Older event" keyName="p" />
        <EventLink {...to(detail?.next)} icon="chevron" name="Newer event" keyName="n" />
        <EventLink {...to(detail?.next ? "latest" : null)} icon="last" name="Latest event" keyName="N" />
      </span>
      {detail ? (
        <>
          <span className="line-up">
            <span className="muted">Event</span>
            <code>{detail.eventId.slice(0, 8)}</code>
            <CopyButton text={detail.eventId} what="event id" />
          </span>
          <Moment atMs={detail.event.timestamp * 1000} />
          {detail.event.environment && <span className="chip">{detail.event.environment}</span>}
          {detail.event.release && (
            <span className="chip">
              <span className="muted">release</span>
              <span className="clip">{detail.event.release}</span>
            </span>
          )}
          <span className="muted">{detail.next ? "" : "latest"}</span>
        </>
      ) : (
        <Skeleton width={36} />
      )}
      <EventJump search={search} />
      <LiveToggle live={!search.paused} setLive={setLive} failing={failing} />
      {newer && (
        <button type="button" className="chip chosen" onClick={reload}>
          A newer event came in. Show it
        </button>
      )}
    </nav>
  );
}

/** Whether the issue counts more events than when the shown one was read: times tell nothing of events that come late. */
function useNewerEvent({ events }: IssueDetail, detail: EventDetail | undefined): boolean {
  const [read, setRead] = useState({ eventId: detail?.eventId, events });
  if (read.eventId !== detail?.eventId) setRead({ eventId: detail?.eventId, events });
  return detail !== undefined && events > read.events;
}

interface EventLinkProps {
  issueId: string;
  /** An event's id, `oldest` or `latest`; null when there is none that way. */
  target: string | null | undefined;
  search: IssueSearch;
  icon: IconName;
  name: string;
  keyName: string;
}

function EventLink({ issueId, target, search, icon, name, keyName }: EventLinkProps) {
  const title = `${name} (${keyName})`;
  if (!target) {
    return (
      <button type="button" className="button icon" disabled aria-label={name} title={title}>
        <Icon name={icon} />
      </button>
    );
  }
  if (target === "latest") {
    return (
      <Link
        to="/errors/$issueId"
        params={{ issueId }}
        search={search}
        resetScroll={false}
        className="button icon"
        aria-label={name}
        title={title}
      >
        <Icon name={icon} />
      </Link>
    );
  }
  return (
    <Link
      to="/errors/$issueId/events/$eventId"
      params={{ issueId, eventId: target }}
      search={search}
      resetScroll={false}
      className="button icon"
      aria-label={name}
      title={title}
    >
      <Icon name={icon} />
    </Link>
  );
}
