import { Link } from "@tanstack/react-router";
import type { MovementRow } from "../../../../workers/billing/payment/view.ts";
import { useRowKeys } from "../../keyboard/row-keys.ts";
import { Day } from "../../ui/moment.tsx";
import { numbers, Table } from "../../ui/table.tsx";
import { moneyText } from "../amount.ts";
import { AmountCell } from "../amount-cell.tsx";
import { movementTitle } from "../operations/case-words.ts";

interface MovementRowsProps {
  rows: readonly MovementRow[];
  /** Beside the payment that they are about, with the payouts that they were paid out in. */
  ofPayment?: boolean;
}

/** Movements of a gateway's balance, each with what the books know it as. */
export function MovementRows({ rows, ofPayment = false }: MovementRowsProps) {
  const frame = useRowKeys<HTMLDivElement>();
  const last = ofPayment ? "Paid out in" : "Customer";
  return (
    <div ref={frame}>
      <Table columns={["Movement", "In the books", last, "When", numbers("Amount"), numbers("Fee"), numbers("Net")]}>
        {rows.map((row) => (
          <tr key={row.id}>
            <td data-label="Movement">
              <span>
                {movementTitle(row.kind)} <code className="small muted">{row.source ?? row.charge ?? row.id}</code>
              </span>
            </td>
            <td data-label="In the books">
              <Known row={row} ofPayment={ofPayment} />
            </td>
            <td data-label={last}>{ofPayment ? <PaidOut row={row} /> : <Customer row={row} />}</td>
            <td data-label="When">
              <Day atMs={row.createdMs} />
            </td>
            <AmountCell label={`Amount, ${row.currency}`} amount={row.amount} currency={row.currency} />
            <AmountCell label="Fee" amount={row.fee} currency={row.currency} />
            <AmountCell label="Net" amount={row.net} currency={row.currency} />
          </tr>
        ))}
      </Table>
    </div>
  );
}

function Known({ row, ofPayment }: { row: MovementRow; ofPayment: boolean }) {
  const { matched, paymentId, caseId, caseResolvedMs, originalAmount, originalCurrency } = row;
  return (
    <span>
      <span className={`badge ${matched ? "good" : "bad"}`}>{matched ? "Agrees" : "Not known so"}</span>{" "}
      {paymentId !== null && !ofPayment && (
        <Link to="/money/payments/$paymentId" params={{ paymentId }} className="title">
          payment
        </Link>
      )}{" "}
      {caseId !== null && (
        <Link to="/money/cases/$caseId" params={{ caseId }}>
          {caseResolvedMs === null ? "open case" : "case, resolved"}
        </Link>
      )}
      {!matched && caseId === null && <span className="muted small">a case after a day</span>}
      {originalAmount !== null && originalCurrency !== null && (
        <span className="muted small"> of {moneyText(originalAmount, originalCurrency)}</span>
      )}
    </span>
  );
}

function PaidOut({ row: { gateway, payout } }: { row: MovementRow }) {
  return (
    <Link to="/money/payouts/$gateway/$payoutId" params={{ gateway, payoutId: payout }} className="title">
      <code>{payout}</code>
    </Link>
  );
}

function Customer({ row: { accountId, accountName } }: { row: MovementRow }) {
  if (accountId === null) return <>–</>;
  return (
    <Link to="/customers/$accountId" params={{ accountId }}>
      {accountName || accountId}
    </Link>
  );
}
