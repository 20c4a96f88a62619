import type * as z from "zod";
import { type Described, queryOf, reading } from "./described.ts";
import { listedJournal, reportMoment, reportMonth, reportMonths } from "./list-query.ts";
import type { ComponentName } from "./shape/component.ts";

const report = (path: string, id: string, summary: string, one: ComponentName, query: z.ZodType): Described =>
  reading(`/reports/${path}`, id, summary, { one }, { query: queryOf(query) });

/** Requests that read the company's books. */
export const REPORT_OPERATIONS: readonly Described[] = [
  report("trial_balance", "getTrialBalance", "Read each account of the chart in a month", "TrialBalance", reportMonth),
  report("balance_sheet", "getBalanceSheet", "Read what there is at the end of months", "BalanceSheet", reportMonths),
  report(
    "income_statement",
    "getIncomeStatement",
    "Read what came in and went out in months",
    "IncomeStatement",
    reportMonths,
  ),
  report(
    "deferred_revenue",
    "getDeferredRevenue",
    "Read what was billed ahead: by month, by the month in which it was billed, and when it becomes revenue",
    "DeferredRevenue",
    reportMonths,
  ),
  report(
    "recurring_revenue",
    "getRecurringRevenue",
    "Read what recurs, what moved it, and what became of who began in a month",
    "RecurringRevenue",
    reportMonths,
  ),
  report(
    "receivables_ageing",
    "getReceivablesAgeing",
    "Read what is owed, by how long ago it was billed",
    "ReceivablesAgeing",
    reportMoment,
  ),
  reading(
    "/journal",
    "listJournal",
    "List the company's journal, or what is expected, the oldest first",
    { page: "JournalTransaction" },
    { query: queryOf(listedJournal) },
  ),
];
