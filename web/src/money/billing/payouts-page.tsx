import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { PayoutRow } from "../../../../workers/billing/payment/view.ts";
import { useMay } from "../../shell/me.ts";
import { Day } from "../../ui/moment.tsx";
import { SendButton, useSend } from "../../ui/send-button.tsx";
import { Empty } from "../../ui/state.tsx";
import { numbers } from "../../ui/table.tsx";
import { whole } from "../../words/number.ts";
import { MoneyCell } from "../amount-cell.tsx";
import { MoneyList } from "../money-list.tsx";
import { TabHead } from "../tab-head.tsx";
import { paymentsQuery, usePaymentChange } from "./payment-api.ts";
import { PAYOUT_STATES, payoutState } from "./payment-words.ts";

const COLUMNS = ["Payout", "State", numbers("Movements"), numbers("Amount"), numbers("Unmatched"), "At the bank"];

/** What gateways paid out, the newest first, and whether the books agree with it. */
export function PayoutsPage() {
  const gateways = useQuery(paymentsQuery).data?.gateways ?? [];
  return (
    <div className="stack wide">
      <TabHead sentence="What gateways paid out, compared with the books every hour, movement by movement.">
        <CompareNow />
      </TabHead>
      <MoneyList
        name="payouts"
        what="payouts"
        states={PAYOUT_STATES}
        gateways={gateways}
        columns={COLUMNS}
        row={(row) => <Payout key={`${row.gateway} ${row.id}`} row={row} />}
        empty={
          <Empty icon="money" title="No payout yet">
            <p>The first money that a gateway sends to the bank shows here, and what it is made of.</p>
          </Empty>
        }
      />
    </div>
  );
}

function CompareNow() {
  const send = usePaymentChange();
  const may = useMay("billing:operate");
  const compare = useSend(() => send("reconcile", {}), "The payouts were not compared.");
  return (
    <SendButton by={compare} wish={undefined} disabled={!may}>
      Compare payouts now
    </SendButton>
  );
}

function Payout({ row }: { row: PayoutRow }) {
  const { gateway, id, amount, currency, status, movements, unmatched, postedMs, arrivalMs } = row;
  const { title, tone } = payoutState(row);
  return (
    <tr>
      <td data-label="Payout">
        <span>
          <Link to="/money/payouts/$gateway/$payoutId" params={{ gateway, payoutId: id }} className="title">
            <code>{id}</code>
          </Link>{" "}
          <span className="muted">{gateway}</span>
        </span>
      </td>
      <td data-label="State">
        <span className={`badge ${tone}`}>{title}</span>
        {status === "paid" && postedMs === null && <span className="muted small"> not posted yet</span>}
      </td>
      <td className="number" data-label="Movements">
        {whole(movements)}
      </td>
      <MoneyCell label="Amount" amount={amount} currency={currency} />
      <MoneyCell label="Unmatched" amount={unmatched} currency={currency} />
      <td data-label="At the bank">
        <Day atMs={arrivalMs} />
      </td>
    </tr>
  );
}
