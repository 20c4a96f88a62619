import { Link } from "@tanstack/react-router";
import type { Ageing } from "../../../../workers/billing/ledger/view.ts";
import { numbers, Table } from "../../ui/table.tsx";
import { AmountCell } from "../amount-cell.tsx";

/** The columns of an ageing, the newest first. */
export const AGEING_COLUMNS = ["Up to 30 days", "31 to 60 days", "61 to 90 days", "Older"];

/** What is owed by how long ago it was billed, each with a bar of its share. */
export function AgeingBars({ ageing: { buckets, total, currency } }: { ageing: Ageing }) {
  return (
    <Table
      columns={["Billed", numbers(currency), "Share"]}
      foot={
        <tr>
          <th scope="row">All</th>
          <AmountCell label={currency} amount={total} currency={currency} strong />
          <td />
        </tr>
      }
    >
      {buckets.map((amount, index) => (
        <tr key={AGEING_COLUMNS[index]}>
          <th scope="row">
            <Link to="/money/reports/$report" params={{ report: "ageing" }} search={(now) => now} className="title">
              {AGEING_COLUMNS[index]}
            </Link>
          </th>
          <AmountCell label={currency} amount={amount} currency={currency} />
          <td className="share-cell" data-label="Share">
            <meter min={0} max={Math.max(total, 1)} value={Math.max(amount, 0)} aria-label={AGEING_COLUMNS[index]} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
