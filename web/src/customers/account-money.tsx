import { Link } from "@tanstack/react-router";
import type { AccountView, Invoice } from "../../../workers/billing/account/view.ts";
import { moneyText } from "../money/amount.ts";
import { AmountCell } from "../money/amount-cell.tsx";
import { StateCell } from "../money/billing/payment-cells.tsx";
import { invoiceState, type State, statusOf, TRANSFERS } from "../money/billing/payment-words.ts";
import { useMay, useMe } from "../shell/me.ts";
import { Day } from "../ui/moment.tsx";
import { useNow } from "../ui/now.ts";
import { Section } from "../ui/section.tsx";
import { ACTIONS, numbers, Table } from "../ui/table.tsx";
import { AccountCreditNotes } from "./account-credit-notes.tsx";
import { documentHref } from "./customers-api.ts";
import type { DialogName } from "./dialog/account-dialog.tsx";
import { InvoiceMenu } from "./invoice-menu.tsx";

const SUBSCRIPTION: Record<AccountView["subscriptions"][number]["status"], State> = {
  incomplete: { title: "Not paid yet", tone: "warn" },
  trialing: { title: "Trial", tone: "good" },
  active: { title: "Active", tone: "good" },
  "past-due": { title: "Past due", tone: "bad" },
  paused: { title: "Paused", tone: "warn" },
  cancelled: { title: "Cancelled", tone: "" },
  expired: { title: "Expired", tone: "" },
};

type Ask = (name: DialogName, on?: string) => void;

/** An account's subscriptions, invoices, credit notes and payments. */
export function AccountMoney({ view, ask }: { view: AccountView; ask: Ask }) {
  const { subscriptions, invoices, payments, refunds } = view;
  const mayRecord = useMay("billing:close");
  return (
    <>
      <Section id="customer-subscriptions" title="Subscription" note={subscriptions.length === 0 ? "none" : undefined}>
        {subscriptions.length === 0 && <p className="muted">No subscription. Change plan starts one.</p>}
        {subscriptions.length > 0 && (
          <Table columns={["State", "What", "Period ends", "Then"]}>
            {subscriptions.map((subscription) => (
              <SubscriptionRow key={subscription.id} subscription={subscription} ask={ask} />
            ))}
          </Table>
        )}
      </Section>
      <Section id="customer-invoices" title="Invoices" note={invoices.length}>
        {invoices.length === 0 && <p className="muted">Nothing was billed yet.</p>}
        {invoices.length > 0 && (
          <Table columns={["Number", "State", "Date", "Currency", numbers("Total"), numbers("To be paid"), ACTIONS]}>
            {invoices.map((invoice) => (
              <InvoiceRow key={invoice.id} invoice={invoice} ask={ask} />
            ))}
          </Table>
        )}
      </Section>
      <AccountCreditNotes view={view} ask={ask} />
      <Section id="customer-payments" title="Payments" note={payments.length}>
        {payments.length === 0 && <p className="muted">Nothing was paid yet.</p>}
        {payments.length > 0 && (
          <Table columns={["State", "When", "Currency", numbers("Amount"), numbers("Refunded")]}>
            {payments.map(({ id, gateway, status, createdMs, currency, amount, refunded, disputed, failure }) => (
              <tr key={id} id={id}>
                <StateCell state={statusOf(status)}>
                  {disputed > 0 && <span className="badge bad">Disputed</span>}
                  {failure && <span className="muted small block">{failure.message}</span>}
                  {refunds
                    .filter(
                      (refund) => refund.paymentId === id && gateway === TRANSFERS && refund.status === "initiated",
                    )
                    .map((refund) => (
                      <span key={refund.id} className="small block">
                        {moneyText(refund.amount, currency)} to be sent back{" "}
                        {mayRecord && (
                          <button
                            type="button"
                            className="button quiet small"
                            onClick={() => ask("bank-refund", refund.id)}
                          >
                            Record it
                          </button>
                        )}
                      </span>
                    ))}
                </StateCell>
                <td data-label="When">
                  <Link to="/money/payments/$paymentId" params={{ paymentId: id }}>
                    <Day atMs={createdMs} />
                  </Link>
                </td>
                <td data-label="Currency">{currency}</td>
                <AmountCell label="Amount" amount={amount} currency={currency} />
                <AmountCell label="Refunded" amount={refunded} currency={currency} />
              </tr>
            ))}
          </Table>
        )}
        <p className="line-up small">
          <Link to="/money/journal" search={{ account: view.account.id }}>
            Entries in the ledger
          </Link>
          <Link to="/money/journal" search={{ account: view.account.id, pending: "yes" }}>
            What is expected
          </Link>
        </p>
      </Section>
    </>
  );
}

