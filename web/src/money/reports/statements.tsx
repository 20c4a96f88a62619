import { type Asked, reportQuery } from "../books/ledger-api.ts";
import { RateNote, Report } from "./report.tsx";
import { StatementTable, SumRow } from "./statement-table.tsx";

/** What came in and went out, month by month. */
export function IncomeStatement({ asked }: { asked: Asked }) {
  return (
    <Report query={reportQuery("income", asked)} what="The income statement">
      {({ months, parts, result, ...head }) => (
        <>
          <RateNote of={head} />
          <StatementTable
            {...{ months, parts, currency: head.currency }}
            {...(!head.converted && { entries: (chart, month) => ({ chart, month, currency: head.currency }) })}
          >
            <SumRow title="Result" months={months} currency={head.currency} amounts={result} />
          </StatementTable>
        </>
      )}
    </Report>
  );
}

/** What there is at the end of each month, and whose it is. */
export function BalanceSheet({ asked }: { asked: Asked }) {
  return (
    <Report query={reportQuery("balance-sheet", asked)} what="The balance sheet">
      {({ months, parts, earnings, difference, ...head }) => {
        const { currency } = head;
        const other = (index: number) =>
          parts.slice(1).reduce((sum, part) => sum + (part.totals[index] ?? 0), earnings[index] ?? 0);
        return (
          <>
            <RateNote of={head} />
            <StatementTable {...{ months, parts, currency }}>
              <SumRow title="Earnings so far" {...{ months, currency }} amounts={earnings} />
              <SumRow
                title="Liabilities and equity"
                {...{ months, currency }}
                amounts={months.map((_, index) => other(index))}
              />
            </StatementTable>
            {difference.some((amount) => amount !== 0) && (
              <p className="notice bad" role="alert">
                The two sides differ. The check under Close says where.
              </p>
            )}
          </>
        );
      }}
    </Report>
  );
}
