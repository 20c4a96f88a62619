import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { EVENT_TYPES, type EventRow } from "../../../workers/billing/webhook/view.ts";
import { useRowKeys } from "../keyboard/row-keys.ts";
import { useMay } from "../shell/me.ts";
import { Page } from "../shell/page.tsx";
import { ChoiceChip } from "../ui/choice-chip.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Moment } from "../ui/moment.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Empty, Failed } from "../ui/state.tsx";
import { parseEventSearch } from "./event-search.ts";
import { eventsQuery, WEBHOOKS_LIVE_MS } from "./webhook-api.ts";

/** What happened in customers' books, the newest first. */
export function EventsPage() {
  // The types' names are not for the first load: the router takes any text, and what is none is left out here.
  const search = parseEventSearch(useSearch({ from: "/shell/money/webhooks/events" }));
  const navigate = useNavigate();
  const query = useInfiniteQuery({ ...eventsQuery(search), refetchInterval: WEBHOOKS_LIVE_MS });
  const mayRead = useMay("billing:read");
  const rows = query.data?.pages.flatMap((page) => page.rows);
  const change = (edit: { type?: string | undefined; account?: string | undefined }) =>
    void navigate({ to: "/money/webhooks/events", search: parseEventSearch({ ...search, ...edit }), replace: true });
  return (
    <Page
      title="Events"
      above={
        <Link to="/money/webhooks" className="plain">
          Webhooks
        </Link>
      }
      sentence="What happened in customers' books in the last 30 days"
    >
      {mayRead && (
        <div className="context-strip">
          <ChoiceChip
            label="Type"
            value={search.type}
            all="All events"
            choices={EVENT_TYPES.map((type) => [type, type])}
            choose={(type) => change({ type })}
          />
          {search.account && (
            <>
              <span className="joiner">of</span>
              <button type="button" className="chip" onClick={() => change({ account: undefined })}>
                one customer, show all
              </button>
            </>
          )}
        </div>
      )}
      {query.isPending && <SkeletonRows count={10} what="events" />}
      {query.isError && !rows && <Failed what="The events" error={query.error} retry={query.refetch} />}
      {rows?.length === 0 && (
        <Empty icon="link" title={search.type || search.account ? "No such event" : "Nothing happened yet"}>
          <p className="muted">Each change of a customer's books is told here, and to the endpoints that chose it.</p>
        </Empty>
      )}
      {rows && rows.length > 0 && <EventList rows={rows} />}
      <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} load={query.fetchNextPage} />
    </Page>
  );
}

function EventList({ rows }: { rows: readonly EventRow[] }) {
  const frame = useRowKeys<HTMLUListElement>();
  return (
    <ul className="list" ref={frame}>
      {rows.map(({ id, type, accountId, accountName, sequence, keptMs }) => (
        <li key={id} className="row">
          <span className="grow">
            <Link to="/money/webhooks/events/$eventId" params={{ eventId: id }} className="title clip">
              {type}
            </Link>
            <span className="muted small clip">
              {accountName || accountId}, its event {sequence}
            </span>
          </span>
          <span className="muted small">
            <Moment atMs={keptMs} />
          </span>
        </li>
      ))}
    </ul>
  );
}
