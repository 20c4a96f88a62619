import { numbers, Table } from "../../ui/table.tsx";
import { AmountCell } from "../amount-cell.tsx";
import { type Asked, reportQuery } from "../books/ledger-api.ts";
import { RateNote, Report } from "./report.tsx";

const COLUMNS = ["Code", "Account", numbers("Before"), numbers("Debits"), numbers("Credits"), numbers("After")];

/** Every account of the chart in one month: debits positive, all of them zero in sum. */
export function TrialBalance({ asked }: { asked: Asked }) {
  return (
    <Report query={reportQuery("trial-balance", { ...asked, months: 1 })} what="The trial balance">
      {(view) => {
        const { rows, currency, converted, month } = view;
        const total = (of: (row: (typeof rows)[number]) => number) => rows.reduce((sum, row) => sum + of(row), 0);
        return (
          <>
            <RateNote of={view} />
            <Table
              columns={COLUMNS}
              foot={
                <tr>
                  <th scope="row" colSpan={2}>
                    Sum
                  </th>
                  <AmountCell label="Before" amount={total((row) => row.opening)} currency={currency} strong />
                  <AmountCell label="Debits" amount={total((row) => row.debits)} currency={currency} strong />
                  <AmountCell label="Credits" amount={total((row) => row.credits)} currency={currency} strong />
                  <AmountCell label="After" amount={total((row) => row.closing)} currency={currency} strong />
                </tr>
              }
            >
              {rows.map(({ chart, name, opening, debits, credits, closing }) => {
                const entries = converted ? undefined : { chart, month, currency };
                return (
                  <tr key={chart}>
                    <td data-label="Code">
                      <span className="code-name">{chart.split(":")[0]}</span>
                    </td>
                    <td data-label="Account">{name}</td>
                    <AmountCell label="Before" amount={opening} currency={currency} />
                    <AmountCell label="Debits" amount={debits} currency={currency} entries={entries} />
                    <AmountCell label="Credits" amount={credits} currency={currency} entries={entries} />
                    <AmountCell label="After" amount={closing} currency={currency} />
                  </tr>
                );
              })}
            </Table>
          </>
        );
      }}
    </Report>
  );
}
