import { Link } from "@tanstack/react-router";
import type { BillingAttention } from "../../../workers/billing/account/view.ts";
import { moneyText } from "../money/amount.ts";
import { Moment } from "../ui/moment.tsx";
import { counted } from "../words/number.ts";

/** What of customers' money waits for who looks: failing payments, comps to be reviewed, cases, disputes by their deadline. */
export function TodayBilling({ attention }: { attention: BillingAttention }) {
  const { failing = 0, reviews = 0, parked = 0, webhooks = 0, openCases = 0, disputes = [] } = attention;
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
        {failing > 0 && (
          <li className="row">
            <span className="badge bad">payment</span>
            <Link to="/customers" search={{ needs: "payment" }} className="title grow">
              {counted(failing, "customer")} with a payment that fails
            </Link>
          </li>
        )}
        {openCases > 0 && (
          <li className="row">
            <span className="badge warn">case</span>
            <Link to="/money/cases" className="title grow">
              {counted(openCases, "case")} of money that one side does not know
            </Link>
          </li>
        )}
        {parked > 0 && (
          <li className="row">
            <span className="badge warn">parked</span>
            <Link to="/customers" search={{ needs: "effect" }} className="title grow">
              {counted(parked, "customer")} with something that was given up on its way out
            </Link>
          </li>
        )}
        {webhooks > 0 && (
          <li className="row">
            <span className="badge warn">webhook</span>
            <Link to="/money/webhooks" className="title grow">
              {counted(webhooks, "customer")} of whom an endpoint was not told all
            </Link>
          </li>
        )}
        {reviews > 0 && (
          <li className="row">
            <span className="badge">comp</span>
            <Link to="/customers" search={{ needs: "review" }} className="title grow">
              {counted(reviews, "comp")} to be looked at again
            </Link>
          </li>
        )}
      </ul>
    </section>
  );
}

/** How many things of it wait. */
export const billingCount = ({
  failing = 0,
  reviews = 0,
  parked = 0,
  webhooks = 0,
  openCases = 0,
  disputes = [],
}: BillingAttention) => failing + reviews + parked + webhooks + openCases + disputes.length;
