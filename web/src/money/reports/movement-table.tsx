import type { BehindFigure, RevenueMonth } from "../../../../workers/billing/ledger/view.ts";
import { AmountCell } from "../amount-cell.tsx";
import { monthShort, monthTitle } from "../books/month-words.ts";
import { WideTable } from "../wide-table.tsx";
import { shareText } from "./share.ts";

const KINDS = [
  ["new", "New"],
  ["reactivation", "Came back"],
  ["expansion", "Expansion"],
  ["contraction", "Contraction"],
  ["churn", "Churn"],
] as const;

/** Recurring revenue month by month: what it was, what moved it, what it became. */
export function MovementTable({ months, currency }: { months: readonly RevenueMonth[]; currency: string }) {
  const row = (title: string, of: (month: RevenueMonth) => number, figure: BehindFigure | null, strong = false) => (
    <tr key={title} className={strong ? "sum-row" : undefined}>
      <th scope="row">{title}</th>
      {months.map((each) => (
        <AmountCell
          key={each.month}
          label={monthShort(each.month)}
          amount={of(each)}
          {...{ currency, strong }}
          {...(figure && { behind: { figure, month: each.month, currency } })}
        />
      ))}
    </tr>
  );
  const plain = (title: string, of: (month: RevenueMonth) => string) => (
    <tr key={title}>
      <th scope="row">{title}</th>
      {months.map((each) => (
        <td key={each.month} className="number" data-label={monthShort(each.month)}>
          {of(each)}
        </td>
      ))}
    </tr>
  );
  return (
    <WideTable label="What moved recurring revenue, by month" newestLast>
      <thead>
        <tr>
          <th scope="col">{currency} a month</th>
          {months.map(({ month }) => (
            <th key={month} scope="col" className="number" title={monthTitle(month)}>
              {monthShort(month)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {row("At the beginning", ({ opening }) => opening, null)}
        {KINDS.map(([kind, title]) => row(title, ({ movements }) => movements[kind], kind))}
        {row("At the end", ({ closing }) => closing, "recurring", true)}
        {plain("Accounts that pay", ({ accounts }) => String(accounts))}
        {plain("Accounts that left", ({ logoChurn }) => shareText(logoChurn))}
        {plain("Revenue that left", ({ revenueChurn }) => shareText(revenueChurn))}
      </tbody>
    </WideTable>
  );
}
