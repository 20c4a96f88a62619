import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { PaymentRow, PaymentsView } from "../../../../workers/billing/payment/view.ts";
import type { AskedCommand } from "../../customers/account-command.tsx";
import { openPdf } from "../../customers/customers-api.ts";
import { useAccountCommand } from "../../customers/use-account-command.tsx";
import { useMay } from "../../shell/me.ts";
import { Icon } from "../../ui/icon.tsx";
import { Menu } from "../../ui/menu.tsx";
import { MenuItem } from "../../ui/menu-item.tsx";
import { Day } from "../../ui/moment.tsx";
import { onDemand } from "../../ui/on-demand.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Empty, Failed } from "../../ui/state.tsx";
import { ACTIONS, numbers, Table } from "../../ui/table.tsx";
import { counted } from "../../words/number.ts";
import { AccountCell } from "../account-link.tsx";
import { moneyText } from "../amount.ts";
import { MoneyCell } from "../amount-cell.tsx";
import { MoneyList } from "../money-list.tsx";
import { TabHead } from "../tab-head.tsx";
import { AskNow } from "./ask-now.tsx";
import { paymentsQuery } from "./payment-api.ts";
import { PaymentAmountCell, StateCell } from "./payment-cells.tsx";
import { PAYMENT_STATES, statusOf, TRANSFERS } from "./payment-words.ts";

const TransferDialog = onDemand(() => import("./transfer-dialog.tsx"), { what: "The dialog" });

const COLUMNS = ["Customer", "State", numbers("Amount"), numbers("Fee"), numbers("Refunded"), "When", ACTIONS];
const KEYS = ["account.refund", "invoice.pdf"] as const;

/** Payments of all customers: the ones whose end nobody knows, then all, the newest first. */
export function PaymentsPage() {
  const { data, isPending, error, refetch } = useQuery(paymentsQuery);
  const { ask, dialog } = useAccountCommand();
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
          <Table columns={COLUMNS}>
            {data.unknown.map((row) => (
              <Payment key={row.id} row={row} ask={ask} />
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
        keys={KEYS}
        row={(row) => <Payment key={row.id} row={row} ask={ask} />}
        empty={
          <Empty icon="money" title="No payment yet">
            <p>The first invoice that is collected shows here, and each of its attempts.</p>
          </Empty>
        }
      />
      {dialog}
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

function Payment({ row, ask }: { row: PaymentRow; ask: (asked: AskedCommand) => void }) {
  const { id, accountId, accountName, status, failure, amount, currency, fee, refunded, disputed, inquiries } = row;
  return (
    <tr>
      <AccountCell id={accountId} name={accountName} />
      <StateCell state={statusOf(status)}>
        {failure && <span className="muted small nowrap"> {failure.replaceAll("_", " ")}</span>}
        {status === "unknown" && <span className="muted small"> asked {counted(inquiries, "time")}</span>}
        {disputed > 0 && <span className="badge bad">Disputed {moneyText(disputed, currency)}</span>}
      </StateCell>
      <PaymentAmountCell id={id} amount={amount} currency={currency} />
      <MoneyCell label="Fee" amount={fee} currency={currency} />
      <MoneyCell label="Refunded" amount={refunded} currency={currency} />
      <td data-label="When">
        <Day atMs={row.settledMs ?? row.createdMs} />
      </td>
      <td className="actions" data-label="Actions">
        {status === "unknown" ? <AskNow accountId={accountId} paymentId={id} /> : <PaymentMenu row={row} ask={ask} />}
      </td>
    </tr>
  );
}

/** What can be done with a payment: what of it is left goes back. */
function PaymentMenu({ row, ask }: { row: PaymentRow; ask: (asked: AskedCommand) => void }) {
  const mayRefund = useMay("billing:refund");
  const { accountId, accountName, invoiceId, status, amount, refunded, disputed, currency } = row;
  if (invoiceId === null) return null;
  return (
    <Menu
      label={`Actions for ${moneyText(amount, currency)} of ${accountName || accountId}`}
      buttonClass="button quiet small icon"
      button={<Icon name="more" />}
    >
      {mayRefund && status === "succeeded" && amount - refunded - disputed > 0 && (
        <MenuItem command="account.refund" onChoose={() => ask({ accountId, name: "refund", on: invoiceId })}>
          Refund or credit
        </MenuItem>
      )}
      <MenuItem command="invoice.pdf" onChoose={() => openPdf(accountId, invoiceId)}>
        Open the invoice's PDF
      </MenuItem>
    </Menu>
  );
}
