import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { NotificationRow } from "../../../workers/alerts/view.ts";
import { useRowKeys } from "../keyboard/row-keys.ts";
import { Page } from "../shell/page.tsx";
import { ChoiceChip } from "../ui/choice-chip.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Empty, Failed } from "../ui/state.tsx";
import { ALERTS_LIVE_MS, notificationsQuery, receiversQuery, rulesQuery } from "./alert-queries.ts";
import { type OutboxSearch, parseOutboxSearch, STATUSES } from "./alert-search.ts";
import { AlertTabs } from "./alert-tabs.tsx";
import { NotificationActions } from "./notification-actions.tsx";
import { NotificationLine } from "./notification-row.tsx";
import { NOTIFICATION_MARKS, outboxSentence } from "./notification-words.ts";
import "../styles/alerts.css";

/** Every notification: on the way, parked, delivered. */
export function OutboxPage() {
  const search = useSearch({ from: "/shell/alerts/outbox" });
  const query = useInfiniteQuery({ ...notificationsQuery(search), refetchInterval: ALERTS_LIVE_MS });
  // A filter names its rule and its receiver: shown before these are known, it would move what is below.
  // Asked again by the filters, a read that failed would be pending once more: that it ended counts.
  const rulesRead = useQuery(rulesQuery).isFetched;
  const receiversRead = useQuery(receiversQuery).isFetched;
  const named = (rulesRead || !search.rule) && (receiversRead || !search.receiver);
  const rows = named ? query.data?.pages.flatMap((page) => page.rows) : undefined;
  const counts = query.data?.pages[0]?.counts;
  return (
    <Page title="Outbox" sentence={counts ? outboxSentence(counts) : query.isPending && "Looking"}>
      <AlertTabs />
      <div className="tab">
        {named ? <OutboxFilters search={search} /> : <div className="context-strip outbox-waiting" />}
        {(query.isPending || !named) && !query.isError && (
          <SkeletonRows count={8} what="notifications" shape="rules-waiting" />
        )}
        {query.isError && !rows && <Failed what="The outbox" error={query.error} retry={query.refetch} />}
        {rows?.length === 0 && <NoNotifications narrowed={Object.keys(search).length > 0} />}
        {rows && rows.length > 0 && (
          <>
            {search.status === "parked" && rows.length > 1 && (
              <div className="line-up outbox-all">
                <NotificationActions rows={rows} />
              </div>
            )}
            <NotificationList rows={rows} />
            <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} load={query.fetchNextPage} />
          </>
        )}
      </div>
    </Page>
  );
}

/** Notifications as rows that the keys walk through. */
function NotificationList({ rows }: { rows: readonly NotificationRow[] }) {
  const frame = useRowKeys<HTMLUListElement>();
  return (
    <ul className="list" ref={frame}>
      {rows.map((row) => (
        <NotificationLine key={row.id} row={row} />
      ))}
    </ul>
  );
}

function OutboxFilters({ search }: { search: OutboxSearch }) {
  const navigate = useNavigate();
  const rules = useQuery(rulesQuery).data?.rules ?? [];
  const receivers = useQuery(receiversQuery).data?.receivers ?? [];
  const change = (edit: { [name in keyof OutboxSearch]?: string | undefined }) =>
    void navigate({ to: "/alerts/outbox", search: (now) => parseOutboxSearch({ ...now, ...edit }), replace: true });
  return (
    <div className="context-strip">
      <ChoiceChip
        label="State"
        value={search.status}
        all="All"
        choices={STATUSES.map((status) => [status, NOTIFICATION_MARKS[status].word])}
        choose={(status) => change({ status })}
      />
      <span className="joiner">notifications of</span>
      <ChoiceChip
        label="Rule"
        value={search.rule}
        all="any rule"
        choices={rules.map(({ id, name }) => [id, name])}
        choose={(rule) => change({ rule })}
      />
      <span className="joiner">to</span>
      <ChoiceChip
        label="Receiver"
        value={search.receiver}
        all="any receiver"
        choices={receivers.map(({ id, name }) => [id, name])}
        choose={(receiver) => change({ receiver })}
      />
      {search.issue && (
        <>
          <span className="joiner">about</span>
          <button type="button" className="chip" onClick={() => change({ issue: undefined })}>
            one issue, show all
          </button>
        </>
      )}
    </div>
  );
}

function NoNotifications({ narrowed }: { narrowed: boolean }) {
  return narrowed ? (
    <Empty icon="filter" title="No notification fits these filters">
      <Link to="/alerts/outbox" className="button">
        Clear filters
      </Link>
    </Empty>
  ) : (
    <Empty icon="mail" title="Nothing was sent yet">
      <p className="muted">Every notification of a rule and every test passes through here and stays for a while.</p>
      <Link to="/alerts/receivers" className="button">
        Send a test to a receiver
      </Link>
    </Empty>
  );
}
