import { Link } from "@tanstack/react-router";
import { memo } from "react";
import type { IssueRow as Issue } from "../../../workers/errors/view.ts";
import { Moment } from "../ui/moment.tsx";
import { Sparkline } from "../ui/sparkline.tsx";
import { compact, counted } from "../words/number.ts";
import { IssueBadges, IssueMark } from "./issue-mark.tsx";
import type { IssueSearch } from "./issue-search.ts";

export interface IssueRowProps {
  row: Issue;
  search: IssueSearch;
  chosen: boolean;
  /** `range` is true when shift was held. Null where rows cannot be chosen. */
  choose: ((id: string, range: boolean) => void) | null;
}

/** One issue in a list: state, title, where it happens, how often, for whom, since when, whose. */
export const IssueRow = memo(function IssueRow({ row, search, chosen, choose }: IssueRowProps) {
  return (
    <div className={chosen ? "row issue-row chosen" : "row issue-row"} data-issue={row.id}>
      {choose && (
        <label className="row-check above">
          <input
            type="checkbox"
            checked={chosen}
            aria-label={`Select ${row.shortId}`}
            onChange={(event) => choose(row.id, event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)}
          />
        </label>
      )}
      <IssueMark row={row} />
      <div className="grow">
        <div className="issue-title">
          <Link
            to="/errors/$issueId"
            params={{ issueId: row.id }}
            search={search}
            id={`issue-${row.id}`}
            className="title clip"
          >
            {row.title}
          </Link>
          <IssueBadges row={row} />
        </div>
        <div className="muted small clip">
          <span>{row.shortId}</span>
          {row.culprit && <> · {row.culprit}</>}
          {row.subtitle && !row.title.includes(row.subtitle) && <> · {row.subtitle}</>}
        </div>
      </div>
      <Sparkline counts={row.hourly} unit="hour" />
      <span className="number column-events" title={counted(row.events, "event")}>
        {compact(row.events)}
        <span className="unit"> {row.events === 1 ? "event" : "events"}</span>
      </span>
      <span
        className={row.users === 0 ? "number column-users no-users" : "number column-users"}
        title={counted(row.users, "user")}
      >
        {row.users === 0 ? "–" : compact(row.users)}
        <span className="unit"> {row.users === 1 ? "user" : "users"}</span>
      </span>
      <span className="number column-seen muted">
        <span className="visually-hidden">last seen </span>
        <Moment atMs={row.lastSeenMs} short />
        <span className="first-seen">
          {" / "}
          <span className="visually-hidden">first seen </span>
          <Moment atMs={row.firstSeenMs} short />
        </span>
      </span>
      <span className="column-assignee clip small" title={row.assignee?.name}>
        {row.assignee ? (
          row.assignee.name
        ) : (
          <span className="muted">
            –<span className="visually-hidden">nobody assigned</span>
          </span>
        )}
      </span>
    </div>
  );
});
