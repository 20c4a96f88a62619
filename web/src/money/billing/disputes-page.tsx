import { Day } from "../../ui/moment.tsx";
import { Empty } from "../../ui/state.tsx";
import { numbers } from "../../ui/table.tsx";
import { AccountCell } from "../account-link.tsx";
import { MoneyCell } from "../amount-cell.tsx";
import { MoneyList } from "../money-list.tsx";
import { PaymentAmountCell, StateCell } from "./payment-cells.tsx";
import { DISPUTE_STATES, disputeState } from "./payment-words.ts";

const COLUMNS = ["Customer", "State", "Why", numbers("Amount"), numbers("Fee"), "Opened", "Answer by"];

/** Disputes of all customers, the newest first. */
export function DisputesPage() {
  return (
    <MoneyList
      name="disputes"
      what="disputes"
      states={DISPUTE_STATES}
      columns={COLUMNS}
      empty={
        <Empty icon="check" title="No dispute yet">
          <p>When a customer's bank takes a payment back, it shows here, with the day until which to answer.</p>
        </Empty>
      }
      row={({
        id,
        accountId,
        accountName,
        paymentId,
        status,
        reason,
        amount,
        fee,
        currency,
        createdMs,
        respondByMs,
      }) => (
        <tr key={id}>
          <AccountCell id={accountId} name={accountName} />
          <StateCell state={disputeState(status)} />
          <td data-label="Why">{reason.replaceAll("_", " ")}</td>
          <PaymentAmountCell id={paymentId} amount={amount} currency={currency} />
          <MoneyCell label="Fee" amount={fee} currency={currency} />
          <td data-label="Opened">
            <Day atMs={createdMs} />
          </td>
          <td data-label="Answer by">{respondByMs === null ? "–" : <Day atMs={respondByMs} />}</td>
        </tr>
      )}
    />
  );
}
