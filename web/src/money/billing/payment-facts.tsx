import { Link } from "@tanstack/react-router";
import { Fragment, type ReactNode } from "react";
import type { PaymentDetail } from "../../../../workers/billing/payment/view.ts";
import { documentHref } from "../../customers/customers-api.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { moneyText } from "../amount.ts";

/** The narrow column of a payment: gateway and reference, invoice, customer, and its money. */
export function PaymentFacts({ detail }: { detail: PaymentDetail }) {
  const { accountId, accountName, payment, invoice, method } = detail;
  const { id, gateway, reference, amount, fee, refunded, disputed, currency, failure, inquiries } = payment;
  const money = (part: number) => (part === 0 ? "–" : moneyText(part, currency));
  const facts: [string, ReactNode][] = [
    ["Gateway", gateway],
    ["Reference", reference === null ? "–" : <Copied key="reference" text={reference} what="reference" />],
    ["Payment", <Copied key="id" text={id} what="payment id" />],
    [
      "Customer",
      <Link key="customer" to="/customers/$accountId" params={{ accountId }}>
        {accountName || accountId}
      </Link>,
    ],
    [
      "Invoice",
      invoice ? (
        <a key="invoice" href={documentHref(accountId, invoice.id)} target="_blank" rel="noreferrer">
          {invoice.number ?? "draft"}
        </a>
      ) : (
        "–"
      ),
    ],
    ["Paid by", method ? `${method.brand || method.kind} ·${method.last4}` : "–"],
    ["Amount", moneyText(amount, currency)],
    ["Fee", money(fee)],
    ["Refunded", money(refunded)],
    ["Disputed", money(disputed)],
    ...(failure ? [["Declined with", <code key="code">{failure.code}</code>] satisfies [string, ReactNode]] : []),
    ...(inquiries > 0 ? [["Times asked", inquiries] satisfies [string, ReactNode]] : []),
  ];
  return (
    <aside className="customer-facts-column">
      <section aria-labelledby="payment-facts">
        <h2 id="payment-facts">Facts</h2>
        <dl className="facts">
          {facts.map(([title, value]) => (
            <Fragment key={title}>
              <dt>{title}</dt>
              <dd>{value}</dd>
            </Fragment>
          ))}
        </dl>
      </section>
    </aside>
  );
}

const Copied = ({ text, what }: { text: string; what: string }) => (
  <span className="line-up nowrap copied">
    <code className="clip" title={text}>
      {text}
    </code>
    <CopyButton text={text} what={what} />
  </span>
);
