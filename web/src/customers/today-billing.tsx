import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { BillingAttention } from "../../../workers/billing/account/view.ts";
import { moneyText } from "../money/amount.ts";
import { Moment } from "../ui/moment.tsx";
import { counted } from "../words/number.ts";
import type { CustomerSearch } from "./customer-search.ts";

/** What of customers' money waits for who looks: failing payments, comps to be reviewed, cases, disputes by their deadline. */
export function TodayBilling({ attention }: { attention: BillingAttention }) {
  const { failing = 0, reviews = 0, parked = 0, webhooks = 0, openCases = 0, disputes = [], jobs = [] } = attention;
  const { entries = 0, differences = 0 } = attention;
  if (billingCount(attention) === 0) return null;
  return (
    <section aria-labelledby="today-customers">
      <h2 id="today-customers">
        Customers and money <span className="muted">{billingCount(attention)}</span>
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
        <Waiting count={failing} badge="bad" mark="payment" to="/customers" search={{ needs: "payment" }}>
          {counted(failing, "customer")} with a payment that fails
        </Waiting>
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
        <Waiting count={openCases} badge="warn" mark="case" to="/money/cases">
          {counted(openCases, "case")} of money that one side does not know
        </Waiting>
        <Waiting count={entries} badge="warn" mark="entry" to="/money/close">
          {counted(entries, "entry or reopening waits", "entries or reopenings wait")} for a second person
        </Waiting>
        <Waiting count={differences} badge="bad" mark="books" to="/money/close">
          The books differ from {counted(differences, "account")}
        </Waiting>
        <Waiting count={parked} badge="warn" mark="parked" to="/customers" search={{ needs: "effect" }}>
          {counted(parked, "customer")} with something that was given up on its way out
        </Waiting>
        <Waiting count={webhooks} badge="warn" mark="webhook" to="/money/webhooks">
          {counted(webhooks, "customer")} of whom an endpoint was not told all
        </Waiting>
        <Waiting count={reviews} badge="" mark="comp" to="/customers" search={{ needs: "review" }}>
          {counted(reviews, "comp")} to be looked at again
        </Waiting>
      </ul>
    </section>
  );
}

interface WaitingProps {
  count: number;
  badge: "bad" | "warn" | "";
  mark: string;
  to: "/customers" | "/money/cases" | "/money/close" | "/money/webhooks";
  search?: CustomerSearch;
  children: ReactNode;
}

/** What waits, as one line with the way to all of it; nothing where nothing does. */
function Waiting({ count, badge, mark, to, search = {}, children }: WaitingProps) {
  if (count === 0) return null;
  return (
    <li className="row">
      <span className={`badge ${badge}`}>{mark}</span>
      <Link to={to} search={search} className="title grow">
        {children}
      </Link>
    </li>
  );
}

/** How many things of it wait. */
export const billingCount = ({
  failing = 0,
  reviews = 0,
  parked = 0,
  webhooks = 0,
  openCases = 0,
  entries = 0,
  differences = 0,
  disputes = [],
  jobs = [],
}: BillingAttention) =>
  [failing, reviews, parked, webhooks, openCases, entries, differences, disputes.length, jobs.length].reduce(
    (sum, each) => sum + each,
  );
