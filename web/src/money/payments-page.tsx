import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { PaymentRow, PaymentsView } from "../../../workers/billing/payment/view.ts";
import { useMay } from "../shell/me.ts";
import { Moment } from "../ui/moment.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Empty, Failed } from "../ui/state.tsx";
import { ACTIONS, numbers, Table } from "../ui/table.tsx";
import { counted } from "../words/number.ts";
import { AccountCell } from "./account-link.tsx";
import { moneyText } from "./amount.ts";
import { MoneyCell } from "./amount-cell.tsx";
import { AskNow } from "./ask-now.tsx";
import { MoneyList } from "./money-list.tsx";
import { paymentsQuery } from "./payment-api.ts";
import { PaymentAmountCell, StateCell } from "./payment-cells.tsx";
import { PAYMENT_STATES, statusOf } from "./payment-words.ts";
import { TabHead } from "./tab-head.tsx";
import { TransferDialog } from "./transfer-dialog.tsx";

const COLUMNS = ["Customer", "State", numbers("Amount"), numbers("Fee"), numbers("Refunded"), "When"];

/** The gateway of what customers transfer by themselves. */
const TRANSFERS = "bank";

/** Payments of all customers: the ones whose end nobody knows, then all, the newest first. */
export function PaymentsPage() {
  const { data, isPending, error, refetch } = useQuery(paymentsQuery);
  if (isPending) return <SkeletonRows count={8} what="payments" />;
  if (!data) return <Failed what="The payments" error={error} retry={refetch} />;
  return (
    <div className="stack wide">
      <Head view={data} />
      {data.unknown.length > 0 && (
        <section className="stack" aria-labelledby="unknown">
          <h2 id="unknown">Nobody knows yet whether these were paid</h2>
          <p className="muted">
            The gateway is asked after 5 minutes, an hour and on each of five days. Nothing else is charged for the
            invoice meanwhile.
          </p>
          <Table columns={[...COLUMNS, ACTIONS]}>
            {data.unknown.map((row) => (
              <Payment key={row.id} row={row} ask />
            ))}
          </Table>
        </section>
      )}
      <MoneyList
        name="payments"
        what="payments"
        states={PAYMENT_STATES}
        gateways={[...data.gateways, TRANSFERS]}
        columns={COLUMNS}
        row={(row) => <Payment key={row.id} row={row} />}
        empty={
          <Empty icon="money" title="No payment yet">
            <p>The first invoice that is collected shows here, and each of its attempts.</p>
          </Empty>
        }
      />
    </div>
  );
}

function Head({ view }: { view: PaymentsView }) {
  const [records, setRecords] = useState(false);
  const mayRecord = useMay("billing:close");
  const sentence = (
    <>
      {view.gateways.length === 0 ? "No gateway is set up." : `Payments go through ${view.gateways.join(" and ")}.`}{" "}
      {view.openCases > 0 && <Link to="/money/cases">{counted(view.openCases, "case is", "cases are")} open.</Link>}
    </>
  );
  return (
    <TabHead sentence={sentence}>
      {mayRecord && (
        <button type="button" className="button" onClick={() => setRecords(true)}>
          Record a transfer
        </button>
      )}
      {records && <TransferDialog onClose={() => setRecords(false)} />}
    </TabHead>
  );
}

function Payment({ row, ask = false }: { row: PaymentRow; ask?: boolean }) {
  const { id, accountId, accountName, status, failure, amount, currency, fee, refunded, disputed, inquiries } = row;
  return (
    <tr>
      <AccountCell id={accountId} name={accountName} />
      <StateCell state={statusOf(status)}>
        {failure && <span className="muted small"> {failure.replaceAll("_", " ")}</span>}
        {status === "unknown" && <span className="muted small"> asked {counted(inquiries, "time")}</span>}
        {disputed > 0 && <span className="badge bad">Disputed {moneyText(disputed, currency)}</span>}
      </StateCell>
      <PaymentAmountCell id={id} amount={amount} currency={currency} />
      <MoneyCell label="Fee" amount={fee} currency={currency} />
      <MoneyCell label="Refunded" amount={refunded} currency={currency} />
      <td data-label="When">
        <Moment atMs={row.settledMs ?? row.createdMs} />
      </td>
      {ask && (
        <td>
          <AskNow accountId={accountId} paymentId={id} />
        </td>
      )}
    </tr>
  );
}
