import type { RefundListRow } from "../../../../workers/billing/list/view.ts";
import type { AskedCommand } from "../../customers/account-command.tsx";
import { useAccountCommand } from "../../customers/use-account-command.tsx";
import { useMay } from "../../shell/me.ts";
import { Day } from "../../ui/moment.tsx";
import { Empty } from "../../ui/state.tsx";
import { ACTIONS, numbers } from "../../ui/table.tsx";
import { AccountCell } from "../account-link.tsx";
import { MoneyList } from "../money-list.tsx";
import { PaymentAmountCell, StateCell } from "./payment-cells.tsx";
import { REFUND_STATES, refundState, TO_BE_SENT, TRANSFERS } from "./payment-words.ts";

const KEYS = ["account.refund"] as const;
const COLUMNS = ["Customer", "State", numbers("Amount"), "When", ACTIONS];

/** Refunds of all customers, the newest first. */
export function RefundsPage() {
  const { ask, dialog } = useAccountCommand();
  return (
    <>
      <MoneyList
        name="refunds"
        what="refunds"
        states={REFUND_STATES}
        columns={COLUMNS}
        keys={KEYS}
        empty={
          <Empty icon="money" title="No refund yet">
            <p>A payment is given back in its row, on its own page, or from its invoice on the customer's.</p>
          </Empty>
        }
        row={(row) => <Refund key={row.id} row={row} ask={ask} />}
      />
      {dialog}
    </>
  );
}

function Refund({ row, ask }: { row: RefundListRow; ask: (asked: AskedCommand) => void }) {
  const { id, accountId, accountName, paymentId, gateway, status, amount, currency, settledMs, createdMs } = row;
  const mayRecord = useMay("billing:close");
  const toBeSent = gateway === TRANSFERS && status === "initiated";
  return (
    <tr>
      <AccountCell id={accountId} name={accountName} />
      <StateCell state={toBeSent ? TO_BE_SENT : refundState(status)} />
      <PaymentAmountCell id={paymentId} amount={amount} currency={currency} />
      <td data-label="When">
        <Day atMs={settledMs ?? createdMs} />
      </td>
      <td className="actions" data-label="Actions">
        {toBeSent && mayRecord && (
          <button
            type="button"
            className="button small"
            data-command="account.refund"
            onClick={() => ask({ accountId, name: "bank-refund", on: id })}
          >
            Record the transfer
          </button>
        )}
      </td>
    </tr>
  );
}
