import { Link } from "@tanstack/react-router";
import type { InvoiceListRow } from "../../../workers/billing/list/view.ts";
import { documentHref } from "../customers/customers-api.ts";
import { Moment } from "../ui/moment.tsx";
import { useNow } from "../ui/now.ts";
import { Empty } from "../ui/state.tsx";
import { numbers } from "../ui/table.tsx";
import { AccountCell } from "./account-link.tsx";
import { MoneyCell } from "./amount-cell.tsx";
import { MoneyList } from "./money-list.tsx";
import { INVOICE_STATES, invoiceState } from "./payment-words.ts";

const COLUMNS = ["Number", "Customer", "State", "Date", "Due", numbers("Total"), numbers("To be paid")];

/** Invoices of all customers, the newest first. */
export function InvoicesPage() {
  return (
    <MoneyList
      name="invoices"
      what="invoices"
      states={INVOICE_STATES}
      columns={COLUMNS}
      row={(row) => <Invoice key={row.id} row={row} />}
      empty={
        <Empty icon="money" title="No invoice yet">
          <p>
            Who subscribes is billed by itself; something else is billed by hand on{" "}
            <Link to="/customers">a customer's page</Link>.
          </p>
        </Empty>
      }
    />
  );
}

function Invoice({ row }: { row: InvoiceListRow }) {
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
        <Moment atMs={createdMs} />
      </td>
      <td data-label="Due">{dueMs === null || remaining === 0 ? "–" : <Moment atMs={dueMs} />}</td>
      <MoneyCell label="Total" amount={amount} currency={currency} />
      <MoneyCell label="To be paid" amount={remaining} currency={currency} />
    </tr>
  );
}
