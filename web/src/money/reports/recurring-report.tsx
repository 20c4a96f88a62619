import type { CSSProperties } from "react";
import type { RevenueView } from "../../../../workers/billing/ledger/view.ts";
import { type Asked, reportQuery } from "../books/ledger-api.ts";
import { monthTitle } from "../books/month-words.ts";
import { WideTable } from "../wide-table.tsx";
import { MovementTable } from "./movement-table.tsx";
import { RateNote, Report } from "./report.tsx";
import { shareText } from "./share.ts";

/** Recurring revenue, its movements, and what became of each month's new accounts. */
export function RecurringReport({ asked }: { asked: Asked }) {
  return (
    <Report query={reportQuery("recurring", asked)} what="Recurring revenue">
      {(view) => (
        <>
          <RateNote of={view} />
          <MovementTable months={view.months} currency={view.currency} />
          <h3>What stayed of the revenue of each month's new accounts</h3>
          <Cohorts cohorts={view.cohorts} />
        </>
      )}
    </Report>
  );
}

function Cohorts({ cohorts }: { cohorts: RevenueView["cohorts"] }) {
  const shown = cohorts.filter(({ accounts }) => accounts > 0);
  if (shown.length === 0) return <p className="muted">No account began to pay in these months.</p>;
  const columns = Math.max(...shown.map(({ revenue }) => revenue.length));
  return (
    <WideTable label="What stayed, by month">
      <thead>
        <tr>
          <th scope="col">Began in</th>
          <th scope="col" className="number">
            Accounts
          </th>
          {Array.from({ length: columns }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the months after the first are their numbers
            <th key={index} scope="col" className="number">
              {index === 0 ? "Same month" : `+${index}`}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map(({ month, accounts, revenue }) => (
          <tr key={month}>
            <th scope="row">{monthTitle(month)}</th>
            <td className="number">{accounts}</td>
            {revenue.map((amount, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the months after the first are their numbers
              <Share key={index} share={revenue[0] ? amount / revenue[0] : null} />
            ))}
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

function Share({ share }: { share: number | null }) {
  // A custom property is no known style.
  const shade = { "--share": Math.min(1, share ?? 0) } as CSSProperties;
  return (
    <td className="number cohort-cell" style={shade}>
      {shareText(share)}
    </td>
  );
}
