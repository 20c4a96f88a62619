import { Link } from "@tanstack/react-router";
import type { PaymentDetail } from "../../../../workers/billing/payment/view.ts";
import { Moment } from "../../ui/moment.tsx";

/** What happened to a payment, in order: each answer of the gateway, those that changed nothing among them. */
export function PaymentStory({ detail }: { detail: PaymentDetail }) {
  const { steps, whole, payment, accountId } = detail;
  return (
    <section className="stack" aria-labelledby="story">
      <h2 id="story">What happened</h2>
      {!whole && (
        <p className="muted">
          What was before stands in{" "}
          <Link to="/customers/$accountId" params={{ accountId }} search={{ kind: "payment" }}>
            the customer's story
          </Link>
          .
        </p>
      )}
      <ol className="customer-timeline">
        <li>
          <span className="grow">Started</span>
          <span className="muted small">
            <Moment atMs={payment.createdMs} />
          </span>
        </li>
        {steps.map(({ seq, atMs, words, by, reason, message, ignored }) => (
          <li key={seq}>
            <span className="grow">
              {words} <span className="muted">by {by}</span>
              {message !== null && <span className="small block">{message}</span>}
              {ignored !== null && (
                <span className="muted small block">Changed nothing: {ignored.replaceAll("-", " ")}</span>
              )}
              {reason && <span className="muted small block">{reason}</span>}
            </span>
            <span className="muted small">
              <Moment atMs={atMs} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
