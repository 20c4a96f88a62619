import { queryOptions } from "@tanstack/react-query";
import type {
  AgeingView,
  BalanceSheetView,
  BehindFigure,
  BehindView,
  ChartAccount,
  CloseView,
  Company,
  DeferredView,
  IncomeView,
  JournalView,
  LedgerState,
  OverviewView,
  Rate,
  RevenueView,
  TrialBalanceView,
  XeroFilesView,
} from "../../../../workers/billing/ledger/view.ts";
import { post, request } from "../../api/request.ts";
import type { MoneySearch } from "../money-search.ts";

const BASE = "/console/api/billing/ledger";

/** What a report is asked for. */
export interface Asked {
  month: string;
  months: number;
  currency: string;
  convert?: "yes" | undefined;
  /** One of the company's legal entities; all of them together where none is named. */
  entity?: string | undefined;
}

/** The answers of the reports, by their names in the path. */
interface Reports {
  overview: OverviewView;
  "trial-balance": TrialBalanceView;
  income: IncomeView;
  "balance-sheet": BalanceSheetView;
  deferred: DeferredView;
  recurring: RevenueView;
}

function params(values: Record<string, string | number | undefined>): string {
  const pairs = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return new URLSearchParams(pairs).toString();
}

const reading = <View>(path: string) =>
  queryOptions({
    queryKey: ["ledger", path],
    queryFn: ({ signal }) => request<View>("GET", `${BASE}/${path}`, undefined, signal),
  });

export const stateQuery = reading<LedgerState>("state");
export const closeQuery = (entity: string) => reading<CloseView>(`close?${params({ entity })}`);
export const chartQuery = reading<{ accounts: ChartAccount[] }>("chart");
export const ratesQuery = reading<{ rates: Rate[] }>("rates");
export const companyQuery = reading<{
  company: Company;
  versions: { company: Company; changedByName: string; changedMs: number }[];
}>("company");
export const ageingQuery = ({ month, entity }: Asked) => reading<AgeingView>(`ageing?${params({ month, entity })}`);
export const reportQuery = <Name extends keyof Reports>(name: Name, asked: Asked) =>
  reading<Reports[Name]>(`${name}?${params({ ...asked })}`);

/** The accounts behind a figure of a month. */
export const behindQuery = (figure: BehindFigure, { month, currency, convert, entity }: Asked) =>
  reading<BehindView>(`behind/${figure}?${params({ month, currency, convert, entity })}`);

/** A page of the journal. */
export const readJournal = (search: MoneySearch, next: JournalView["next"], signal: AbortSignal) => {
  const { months: _, convert: __, ...filter } = search;
  const after = next && { afterMs: next.postedMs, afterAccount: next.accountId, afterId: next.id };
  return request<JournalView>("GET", `${BASE}/journal?${params({ ...filter, ...after })}`, undefined, signal);
};

/** Changes the books; the path below the ledger's own. A post with the same key again is the same change. */
export const change = (method: "POST" | "PUT", path: string, body: unknown, key: string) =>
  method === "PUT" ? request<unknown>(method, `${BASE}/${path}`, body) : post<unknown>(`${BASE}/${path}`, body, key);

/** How many files a month's journals are for Xero. */
export const xeroFilesQuery = (month: string, entity: string) =>
  reading<XeroFilesView>(`export/xero/files?${params({ month, entity })}`);

/** Where a month's journal is given as a file; `part` is which of several. */
export const exportPath = (format: string, month: string, entity: string, part?: number): string =>
  `${BASE}/export/${format}?${params({ month, entity, part })}`;
