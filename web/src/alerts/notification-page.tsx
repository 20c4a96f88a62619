import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { NotificationDetail } from "../../../workers/alerts/view.ts";
import { Page } from "../shell/page.tsx";
import { Moment } from "../ui/moment.tsx";
import { useNow } from "../ui/now.ts";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { counted } from "../words/number.ts";
import { ALERTS_LIVE_MS, notificationQuery } from "./alert-queries.ts";
import { AlertedIssues } from "./alerted-issues.tsx";
import { MessageView } from "./message-view.tsx";
import { NotificationActions } from "./notification-actions.tsx";
import { deliveryText, NOTIFICATION_MARKS, notificationState } from "./notification-words.ts";
import { RECEIVER_WORDS } from "./receiver-words.ts";
import { Tries } from "./tries.tsx";
import "../styles/alerts.css";

/** One notification: what it said, and how its delivery went. */
export function NotificationPage() {
  const { notificationId } = useParams({ from: "/shell/alerts/outbox/$notificationId" });
  const query = useQuery({ ...notificationQuery(notificationId), refetchInterval: ALERTS_LIVE_MS });
  const detail = query.data;
  const nowMs = useNow();
  return (
    <Page
      title={detail?.subject ?? "Notification"}
      above={
        <Link to="/alerts/outbox" className="plain">
          Outbox
        </Link>
      }
      sentence={detail ? deliveryText(detail, nowMs) : query.isPending && "Reading the notification"}
      actions={detail && <NotificationActions rows={[detail]} />}
    >
      {query.isPending && <SkeletonRows count={6} what="the notification" />}
      {query.isError && !detail && <Failed what="This notification" error={query.error} retry={query.refetch} />}
      {detail && <Notification detail={detail} />}
    </Page>
  );
}

function Notification({ detail }: { detail: NotificationDetail }) {
  const { tone, word } = NOTIFICATION_MARKS[notificationState(detail)];
  const { content, receiver, rule } = detail;
  return (
    <div className="stack wide">
      {detail.lastError && detail.status !== "delivered" && (
        <div className={`notice ${tone}`}>
          <p>{detail.lastError}</p>
        </div>
      )}
      <dl className="facts">
        <dt>State</dt>
        <dd>
          <span className={`badge ${tone}`}>{word}</span>
        </dd>
        <dt>To</dt>
        <dd>
          <Link to="/alerts/outbox" search={{ receiver: receiver.id }}>
            {receiver.name}
          </Link>{" "}
          <span className="muted">{RECEIVER_WORDS[receiver.kind].title}</span>
        </dd>
        <dt>By</dt>
        <dd>
          {rule ? (
            <Link to="/alerts/rules/$ruleId" params={{ ruleId: rule.id }}>
              {rule.name}
            </Link>
          ) : (
            "Following it"
          )}
        </dd>
        <dt>Made</dt>
        <dd>
          <Moment atMs={detail.createdAtMs} />
        </dd>
        <dt>Tries</dt>
        <dd>{detail.attempts}</dd>
      </dl>
      <section className="stack" aria-labelledby="told">
        <h2 id="told">
          What it tells of <span className="muted">{counted(detail.alerts, "issue")}</span>
        </h2>
        <AlertedIssues content={content} />
      </section>
      <MessageView detail={detail} />
      <Tries tries={detail.tries} />
    </div>
  );
}
