import { Moment } from "../ui/moment.tsx";
import { Empty } from "../ui/state.tsx";
import { numbers } from "../ui/table.tsx";
import { AccountCell } from "./account-link.tsx";
import { MoneyList } from "./money-list.tsx";
import { PaymentAmountCell, StateCell } from "./payment-cells.tsx";
import { REFUND_STATES, refundState } from "./payment-words.ts";

const COLUMNS = ["Customer", "State", numbers("Amount"), "When"];

/** Refunds of all customers, the newest first. */
export function RefundsPage() {
  return (
    <MoneyList
      name="refunds"
      what="refunds"
      states={REFUND_STATES}
      columns={COLUMNS}
      empty={
        <Empty icon="money" title="No refund yet">
          <p>A payment is given back on its own page, or from its invoice on the customer's.</p>
        </Empty>
      }
      row={({ id, accountId, accountName, paymentId, status, amount, currency, settledMs, createdMs }) => (
        <tr key={id}>
          <AccountCell id={accountId} name={accountName} />
          <StateCell state={refundState(status)} />
          <PaymentAmountCell id={paymentId} amount={amount} currency={currency} />
          <td data-label="When">
            <Moment atMs={settledMs ?? createdMs} />
          </td>
        </tr>
      )}
    />
  );
}
