import { Link } from "@tanstack/react-router";
import type { BillingAttention } from "../../../workers/billing/account/view.ts";
import { moneyText } from "../money/amount.ts";
import { Moment } from "../ui/moment.tsx";
import { billingCount, moneyNeeds } from "./money-needs.ts";

/** What of customers' money waits for who looks: failing payments, comps to be reviewed, cases, disputes by their deadline. */
export function TodayBilling({ attention }: { attention: BillingAttention }) {
  const { disputes = [], jobs = [] } = attention;
  const count = billingCount(attention);
  if (count === 0) return null;
  return (
    <section aria-labelledby="today-customers">
      <h2 id="today-customers">
        Customers and money <span className="muted">{count}</span>
      </h2>
      <ul className="list">
        {disputes.map(({ id, accountId, accountName, amount, currency, reason, respondByMs }) => (
          <li key={id} className="row">
            <span className="badge bad">dispute</span>
            <span className="grow">
              <Link to="/customers/$accountId" params={{ accountId }} className="title clip">
                {accountName || accountId}: {moneyText(amount, currency)}, {reason}
              </Link>
            </span>
            <span className="muted small">{respondByMs === null ? "no deadline" : <Moment atMs={respondByMs} />}</span>
          </li>
        ))}
        {jobs.map(({ id, kind, title, status, detail }) => (
          <li key={id} className="row">
            <span className={`badge ${status === "asking" ? "warn" : "bad"}`}>
              {kind === "invoice-run" ? "run" : "import"}
            </span>
            <span className="grow">
              <Link
                to={`/money/${kind === "invoice-run" ? "runs" : "imports"}/$jobId`}
                params={{ jobId: id }}
                className="title clip"
              >
                {title} {status === "asking" ? "waits for a word" : "failed"}
                {detail && `: ${detail}`}
              </Link>
            </span>
          </li>
        ))}
        {moneyNeeds(attention).map(({ mark, tone, words, to, search = {} }) => (
          <li key={mark} className="row">
            <span className={`badge ${tone}`}>{mark}</span>
            <Link to={to} search={search} className="title grow">
              {words}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
