import type { Company } from "../company/company.ts";
import type { Rate } from "./exchange/exchange.ts";
import type { JournalQueue } from "./export/general-ledger.ts";
import type { PeriodEvent } from "./period/close.ts";
import type { ManualEntry } from "./period/manual.ts";
import type { Month } from "./period/month.ts";
import type { ChartAccount as BookAccount } from "./posting/chart.ts";
import type { CheckState, Difference } from "./projection/check.ts";
import type { AccountAgeing, Ageing } from "./report/ageing.ts";
import type { Behind, BehindFigure } from "./report/behind.ts";
import type { JournalPlace, JournalTransaction } from "./report/journal.ts";
import type { RollForward, StatementPart, TrialRow } from "./report/report.ts";
import type { Cohort, EarnedSoFar, RevenueMonth } from "./revenue/mrr.ts";
import type { UpcomingMonth } from "./revenue/upcoming.ts";
import type { WaterfallRow } from "./revenue/waterfall.ts";

export type {
  AccountAgeing,
  Ageing,
  BehindFigure,
  CheckState,
  Cohort,
  Company,
  Difference,
  JournalPlace,
  JournalQueue,
  JournalTransaction,
  ManualEntry,
  Month,
  PeriodEvent,
  Rate,
  RevenueMonth,
  RollForward,
  StatementPart,
  TrialRow,
  WaterfallRow,
};

/** An account of the chart; one that postings need cannot go. */
export interface ChartAccount extends BookAccount {
  builtIn: boolean;
}

/** What every page of the books needs: which months and currencies there are, and what is open. */
export interface LedgerState {
  /** The company's legal entities, its own first, and what waits for a second person in the books of each. */
  entities: { id: string; name: string; waiting: number }[];
  /** The first month with entries, and the first that the company's own books take some of; null while there are none, or none was closed. */
  firstMonth: Month | null;
  openMonth: Month | null;
  thisMonth: Month;
  currencies: string[];
  /** The company's own, and all that there are rates into. */
  currency: string;
  bases: string[];
  /** What waits for a second person, and what the nightly comparison found. */
  waiting: number;
  differences: number;
}

/** What a report is of. `missing` are currencies without a rate, which a converted report leaves out. */
export interface ReportHead {
  currency: string;
  converted: boolean;
  missing: string[];
  /** At which the last month's other currencies were taken in; empty when none was. */
  rates: Rate[];
}

export interface TrialBalanceView extends ReportHead {
  month: Month;
  rows: TrialRow[];
}

export interface IncomeView extends ReportHead {
  months: Month[];
  parts: StatementPart[];
  result: number[];
}

export interface BalanceSheetView extends ReportHead {
  months: Month[];
  parts: StatementPart[];
  earnings: number[];
  difference: number[];
}

/** What a figure of a month is made of, account by account. */
export interface BehindView extends ReportHead, Behind {
  month: Month;
}

export interface DeferredView extends ReportHead {
  months: RollForward[];
  waterfall: WaterfallRow[];
  /** When what stands now becomes revenue; empty of months before this one, and of several currencies. */
  upcoming: UpcomingMonth[];
}

export interface AgeingView {
  totals: Ageing[];
  accounts: AccountAgeing[];
}

export interface RevenueView extends ReportHead {
  months: RevenueMonth[];
  cohorts: Cohort[];
  lifetimeValue: number | null;
}

export interface OverviewView extends ReportHead {
  months: RevenueMonth[];
  /** Income of each month, contra revenue taken off. */
  revenue: number[];
  result: number[];
  /** About what the month under way has earned, which is posted at its end; null where it is not the last one. */
  underWay: EarnedSoFar | null;
  lifetimeValue: number | null;
  ageing: Ageing | null;
}

export interface JournalView {
  transactions: JournalTransaction[];
  /** What the accounts of customers, and those of the chart, are called. */
  accountNames: Record<string, string>;
  chartNames: Record<string, string>;
  next: JournalPlace | null;
}

/** How many files a month's journals are for Xero, which takes so many lines in each. */
export interface XeroFilesView {
  object: "xero_files";
  files: number;
}

/** Which months a legal entity's books have. */
export interface BookMonths {
  openMonth: Month | null;
  /** The first month with entries; null while there are none. */
  firstMonth: Month | null;
  /** Accounts that have still to post what is of the month that can be closed next. */
  behind: number;
}

/** Of one legal entity's books; the check is of all. */
export interface CloseView extends BookMonths {
  events: PeriodEvent[];
  manual: ManualEntry[];
  check: { state: CheckState | null; differences: Difference[] };
  /** Days on their way to the general ledger; null while none is set up. */
  generalLedger: JournalQueue | null;
  /** Accounts of the chart that should be empty at the end of a month, and are not. */
  clearing: { chart: string; name: string; currency: string; amount: number }[];
}
