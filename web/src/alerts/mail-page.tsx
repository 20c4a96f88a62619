import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { MailDetail } from "../../../workers/mail/view.ts";
import { mailHtmlPath } from "../api/mail.ts";
import { Page } from "../shell/page.tsx";
import { Icon } from "../ui/icon.tsx";
import { Moment } from "../ui/moment.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { mailQuery } from "./alert-queries.ts";
import { MailView } from "./mail-view.tsx";
import "../styles/alerts.css";

/** One mail, and whether it was sent. */
export function MailPage() {
  const { mailId } = useParams({ from: "/shell/alerts/mail/$mailId" });
  const query = useQuery(mailQuery(mailId));
  const mail = query.data;
  return (
    <Page
      title={mail?.subject ?? "Mail"}
      above={<Link to="/alerts/mail">Mail</Link>}
      sentence={
        mail ? (
          <>
            To {mail.to.join(", ")}, <Moment atMs={mail.atMs} />
          </>
        ) : (
          query.isPending && "Reading the mail"
        )
      }
    >
      {query.isPending && <SkeletonRows count={6} what="the mail" />}
      {query.isError && !mail && <Failed what="This mail" error={query.error} retry={query.refetch} />}
      {mail && <Mail mail={mail} />}
    </Page>
  );
}

function Mail({ mail }: { mail: MailDetail }) {
  return (
    <div className="mail">
      {mail.error && (
        <div className="notice bad">
          <Icon name="warning" />
          <p>It could not be sent: {mail.error}</p>
        </div>
      )}
      {!mail.sent && !mail.error && (
        <div className="notice">
          <Icon name="info" />
          <p>It was kept here and not sent: this server has no way to send mail set up.</p>
        </div>
      )}
      <MailView subject={mail.subject} text={mail.text} htmlPath={mail.html === null ? null : mailHtmlPath(mail.id)} />
    </div>
  );
}
