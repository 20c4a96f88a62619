import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { NotificationRow } from "../../../workers/alerts/view.ts";
import { Icon } from "../ui/icon.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Moment } from "../ui/moment.tsx";
import { useNow } from "../ui/now.ts";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { counted } from "../words/number.ts";
import { ALERTS_LIVE_MS, notificationQuery, notificationsQuery } from "./alert-queries.ts";
import { AlertedIssues } from "./alerted-issues.tsx";
import { type Firing, firingsOf } from "./firing.ts";
import { deliveryText, NOTIFICATION_MARKS, notificationState } from "./notification-words.ts";

/** Every time that a rule fired, the newest first, each with its issues and who was told. */
export function Firings({ ruleId }: { ruleId: string }) {
  const query = useInfiniteQuery({ ...notificationsQuery({ rule: ruleId }), refetchInterval: ALERTS_LIVE_MS });
  if (query.isPending) return <SkeletonRows count={4} what="firings" shape="rules-waiting" />;
  if (query.isError) return <Failed what="The list of firings" error={query.error} retry={query.refetch} />;
  const firings = firingsOf(query.data.pages.flatMap((page) => page.rows));
  if (firings.length === 0) {
    return <p className="muted">It has not fired, or so long ago that what it sent is no longer kept.</p>;
  }
  return (
    <>
      <ul className="list">
        {firings.map((firing) => (
          <FiringLine key={`${firing.atMs} ${firing.subject}`} firing={firing} />
        ))}
      </ul>
      <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} load={query.fetchNextPage} />
    </>
  );
}

function FiringLine({ firing }: { firing: Firing }) {
  const [open, setOpen] = useState(false);
  const [first] = firing.notifications;
  return (
    <li className="bare">
      <details className="firing" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span className="turns">
            <Icon name="chevron" />
          </span>
          <span className="grow clip">{firing.subject}</span>
          {firing.alerts > 1 && <span className="muted">{counted(firing.alerts, "issue")}</span>}
          <span className="muted number">
            <Moment atMs={firing.atMs} />
          </span>
        </summary>
        {open && first && (
          <div className="firing-body">
            <Told id={first.id} />
          </div>
        )}
      </details>
      <ul className="firing-receivers">
        {firing.notifications.map((row) => (
          <Delivery key={row.id} row={row} />
        ))}
      </ul>
    </li>
  );
}

function Delivery({ row }: { row: NotificationRow }) {
  const nowMs = useNow();
  const { icon, tone } = NOTIFICATION_MARKS[notificationState(row)];
  return (
    <li>
      <Link to="/alerts/outbox/$notificationId" params={{ notificationId: row.id }} className="chip">
        <span className={`mark ${tone}`}>
          <Icon name={icon} />
        </span>
        <span className="clip">
          {row.receiver.name}: {deliveryText(row, nowMs)}
        </span>
      </Link>
    </li>
  );
}

/** The issues of a firing; all its notifications say the same, so one of them is read. */
function Told({ id }: { id: string }) {
  const query = useQuery(notificationQuery(id));
  if (query.isPending) return <SkeletonRows count={1} what="its issues" />;
  if (query.isError) return <Failed what="What it told" error={query.error} retry={query.refetch} />;
  return <AlertedIssues content={query.data.content} />;
}
