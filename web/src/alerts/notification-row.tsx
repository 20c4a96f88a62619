import { Link } from "@tanstack/react-router";
import type { NotificationRow } from "../../../workers/alerts/view.ts";
import { Icon } from "../ui/icon.tsx";
import { Moment } from "../ui/moment.tsx";
import { useNow } from "../ui/now.ts";
import { NotificationActions } from "./notification-actions.tsx";
import { deliveryText, NOTIFICATION_MARKS, notificationState } from "./notification-words.ts";

/** One notification: what it says, to whom, and how far it came. */
export function NotificationLine({ row }: { row: NotificationRow }) {
  const nowMs = useNow();
  const { icon, tone, word } = NOTIFICATION_MARKS[notificationState(row)];
  return (
    <li className="row notification-row">
      <span className={`mark ${tone}`} title={word}>
        <Icon name={icon} label={word} />
      </span>
      <div className="grow">
        <Link to="/alerts/outbox/$notificationId" params={{ notificationId: row.id }} className="title clip">
          {row.subject}
        </Link>
        <div className="muted small clip">
          to {row.receiver.name}
          {row.rule === null ? ", who follows it" : `, by ${row.rule.name}`}
          {row.status !== "delivered" && row.lastError && `: ${row.lastError}`}
        </div>
      </div>
      <span className={`notification-state ${tone === "bad" || tone === "warn" ? "" : "muted"}`}>
        {deliveryText(row, nowMs)}
      </span>
      <span className="notification-made muted number">
        <Moment atMs={row.createdAtMs} />
      </span>
      <span className="above notification-actions">
        <NotificationActions rows={[row]} />
      </span>
    </li>
  );
}
