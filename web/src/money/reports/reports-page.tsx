import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Failed } from "../../ui/state.tsx";
import type { Asked } from "../books/ledger-api.ts";
import { MoneyStrip } from "../money-strip.tsx";
import { AgeingReport } from "./ageing-report.tsx";
import { DeferredReport } from "./deferred-report.tsx";
import { EmptyBooks } from "./empty-books.tsx";
import { RecurringReport } from "./recurring-report.tsx";
import { BalanceSheet, IncomeStatement } from "./statements.tsx";
import { TrialBalance } from "./trial-balance.tsx";
import { useAsked } from "./use-asked.ts";

const REPORTS: { name: string; title: string; spans: boolean; Body: (asked: { asked: Asked }) => ReactNode }[] = [
  { name: "income", title: "Income statement", spans: true, Body: IncomeStatement },
  { name: "balance-sheet", title: "Balance sheet", spans: true, Body: BalanceSheet },
  { name: "trial-balance", title: "Trial balance", spans: false, Body: TrialBalance },
  { name: "deferred", title: "Deferred revenue", spans: true, Body: DeferredReport },
  { name: "recurring", title: "Recurring revenue", spans: true, Body: RecurringReport },
  { name: "ageing", title: "What is owed", spans: false, Body: AgeingReport },
];

/** One report of the books, and the way to the others. */
export function ReportsPage() {
  const { report }: { report?: string } = useParams({ strict: false });
  const { state, asked, error, retry, change } = useAsked();
  const shown = REPORTS.find(({ name }) => name === report) ?? REPORTS[0];
  if (error && !state) return <Failed what="The books" error={error} retry={retry} />;
  if (!state || !shown) return <SkeletonRows count={8} what="the books" />;
  if (!asked) return <EmptyBooks />;
  return (
    <div className="stack wide">
      <nav className="report-list" aria-label="Reports">
        {REPORTS.map(({ name, title }) => (
          <Link
            key={name}
            to="/money/reports/$report"
            params={{ report: name }}
            search={(now) => now}
            className={name === shown.name ? "chip chosen" : "chip"}
            aria-current={name === shown.name ? "page" : undefined}
          >
            {title}
          </Link>
        ))}
      </nav>
      <MoneyStrip state={state} asked={asked} change={change} spans={shown.spans} />
      <h2>{shown.title}</h2>
      {shown.name === "recurring" && asked.entity !== undefined && (
        <p className="muted small">Of the customers to whom this legal entity sells now, with their whole history.</p>
      )}
      <shown.Body asked={asked} />
    </div>
  );
}
