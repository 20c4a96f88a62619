import type { AccountView } from "../../../workers/billing/account/view.ts";
import { AmountCell } from "../money/amount.tsx";
import { Moment } from "../ui/moment.tsx";
import { Section } from "../ui/section.tsx";
import { numbers, Table } from "../ui/table.tsx";

/** An account's subscriptions, invoices and payments. */
export function AccountMoney({ view }: { view: AccountView }) {
  const { subscriptions, invoices, payments } = view;
  return (
    <>
      <Section id="customer-subscriptions" title="Subscription" note={subscriptions.length === 0 ? "none" : undefined}>
        {subscriptions.length > 0 && (
          <Table columns={["State", "What", "Period ends", "Then"]}>
            {subscriptions.map(({ id, status, items, period, cancelAtMs, scheduled }) => (
              <tr key={id}>
                <td data-label="State">{status}</td>
                <td data-label="What">
                  {items.map(({ quantity, price }) => `${quantity} × ${price.name}`).join(", ")}
                </td>
                <td data-label="Period ends">
                  <Moment atMs={period.endMs} />
                </td>
                <td data-label="Then">
                  {cancelAtMs !== null
                    ? "ends"
                    : scheduled.length > 0
                      ? "changes"
                      : status === "cancelled"
                        ? "–"
                        : "renews"}
                </td>
              </tr>
            ))}
          </Table>
        )}
      </Section>
      <Section id="customer-invoices" title="Invoices" note={invoices.length}>
        {invoices.length > 0 && (
          <Table columns={["Number", "State", "Date", "Currency", numbers("Total"), numbers("To be paid")]}>
            {invoices.map(({ id, number, status, finalisedMs, createdMs, currency, total, amountRemaining }) => (
              <tr key={id}>
                <td data-label="Number">{number ?? "draft"}</td>
                <td data-label="State">{status}</td>
                <td data-label="Date">
                  <Moment atMs={finalisedMs ?? createdMs} />
                </td>
                <td data-label="Currency">{currency}</td>
                <AmountCell label="Total" amount={total} currency={currency} />
                <AmountCell label="To be paid" amount={amountRemaining} currency={currency} />
              </tr>
            ))}
          </Table>
        )}
      </Section>
      <Section id="customer-payments" title="Payments" note={payments.length}>
        {payments.length > 0 && (
          <Table columns={["State", "When", "Currency", numbers("Amount"), numbers("Refunded")]}>
            {payments.map(({ id, status, failure, createdMs, currency, amount, refunded }) => (
              <tr key={id}>
                <td data-label="State">
                  {status}
                  {failure && <span className="muted small block">{failure.message}</span>}
                </td>
                <td data-label="When">
                  <Moment atMs={createdMs} />
                </td>
                <td data-label="Currency">{currency}</td>
                <AmountCell label="Amount" amount={amount} currency={currency} />
                <AmountCell label="Refunded" amount={refunded} currency={currency} />
              </tr>
            ))}
          </Table>
        )}
      </Section>
    </>
  );
}
