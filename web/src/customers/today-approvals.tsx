import { Link } from "@tanstack/react-router";
import type { ApprovalView } from "../../../workers/billing/account/view.ts";
import type { MeView } from "../../../workers/identity/view.ts";
import { Moment } from "../ui/moment.tsx";

/** Requests that somebody may decide: those of others, for which they have the right. */
export const decidableBy = (approvals: readonly ApprovalView[], { person }: MeView): ApprovalView[] =>
  approvals.filter(({ scope, requesterId }) => requesterId !== person.id && person.scopes.includes(scope));

/** What waits for who looks as the second person; nothing while nothing waits. */
export function TodayApprovals({ approvals }: { approvals: readonly ApprovalView[] }) {
  if (approvals.length === 0) return null;
  return (
    <section aria-labelledby="approvals">
      <h2 id="approvals">
        Waiting for a second person <span className="muted">{approvals.length}</span>
      </h2>
      <ul className="list">
        {approvals.map(({ id, accountName, accountId, effect, reason, requesterName, createdMs }) => (
          <li key={id} className="row">
            <span className="grow">
              <Link to="/customers/approvals" className="title clip">
                {accountName || accountId}: {effect[0]}
              </Link>
              <span className="muted small clip">
                {requesterName} asks: {reason}
              </span>
            </span>
            <span className="muted small">
              <Moment atMs={createdMs} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
