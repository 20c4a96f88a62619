import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { MailRow } from "../../../workers/mail/view.ts";
import { useRowKeys } from "../keyboard/row-keys.ts";
import { Page } from "../shell/page.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Moment } from "../ui/moment.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Empty, Failed } from "../ui/state.tsx";
import { ALERTS_LIVE_MS, mailsQuery } from "./alert-queries.ts";
import { AlertTabs } from "./alert-tabs.tsx";
import { MAIL_WORDS } from "./mail-words.ts";
import "../styles/alerts.css";

/** Every mail that this server kept instead of, or beside, sending it. */
export function MailsPage() {
  const query = useInfiniteQuery({ ...mailsQuery, refetchInterval: ALERTS_LIVE_MS });
  const rows = query.data?.pages.flatMap((page) => page.rows);
  const kept = query.data?.pages[0]?.kept ?? true;
  return (
    <Page
      title="Mail"
      sentence={
        kept ? "Every mail of this server stays here for a week, sent or not." : "Mails are sent, and not kept."
      }
    >
      <AlertTabs />
      <div className="tab">
        {query.isPending && <SkeletonRows count={6} what="mails" shape="rules-waiting" />}
        {query.isError && !rows && <Failed what="The list of mails" error={query.error} retry={query.refetch} />}
        {rows?.length === 0 && (
          <Empty icon="mail" title={kept ? "No mail yet" : "Mails are not kept here"}>
            <p className="muted">
              {kept
                ? "Sign-in links, alerts and tests appear here as soon as they are written, so that nothing has to be set up to read them."
                : "In production they leave through Cloudflare, an SMTP server or a provider. What alerts sent is in the outbox."}
            </p>
            <Link to={kept ? "/alerts/receivers" : "/alerts/outbox"} className="button">
              {kept ? "Send a test to a receiver" : "Go to the outbox"}
            </Link>
          </Empty>
        )}
        {rows && rows.length > 0 && (
          <>
            <MailRows rows={rows} />
            <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} load={query.fetchNextPage} />
          </>
        )}
      </div>
    </Page>
  );
}

function MailRows({ rows }: { rows: readonly MailRow[] }) {
  const frame = useRowKeys<HTMLUListElement>();
  return (
    <ul className="list" ref={frame}>
      {rows.map((row) => (
        <li key={row.id} className="row mail-row">
          <div className="grow">
            <Link to="/alerts/mail/$mailId" params={{ mailId: row.id }} className="title clip">
              {row.subject}
            </Link>
            <div className="muted small clip">to {row.to.join(", ")}</div>
          </div>
          {row.error && <span className="badge bad">not sent</span>}
          <span className="badge">{MAIL_WORDS[row.kind]}</span>
          <span className="notification-made muted number">
            <Moment atMs={row.atMs} />
          </span>
        </li>
      ))}
    </ul>
  );
}
