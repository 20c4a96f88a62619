import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ACCOUNT_TAG } from "../../../workers/errors/search/key.ts";
import { issuesQuery } from "../api/queries.ts";
import { useReads } from "../shell/me.ts";
import { Moment } from "../ui/moment.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { counted } from "../words/number.ts";
import { AccountMails } from "./account-mails.tsx";

const SHOWN = 5;

/** What goes wrong for a customer: the last unresolved issues with events that name the account, for who may read errors; and what was mailed. */
export default function AccountErrors({ accountId }: { accountId: string }) {
  return useReads("event:read") ? <Errors accountId={accountId} /> : <AccountMails accountId={accountId} />;
}

function Errors({ accountId }: { accountId: string }) {
  const query = useInfiniteQuery(issuesQuery({ query: `is:unresolved ${ACCOUNT_TAG}:${accountId}` }));
  const [page] = query.data?.pages ?? [];
  return (
    <>
      <section aria-labelledby="customer-errors">
        <h2 id="customer-errors">
          Errors{" "}
          {page && page.total > 0 && <span className="muted small">{counted(page.total, "unresolved issue")}</span>}
        </h2>
        {query.isPending && <SkeletonRows count={2} what="errors" />}
        {query.isError && !page && <Failed what="Errors" error={query.error} retry={query.refetch} />}
        {page?.total === 0 && (
          <p className="muted small">
            No unresolved issue names this customer. Apps do so by the tag <code>{ACCOUNT_TAG}</code>.
          </p>
        )}
        {page && page.total > 0 && (
          <ul className="plain">
            {page.rows.slice(0, SHOWN).map(({ id, shortId, title, lastSeenMs }) => (
              <li key={id}>
                <Link to="/errors/$issueId" params={{ issueId: id }} className="clip block" title={title}>
                  {title}
                </Link>
                <span className="muted small block">
                  {shortId}, last <Moment atMs={lastSeenMs} />
                </span>
              </li>
            ))}
          </ul>
        )}
        {page && (
          <Link className="small" to="/errors" search={{ query: `${ACCOUNT_TAG}:${accountId}` }}>
            All its issues
          </Link>
        )}
      </section>
      {/* Once nothing above it moves any more. */}
      {!query.isPending && <AccountMails accountId={accountId} />}
    </>
  );
}