type Subscription = AccountView["subscriptions"][number];

function SubscriptionRow({ subscription, ask }: { subscription: Subscription; ask: Ask }) {
  const { id, status, items, period, cancelAtMs, scheduled, resumeAtMs, resumption, discounts } = subscription;
  const scopes = useMe()?.person.scopes ?? [];
  return (
    <tr id={id}>
      <StateCell state={SUBSCRIPTION[status]} />
      <td data-label="What">
        {itemWords(items)}
        {discounts.map((discount) => (
          <span key={discount.id} className="muted small block">
            {discount.name}{" "}
            {scopes.includes("billing:credit") && (
              <button type="button" className="button quiet small" onClick={() => ask("end-discount", discount.id)}>
                End
              </button>
            )}
          </span>
        ))}
      </td>
      <td data-label="Period ends">
        <Day atMs={period.endMs} />
      </td>
      <td data-label="Then">
        {cancelAtMs !== null ? (
          <>
            ends <Day atMs={cancelAtMs} />
          </>
        ) : resumeAtMs !== null ? (
          <>
            resumes <Day atMs={resumeAtMs} />
          </>
        ) : scheduled.length > 0 ? null : resumption ? (
          "goes on once it is paid"
        ) : status === "incomplete" ? (
          "begins once it is paid"
        ) : status === "cancelled" || status === "expired" || status === "paused" ? (
          "–"
        ) : status === "trialing" ? (
          "is paid from then on"
        ) : (
          "renews"
        )}
        {scheduled.map((change) => (
          <span key={change.id} className="block">
            becomes {itemWords(change.items)} on <Day atMs={change.atMs} />{" "}
            {scopes.includes("billing:write") && (
              <button type="button" className="button quiet small" onClick={() => ask("unschedule", change.id)}>
                Take back
              </button>
            )}
          </span>
        ))}
      </td>
    </tr>
  );
}

/** Of what is measured nobody bought a number. */
const itemWords = (items: Subscription["items"]): string =>
  items
    .map(({ quantity, price }) => (price.usage.kind === "metered" ? price.name : `${quantity} × ${price.name}`))
    .join(", ");

function InvoiceRow({ invoice, ask }: { invoice: Invoice; ask: Ask }) {
  const { id, accountId, number, finalisedMs, createdMs, currency, total, amountRemaining, disputed } = invoice;
  const nowMs = useNow();
  return (
    <tr id={id}>
      <td data-label="Number">
        {number === null ? (
          "draft"
        ) : (
          <a href={documentHref(accountId, id)} target="_blank" rel="noreferrer" title="As the customer sees it">
            {number}
          </a>
        )}
      </td>
      <StateCell state={invoiceState(invoice, nowMs)}>
        {disputed && <span className="badge bad">Disputed</span>}
      </StateCell>
      <td data-label="Date">
        <Day atMs={finalisedMs ?? createdMs} />
      </td>
      <td data-label="Currency">{currency}</td>
      <AmountCell label="Total" amount={total} currency={currency} />
      <AmountCell label="To be paid" amount={amountRemaining} currency={currency} />
      <td className="actions" data-label="Actions">
        <InvoiceMenu invoice={invoice} ask={ask} />
      </td>
    </tr>
  );
}
