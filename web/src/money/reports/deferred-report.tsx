import type { DeferredView } from "../../../../workers/billing/ledger/view.ts";
import { numbers, Table } from "../../ui/table.tsx";
import { AmountCell } from "../amount-cell.tsx";
import { kindTitle } from "../books/kind-words.ts";
import { type Asked, reportQuery } from "../books/ledger-api.ts";
import { monthShort, monthTitle } from "../books/month-words.ts";
import { WideTable } from "../wide-table.tsx";
import { RateNote, Report } from "./report.tsx";
import { SumRow } from "./statement-table.tsx";

/** What was billed and is still to be delivered: what moved it, and how each month's billing became revenue. */
export function DeferredReport({ asked }: { asked: Asked }) {
  return (
    <Report query={reportQuery("deferred", asked)} what="Deferred revenue">
      {(view) => (
        <>
          <RateNote of={view} />
          <RollForwardTable view={view} />
          {view.upcoming.length > 0 && (
            <>
              <h3>When what is deferred now becomes revenue</h3>
              <UpcomingTable view={view} />
            </>
          )}
          {view.waterfall.length > 0 && (
            <>
              <h3>How each month's billing became revenue</h3>
              <Waterfall view={view} />
            </>
          )}
        </>
      )}
    </Report>
  );
}

function RollForwardTable({ view: { months, currency, converted } }: { view: DeferredView }) {
  const kinds = [...new Set(months.flatMap(({ movements }) => Object.keys(movements)))].sort();
  const columns = months.map(({ month }) => month);
  return (
    <WideTable label="Deferred revenue by month" newestLast>
      <MonthHead title={currency} months={columns} />
      <tbody>
        <SumRow title="Before" months={columns} currency={currency} amounts={months.map(({ opening }) => opening)} />
        {kinds.map((kind) => (
          <tr key={kind}>
            <th scope="row">{kindTitle(kind)}</th>
            {months.map(({ month, movements }) => (
              <AmountCell
                key={month}
                label={monthShort(month)}
                amount={movements[kind] ?? 0}
                currency={currency}
                entries={converted ? undefined : { chart: "2000", kind, month, currency }}
              />
            ))}
          </tr>
        ))}
        <SumRow title="After" months={columns} currency={currency} amounts={months.map(({ closing }) => closing)} />
      </tbody>
    </WideTable>
  );
}

/** Month by month, all that is deferred; the month under way is what of it is not posted yet. */
function UpcomingTable({ view: { upcoming, currency } }: { view: DeferredView }) {
  return (
    <Table
      columns={["Month", numbers(currency)]}
      foot={
        <tr>
          <th scope="row">Deferred now</th>
          <AmountCell
            label={currency}
            amount={upcoming.reduce((sum, { amount }) => sum + amount, 0)}
            currency={currency}
            strong
          />
        </tr>
      }
    >
      {upcoming.map(({ month, amount }) => (
        <tr key={month ?? "rest"}>
          <td data-label="Month">{month === null ? "By other entries, without a date" : monthTitle(month)}</td>
          <AmountCell label={currency} amount={amount} currency={currency} />
        </tr>
      ))}
    </Table>
  );
}

function Waterfall({ view: { waterfall, months, currency } }: { view: DeferredView }) {
  const columns = months.map(({ month }) => month);
  return (
    <WideTable label="How billing became revenue, by month">
      <MonthHead title="Billed in" months={columns} before={["Billed"]} after={["Taken back", "Still deferred"]} />
      <tbody>
        {waterfall.map(({ billed, amount, recognised, reduced, left }) => (
          <tr key={billed ?? "rest"}>
            <th scope="row">{billed === null ? "Before, or by other entries" : monthTitle(billed)}</th>
            <AmountCell label="Billed" amount={amount} currency={currency} />
            {columns.map((month, index) => (
              <AmountCell key={month} label={monthShort(month)} amount={recognised[index] ?? 0} currency={currency} />
            ))}
            <AmountCell label="Taken back" amount={reduced} currency={currency} />
            <AmountCell label="Still deferred" amount={left} currency={currency} strong />
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

interface MonthHeadProps {
  title: string;
  months: readonly string[];
  before?: readonly string[];
  after?: readonly string[];
}

/** The head of a table with a column per month. */
function MonthHead({ title, months, before = [], after = [] }: MonthHeadProps) {
  return (
    <thead>
      <tr>
        <th scope="col">{title}</th>
        {[...before, ...months.map(monthShort), ...after].map((each) => (
          <th key={each} scope="col" className="number">
            {each}
          </th>
        ))}
      </tr>
    </thead>
  );
}
