import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { EventRow, IssueDetail } from "../../../workers/errors/view.ts";
import { eventsQuery } from "../api/queries.ts";
import type { IssueSearch } from "../issues/issue-search.ts";
import { LoadMore } from "../ui/load-more.tsx";
import { Moment } from "../ui/moment.tsx";
import { Section } from "../ui/section.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { counted } from "../words/number.ts";

interface EventListProps {
  issue: IssueDetail;
  /** The event that is shown. */
  current: string | undefined;
  search: IssueSearch;
}

/** The kept events of the issue, newest first. */
export function EventList({ issue, current, search }: EventListProps) {
  return (
    <Section id="events" title="Events" note={counted(issue.events, "event")} folded>
      <Events issue={issue} current={current} search={search} />
    </Section>
  );
}

function Events({ issue, current, search }: EventListProps) {
  const query = useInfiniteQuery(eventsQuery(issue.id));
  if (query.isPending) return <SkeletonRows count={6} what="events" />;
  if (query.isError) return <Failed what="The list of events" error={query.error} retry={query.refetch} />;
  const rows = query.data.pages.flatMap((page) => page.rows);
  return (
    <>
      <Table columns={["Event", "Time", "User", "Environment", "Release"]}>
        {rows.map((row) => (
          <EventLine key={row.eventId} row={row} issueId={issue.id} current={row.eventId === current} search={search} />
        ))}
      </Table>
      {!query.hasNextPage && rows.length < issue.events && (
        <p className="muted small event-note">
          {counted(rows.length, "event")} kept of {counted(issue.events, "event")} counted: the project's retention
          keeps a sample of what repeats.
        </p>
      )}
      <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} load={query.fetchNextPage} />
    </>
  );
}

interface EventLineProps {
  row: EventRow;
  issueId: string;
  current: boolean;
  search: IssueSearch;
}

function EventLine({ row, issueId, current, search }: EventLineProps) {
  return (
    <tr aria-current={current ? "true" : undefined}>
      <th scope="row">
        <Link to="/errors/$issueId/events/$eventId" params={{ issueId, eventId: row.eventId }} search={search}>
          <code>{row.eventId.slice(0, 8)}</code>
        </Link>{" "}
        {current && <span className="badge info">shown</span>}
      </th>
      <td data-label="Time">
        <Moment atMs={row.timestampMs} />
      </td>
      <td data-label="User">{row.user ?? "–"}</td>
      <td data-label="Environment">{row.environment ?? "–"}</td>
      <td data-label="Release">{row.release ?? "–"}</td>
    </tr>
  );
}
