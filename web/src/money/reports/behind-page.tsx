import { Link, useParams } from "@tanstack/react-router";
import type { BehindFigure, BehindView } from "../../../../workers/billing/ledger/view.ts";
import { useRowKeys } from "../../keyboard/row-keys.ts";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Empty, Failed } from "../../ui/state.tsx";
import { numbers, Table } from "../../ui/table.tsx";
import { counted } from "../../words/number.ts";
import { AccountCell, AccountLink } from "../account-link.tsx";
import { moneyText } from "../amount.ts";
import { AmountCell, MoneyCell } from "../amount-cell.tsx";
import { behindQuery } from "../books/ledger-api.ts";
import { monthTitle } from "../books/month-words.ts";
import { MoneyStrip } from "../money-strip.tsx";
import { EmptyBooks } from "./empty-books.tsx";
import { RateNote, Report } from "./report.tsx";
import { useAsked } from "./use-asked.ts";

const FIGURES: readonly (readonly [BehindFigure, string])[] = [
  ["recurring", "Recurring revenue"],
  ["new", "New"],
  ["reactivation", "Came back"],
  ["expansion", "Expansion"],
  ["contraction", "Contraction"],
  ["churn", "Churn"],
  ["revenue", "Revenue"],
];

/** The accounts behind a figure of a month, those that add or take most first; they add up to it. */
export function BehindPage() {
  const { figure: wanted } = useParams({ from: "/shell/money/behind/$figure" });
  const { state, asked, error, retry, change } = useAsked();
  const [figure, title] = FIGURES.find(([name]) => name === wanted) ?? ["recurring", "Recurring revenue"];
  if (error && !state) return <Failed what="The books" error={error} retry={retry} />;
  if (!state) return <SkeletonRows count={8} what="the books" />;
  if (!asked) return <EmptyBooks />;
  return (
    <div className="stack wide">
      <nav className="report-list" aria-label="Figures">
        {FIGURES.map(([name, words]) => (
          <Link
            key={name}
            to="/money/behind/$figure"
            params={{ figure: name }}
            search={(now) => now}
            className={name === figure ? "chip chosen" : "chip"}
          >
            {words}
          </Link>
        ))}
      </nav>
      <MoneyStrip state={state} asked={asked} change={change} spans={false} />
      <Report query={behindQuery(figure, asked)} what="The accounts">
        {(view) => <Shares view={view} title={title} isConverted={figure === "revenue"} />}
      </Report>
    </div>
  );
}

function Shares({ view, title, isConverted }: { view: BehindView; title: string; isConverted: boolean }) {
  const { month, currency, total, accounts, rows, others, rounding } = view;
  const frame = useRowKeys<HTMLDivElement>();
  const isMixed = rows.some(({ original }) => original !== null);
  const rest = (words: string, amount: number) =>
    amount !== 0 && (
      <tr>
        <td data-label="Customer" className="muted">
          {words}
        </td>
        {isMixed && <td />}
        <AmountCell label={currency} amount={amount} currency={currency} />
      </tr>
    );
  return (
    <div ref={frame} className="stack">
      <h2>
        {title}, {monthTitle(month)}: <span className="money">{moneyText(total, currency)}</span>{" "}
        <span className="muted">of {counted(accounts, "account")}</span>
      </h2>
      {isConverted && <RateNote of={view} />}
      {rows.length === 0 ? (
        <Empty icon="check" title="No account is behind it">
          <p>Nothing of this kind happened in the month, in this currency.</p>
        </Empty>
      ) : (
        <Table
          columns={["Customer", ...(isMixed ? [numbers("In its currency")] : []), numbers(currency)]}
          foot={
            <tr>
              <th scope="row">All</th>
              {isMixed && <td />}
              <AmountCell label={currency} amount={total} currency={currency} strong />
            </tr>
          }
        >
          {rows.map(({ accountId, accountName, amount, original }) => (
            <tr key={`${accountId} ${original?.currency}`}>
              {accountName === null ? (
                <td data-label="Customer">
                  <AccountLink id={accountId} />
                </td>
              ) : (
                <AccountCell id={accountId} name={accountName} />
              )}
              {isMixed && (
                <MoneyCell
                  label="In its currency"
                  amount={original?.amount ?? 0}
                  currency={original?.currency ?? currency}
                />
              )}
              <AmountCell label={currency} amount={amount} currency={currency} />
            </tr>
          ))}
          {rest("Others", others)}
          {rest("Rounding of the rates", rounding)}
        </Table>
      )}
    </div>
  );
}
