import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { approvalsQuery } from "./customers-api.ts";

/** What waits for a second person, where somebody looks first; nothing while nothing waits. */
export function TodayApprovals() {
  const approvals = useQuery(approvalsQuery).data?.approvals ?? [];
  if (approvals.length === 0) return null;
  return (
    <section aria-labelledby="approvals">
      <h2 id="approvals">
        Waiting for a second person <span className="muted">{approvals.length}</span>
      </h2>
      <ul className="list">
        {approvals.map(({ id, accountName, accountId, effect, requesterName }) => (
          <li key={id} className="row">
            <span className="grow">
              <Link to="/customers/approvals" className="title clip">
                {accountName || accountId}: {effect[0]}
              </Link>
              <span className="muted small clip">{requesterName} asks</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
