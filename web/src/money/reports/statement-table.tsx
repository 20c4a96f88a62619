import type { ReactNode } from "react";
import type { StatementPart } from "../../../../workers/billing/ledger/view.ts";
import { AmountCell } from "../amount-cell.tsx";
import { monthShort, monthTitle } from "../books/month-words.ts";
import type { MoneySearch } from "../money-search.ts";
import { WideTable } from "../wide-table.tsx";

export const CLASS_TITLES: Record<StatementPart["class"], string> = {
  asset: "Assets",
  liability: "Liabilities",
  equity: "Equity",
  income: "Income",
  expense: "Expenses",
};

interface StatementTableProps {
  months: readonly string[];
  parts: readonly StatementPart[];
  currency: string;
  /** The entries behind an amount of one month; absent where an amount is of all months until then. */
  entries?: (chart: string, month: string) => MoneySearch;
  children?: ReactNode;
}

/** Accounts by class, a column per month, totals under each class. */
export function StatementTable({ months, parts, currency, entries, children }: StatementTableProps) {
  return (
    <WideTable label="A report by month" newestLast>
      <thead>
        <tr>
          <th scope="col">{currency}</th>
          {months.map((month) => (
            <th key={month} scope="col" className="number" title={monthTitle(month)}>
              {monthShort(month)}
            </th>
          ))}
        </tr>
      </thead>
      {parts.map((part) => (
        <tbody key={part.class}>
          <tr className="part-head">
            <th scope="rowgroup" colSpan={months.length + 1}>
              <span>{CLASS_TITLES[part.class]}</span>
            </th>
          </tr>
          {part.rows.map(({ chart, name, amounts }) => (
            <tr key={chart}>
              <th scope="row">
                <span className="code-name">{chart.split(":")[0]}</span> {name}
              </th>
              {months.map((month, column) => (
                <AmountCell
                  key={month}
                  label={monthShort(month)}
                  amount={amounts[column] ?? 0}
                  currency={currency}
                  entries={entries?.(chart, month)}
                />
              ))}
            </tr>
          ))}
          <SumRow
            title={`Total ${CLASS_TITLES[part.class].toLowerCase()}`}
            {...{ months, currency }}
            amounts={part.totals}
          />
        </tbody>
      ))}
      {children && <tbody>{children}</tbody>}
    </WideTable>
  );
}

interface SumRowProps {
  title: string;
  months: readonly string[];
  amounts: readonly number[];
  currency: string;
}

/** A row of sums. */
export function SumRow({ title, months, amounts, currency }: SumRowProps) {
  return (
    <tr className="sum-row">
      <th scope="row">{title}</th>
      {months.map((month, column) => (
        <AmountCell key={month} label={monthShort(month)} amount={amounts[column] ?? 0} currency={currency} strong />
      ))}
    </tr>
  );
}
