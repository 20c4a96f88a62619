import { numbers, Table } from "../../ui/table.tsx";
import { AccountCell } from "../account-link.tsx";
import { AmountCell } from "../amount-cell.tsx";
import { type Asked, ageingQuery } from "../books/ledger-api.ts";
import { AGEING_COLUMNS } from "./ageing-bars.tsx";
import { Report } from "./report.tsx";

/** Who owes what, by how long ago it was billed: those who owe most first. */
export function AgeingReport({ asked }: { asked: Asked }) {
  const { currency } = asked;
  return (
    <Report query={ageingQuery(asked)} what="What is owed">
      {({ totals, accounts }) => {
        const total = totals.find((each) => each.currency === currency);
        if (!total) return <p className="muted">Nobody owes anything in {currency}.</p>;
        const shown = accounts.filter((each) => each.currency === currency);
        const rest = total.buckets.map((all, index) =>
          shown.reduce((left, { buckets }) => left - (buckets[index] ?? 0), all),
        );
        return (
          <Table
            columns={["Customer", ...AGEING_COLUMNS.map(numbers), numbers("All")]}
            foot={
              <tr>
                <th scope="row">All accounts</th>
                {AGEING_COLUMNS.map((title, index) => (
                  <AmountCell key={title} label={title} amount={total.buckets[index] ?? 0} currency={currency} strong />
                ))}
                <AmountCell label="All" amount={total.total} currency={currency} strong />
              </tr>
            }
          >
            {shown.map((each) => (
              <tr key={each.accountId}>
                <AccountCell id={each.accountId} name={each.accountName} />
                {AGEING_COLUMNS.map((title, index) => (
                  <AmountCell key={title} label={title} amount={each.buckets[index] ?? 0} currency={currency} />
                ))}
                <AmountCell
                  label="All"
                  amount={each.total}
                  currency={currency}
                  entries={{ chart: "1100", account: each.accountId, currency }}
                />
              </tr>
            ))}
            {rest.some((amount) => amount !== 0) && (
              <tr>
                <td className="muted" data-label="Customer">
                  Others
                </td>
                {AGEING_COLUMNS.map((title, index) => (
                  <AmountCell key={title} label={title} amount={rest[index] ?? 0} currency={currency} />
                ))}
                <AmountCell label="All" amount={rest.reduce((sum, each) => sum + each, 0)} currency={currency} />
              </tr>
            )}
          </Table>
        );
      }}
    </Report>
  );
}
