import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useReads } from "../shell/me.ts";
import { Moment } from "../ui/moment.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { accountMailsQuery } from "./customers-api.ts";

/** The last mails about a customer's account that the embedded server kept. Whom they went to is for those who may reveal that. */
export function AccountMails({ accountId }: { accountId: string }) {
  const query = useQuery(accountMailsQuery(accountId));
  const mayRead = useReads("billing:reveal");
  const mails = query.data?.mails;
  return (
    <section aria-labelledby="customer-mails">
      <h2 id="customer-mails">Mails</h2>
      {query.isPending && <SkeletonRows count={2} what="mails" />}
      {query.isError && !mails && <Failed what="Mails" error={query.error} retry={query.refetch} />}
      {mails?.length === 0 && <p className="muted small">None of the last days.</p>}
      {mails && mails.length > 0 && (
        <ul className="plain">
          {mails.map(({ id, subject, atMs, error }) => (
            <li key={id}>
              {mayRead ? (
                <Link to="/alerts/mail/$mailId" params={{ mailId: id }} className="clip block" title={subject}>
                  {subject}
                </Link>
              ) : (
                <span className="clip block">{subject}</span>
              )}
              <span className="muted small block">
                <Moment atMs={atMs} />
                {error !== null && `, not sent: ${error}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
