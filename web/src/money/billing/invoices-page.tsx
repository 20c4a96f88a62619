import { Link } from "@tanstack/react-router";
import type { InvoiceListRow } from "../../../../workers/billing/list/view.ts";
import type { AskedCommand } from "../../customers/account-command.tsx";
import { documentHref } from "../../customers/customers-api.ts";
import { INVOICE_KEYS, InvoiceMenu } from "../../customers/invoice-menu.tsx";
import { useAccountCommand } from "../../customers/use-account-command.tsx";
import { Day } from "../../ui/moment.tsx";
import { useNow } from "../../ui/now.ts";
import { Empty } from "../../ui/state.tsx";
import { ACTIONS, numbers } from "../../ui/table.tsx";
import { AccountCell } from "../account-link.tsx";
import { MoneyCell } from "../amount-cell.tsx";
import { MoneyList } from "../money-list.tsx";
import { INVOICE_STATES, invoiceState } from "./payment-words.ts";

const COLUMNS = ["Number", "Customer", "State", "Date", "Due", numbers("Total"), numbers("To be paid"), ACTIONS];

/** Invoices of all customers, the newest first. */
export function InvoicesPage() {
  const { ask, dialog } = useAccountCommand();
  return (
    <>
      <MoneyList
        name="invoices"
        what="invoices"
        states={INVOICE_STATES}
        columns={COLUMNS}
        keys={INVOICE_KEYS}
        row={(row) => <Invoice key={row.id} row={row} ask={ask} />}
        empty={
          <Empty icon="money" title="No invoice yet">
            <p>
              Who subscribes is billed by itself; something else is billed by hand on{" "}
              <Link to="/customers">a customer's page</Link>.
            </p>
          </Empty>
        }
      />
      {dialog}
    </>
  );
}

function Invoice({ row, ask }: { row: InvoiceListRow; ask: (asked: AskedCommand) => void }) {
  const { id, accountId, accountName, number, createdMs, dueMs, amount, remaining, currency, disputed } = row;
  const { title, tone } = invoiceState(row, useNow());
  return (
    <tr>
      <td data-label="Number">
        {number === null ? (
          <Link to="/customers/$accountId" params={{ accountId }} hash={id} className="title">
            draft
          </Link>
        ) : (
          <a href={documentHref(accountId, id)} target="_blank" rel="noreferrer" className="title">
            {number}
          </a>
        )}
      </td>
      <AccountCell id={accountId} name={accountName} />
      <td data-label="State">
        <span className={`badge ${tone}`}>{title}</span> {disputed === 1 && <span className="badge bad">Disputed</span>}
      </td>
      <td data-label="Date">
        <Day atMs={createdMs} />
      </td>
      <td data-label="Due">{dueMs === null || remaining === 0 ? "–" : <Day atMs={dueMs} />}</td>
      <MoneyCell label="Total" amount={amount} currency={currency} />
      <MoneyCell label="To be paid" amount={remaining} currency={currency} />
      <td className="actions" data-label="Actions">
        <InvoiceMenu invoice={row} ask={(name, on) => ask({ accountId, name, on })} keys />
      </td>
    </tr>
  );
}
