import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { PaymentDetail } from "../../../../workers/billing/payment/view.ts";
import { useMay } from "../../shell/me.ts";
import { Page } from "../../shell/page.tsx";
import { Day } from "../../ui/moment.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Failed } from "../../ui/state.tsx";
import { numbers, Table } from "../../ui/table.tsx";
import { moneyText } from "../amount.ts";
import { AmountCell } from "../amount-cell.tsx";
import { AskNow } from "./ask-now.tsx";
import { MovementRows } from "./movement-rows.tsx";
import { paymentQuery } from "./payment-api.ts";
import { StateCell } from "./payment-cells.tsx";
import { PaymentFacts } from "./payment-facts.tsx";
import { PaymentStory } from "./payment-story.tsx";
import { disputeState, refundState, statusOf } from "./payment-words.ts";
import "../../styles/customers.css";
import "../../styles/money.css";

/** One payment: its state, what happened to it, what went back, where it was paid out, and the facts. */
export function PaymentPage() {
  const { paymentId } = useParams({ from: "/shell/money/payments/$paymentId" });
  const query = useQuery(paymentQuery(paymentId));
  const detail = query.data;
  return (
    <Page
      title={detail ? `Payment of ${moneyText(detail.payment.amount, detail.payment.currency)}` : "Payment"}
      above={
        <Link to="/money/payments" className="plain">
          Payments
        </Link>
      }
      sentence={detail ? <Sentence detail={detail} /> : query.isPending && "Reading the payment"}
      actions={detail && <Actions detail={detail} />}
    >
      {query.isPending && <SkeletonRows count={10} what="the payment" />}
      {query.isError && !detail && <Failed what="This payment" error={query.error} retry={query.refetch} />}
      {detail && (
        <div className="customer-columns">
          <div className="stack grow">
            <PaymentStory detail={detail} />
            <Refunds detail={detail} />
            <Disputes detail={detail} />
            <PaidOut detail={detail} />
          </div>
          <PaymentFacts detail={detail} />
        </div>
      )}
    </Page>
  );
}

function Sentence({ detail: { accountId, accountName, payment } }: { detail: PaymentDetail }) {
  const { status, failure, settledMs, createdMs } = payment;
  const { title, tone } = statusOf(status);
  return (
    <>
      <span className={`badge ${tone}`}>{title}</span> by{" "}
      <Link to="/customers/$accountId" params={{ accountId }}>
        {accountName || accountId}
      </Link>
      , <Day atMs={settledMs ?? createdMs} />
      {failure && `: ${failure.message || failure.code.replaceAll("_", " ")}`}
    </>
  );
}

function Actions({ detail: { accountId, payment, invoice } }: { detail: PaymentDetail }) {
  const mayRefund = useMay("billing:refund");
  const { id, status, amount, refunded, disputed } = payment;
  const isUnderWay = ["initiated", "pending", "requires-action", "unknown"].includes(status);
  if (isUnderWay) return <AskNow accountId={accountId} paymentId={id} />;
  if (status !== "succeeded" || invoice === null || !mayRefund || amount - refunded - disputed <= 0) return null;
  return (
    <Link
      to="/customers/$accountId"
      params={{ accountId }}
      search={{ do: "refund", on: invoice.id }}
      className="button"
    >
      Refund or credit
    </Link>
  );
}

function Refunds({ detail: { refunds } }: { detail: PaymentDetail }) {
  if (refunds.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="refunds">
      <h2 id="refunds">Refunds</h2>
      <Table columns={["State", "Gateway's reference", "When", numbers("Amount")]}>
        {refunds.map(({ id, status, failure, reference, settledMs, createdMs, amount, currency }) => (
          <tr key={id}>
            <StateCell state={refundState(status)}>
              {failure && <span className="muted small"> {failure.message}</span>}
            </StateCell>
            <td data-label="Gateway's reference">
              <code>{reference ?? "–"}</code>
            </td>
            <td data-label="When">
              <Day atMs={settledMs ?? createdMs} />
            </td>
            <AmountCell label={`Amount, ${currency}`} amount={amount} currency={currency} />
          </tr>
        ))}
      </Table>
    </section>
  );
}

function Disputes({ detail: { disputes } }: { detail: PaymentDetail }) {
  if (disputes.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="disputes">
      <h2 id="disputes">Disputes</h2>
      <Table columns={["State", "Reason", "Gateway's reference", "Answer by", numbers("Amount"), numbers("Fee")]}>
        {disputes.map(({ id, status, reason, reference, respondByMs, amount, fee, currency }) => (
          <tr key={id}>
            <StateCell state={disputeState(status)} />
            <td data-label="Reason">{reason.replaceAll("_", " ")}</td>
            <td data-label="Gateway's reference">
              <code>{reference}</code>
            </td>
            <td data-label="Answer by">{respondByMs === null ? "–" : <Day atMs={respondByMs} />}</td>
            <AmountCell label={`Amount, ${currency}`} amount={amount} currency={currency} />
            <AmountCell label="Fee" amount={fee} currency={currency} />
          </tr>
        ))}
      </Table>
    </section>
  );
}

function PaidOut({ detail: { movements, payment } }: { detail: PaymentDetail }) {
  return (
    <section className="stack" aria-labelledby="paid-out">
      <h2 id="paid-out">Payouts</h2>
      {movements.length > 0 ? (
        <MovementRows rows={movements} ofPayment />
      ) : (
        <p className="muted">
          {payment.gateway === "bank" ? "It came to the bank by itself." : "No payout of the gateway has it yet."}
        </p>
      )}
    </section>
  );
}
