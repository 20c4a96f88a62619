import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { minorDigits } from "../../../workers/billing/currency.ts";
import type { OverviewView } from "../../../workers/billing/ledger/view.ts";
import type { ChartData } from "../chart/chart-data.ts";
import { onDemand } from "../ui/on-demand.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Empty, Failed } from "../ui/state.tsx";
import { moneyText } from "./amount.ts";
import { reportQuery } from "./books/ledger-api.ts";
import { monthShortAt, monthStartMs, monthTitle } from "./books/month-words.ts";
import { type MoneySearch, parseMoneySearch } from "./money-search.ts";
import { MoneyStrip } from "./money-strip.tsx";
import { AgeingBars } from "./reports/ageing-bars.tsx";
import { BehindLink } from "./reports/behind-link.tsx";
import { EmptyBooks } from "./reports/empty-books.tsx";
import { MovementTable } from "./reports/movement-table.tsx";
import { RateNote, Report } from "./reports/report.tsx";
import { shareText } from "./reports/share.ts";
import { useAsked } from "./reports/use-asked.ts";

const Chart = onDemand(() => import("../chart/chart.tsx"));
const CHART_HEIGHT = 180;
const MONTH_SLOT_MS = 30 * 86_400_000;

/** How the company does: recurring revenue and what moves it, revenue, what is owed, and what needs somebody. */
export function OverviewPage() {
  const { state, asked, error, retry, change } = useAsked();
  if (error && !state) return <Failed what="The books" error={error} retry={retry} />;
  if (!state) return <SkeletonRows count={8} what="the books" />;
  if (!asked) return <EmptyBooks />;
  return (
    <div className="stack wide">
      <MoneyStrip state={state} asked={asked} change={change} />
      <Report query={reportQuery("overview", asked)} what="The overview">
        {(view) => <Overview view={view} />}
      </Report>
    </div>
  );
}

function Overview({ view }: { view: OverviewView }) {
  const { currency, months, lifetimeValue, ageing } = view;
  const last = months.at(-1);
  if (!last) return <Empty icon="usage" title="No month is shown" />;
  const money = (amount: number) => moneyText(amount, currency);
  return (
    <>
      <RateNote of={view} />
      <dl className="figures">
        <Figure
          title="Recurring each month"
          value={
            <BehindLink of={{ figure: "recurring", month: last.month, currency }}>{money(last.closing)}</BehindLink>
          }
        />
        <Figure title="A year at this rate" value={money(last.closing * 12)} />
        <Figure title="Accounts that pay" value={String(last.accounts)} />
        <Figure title="Accounts that left" value={shareText(last.logoChurn)} />
        <Figure title="Revenue that left" value={shareText(last.revenueChurn)} />
        <Figure title="Worth of an account" value={lifetimeValue === null ? "–" : money(lifetimeValue)} />
      </dl>
      <Charts view={view} />
      {view.underWay && (
        <p className="muted small">
          {monthTitle(view.underWay.month)} is under way: of its revenue {money(view.revenue.at(-1) ?? 0)} is posted,
          and about {money(view.underWay.amount)} more is earned by {view.underWay.days} of its {view.underWay.of} days.
          That is posted when the month ends.
        </p>
      )}
      <section className="stack" aria-labelledby="movements">
        <div className="line-up apart">
          <h2 id="movements">What moved recurring revenue</h2>
          <Link to="/money/reports/$report" params={{ report: "recurring" }} search={(now) => now}>
            Cohorts and churn
          </Link>
        </div>
        <MovementTable months={months} currency={currency} />
      </section>
      <section className="stack" aria-labelledby="owed">
        <div className="line-up apart">
          <h2 id="owed">What is owed now</h2>
          <Link to="/money/reports/$report" params={{ report: "ageing" }} search={(now) => now}>
            By account
          </Link>
        </div>
        {ageing ? <AgeingBars ageing={ageing} /> : <p className="muted">Nobody owes anything in {currency}.</p>}
      </section>
    </>
  );
}

function Figure({ title, value }: { title: string; value: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** What there is, what came in and what left, month by month. */
function Charts({ view }: { view: OverviewView }) {
  const { months, underWay } = view;
  const revenue = underWay
    ? view.revenue.map((amount, at) => (months[at]?.month === underWay.month ? amount + underWay.amount : amount))
    : view.revenue;
  const lost = (kind: "churn" | "contraction") => months.map(({ movements }) => Math.abs(movements[kind]));
  const charts = [
    chartOf(view, "Recurring revenue", [
      { name: "mrr", title: "Recurring revenue", amounts: months.map(({ closing }) => closing) },
    ]),
    chartOf(view, "Revenue", [{ name: "revenue", title: "Revenue", amounts: revenue }]),
    chartOf(view, "New recurring revenue", [
      { name: "new", title: "New", amounts: months.map(({ movements }) => movements.new) },
      { name: "reactivation", title: "Came back", amounts: months.map(({ movements }) => movements.reactivation) },
      { name: "expansion", title: "Expansion", amounts: months.map(({ movements }) => movements.expansion) },
    ]),
    chartOf(view, "Recurring revenue that left", [
      { name: "churn", title: "Churn", amounts: lost("churn") },
      { name: "contraction", title: "Contraction", amounts: lost("contraction") },
    ]),
  ];
  const navigate = useNavigate();
  const open = (slot: number, name: string) => {
    const { month } = months[slot] ?? {};
    if (month === undefined) return;
    const figure = name === "mrr" ? "recurring" : name;
    const search = ({ convert, entity }: MoneySearch) =>
      parseMoneySearch({ month, currency: view.currency, convert, entity });
    void navigate({ to: "/money/behind/$figure", params: { figure }, search });
  };
  return (
    <div className="charts">
      {charts.map((data) => (
        <div key={data.title} className="money-chart">
          <Chart data={data} height={CHART_HEIGHT} open={open} />
        </div>
      ))}
    </div>
  );
}

/** Bars per month, in whole units of the currency. */
function chartOf(
  { currency, months }: OverviewView,
  title: string,
  series: { name: string; title: string; amounts: readonly number[] }[],
): ChartData {
  const unit = 10 ** minorDigits(currency);
  return {
    title,
    unit: currency,
    slotTitle: "month",
    slotName: monthShortAt,
    startsMs: months.map(({ month }) => monthStartMs(month)),
    slotMs: MONTH_SLOT_MS,
    series: series.map(({ amounts, ...each }) => ({ ...each, values: amounts.map((amount) => amount / unit) })),
  };
}
