import { type Context, Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { queryInput } from "../../front/input.ts";
import { unknownEntity } from "../company/known-entity.ts";
import { pendingPage } from "../ledger/projection/pending.ts";
import type { Ageing } from "../ledger/report/ageing.ts";
import { type JournalTransaction, journalPage } from "../ledger/report/journal.ts";
import {
  ageingOf,
  balanceSheetOf,
  deferredOf,
  incomeOf,
  recurringOf,
  trialBalanceOf,
} from "../ledger/report/statement.ts";
import type {
  AccountAgeing,
  BalanceSheetView,
  DeferredView,
  IncomeView,
  RevenueView,
  TrialBalanceView,
} from "../ledger/view.ts";
import { listedJournal, reportMoment, reportMonth, reportMonths } from "./list-query.ts";
import { noCursor, page } from "./resource.ts";

/** A report as programs read it: what it is, and of whose books; null for all of the company's together. */
export type Report<View, Name extends string> = View & { object: Name; entity: string | null };

export type TrialBalanceResource = Report<TrialBalanceView, "trial_balance">;
export type IncomeResource = Report<IncomeView, "income_statement">;
export type BalanceSheetResource = Report<BalanceSheetView, "balance_sheet">;
export type DeferredResource = Report<DeferredView, "deferred_revenue">;
export type RecurringResource = Report<RevenueView, "recurring_revenue">;

/** What is owed of a currency, by how long ago it was billed. */
export type AgedResource = Record<"upTo30Days" | "upTo60Days" | "upTo90Days" | "older" | "total", number> & {
  currency: string;
};
export interface AgeingResource {
  object: "receivables_ageing";
  entity: string | null;
  month: string | null;
  totals: AgedResource[];
  /** Those that owe most. */
  accounts: (AgedResource & Pick<AccountAgeing, "accountId" | "accountName">)[];
}

/** A transaction of the company's journal. */
export type JournalResource = JournalTransaction & { object: "journal_transaction" };

/** The company's reports and its journal, for programs: by legal entity and month. */
export const reportApi = new Hono<App>()
  .get("/reports/trial_balance", allow("billing:read"), queryInput(reportMonth), async (c) => {
    const asked = wantedOf(c.req.valid("query"));
    const report = async () => trialBalanceOf(c.env.DB, { ...asked, months: 1 }, c.get("nowMs"));
    return answer(c, asked.entity, "trial_balance", report);
  })
  .get("/reports/balance_sheet", allow("billing:read"), queryInput(reportMonths), async (c) => {
    const asked = wantedOf(c.req.valid("query"));
    return answer(c, asked.entity, "balance_sheet", () => balanceSheetOf(c.env.DB, asked, c.get("nowMs")));
  })
  .get("/reports/income_statement", allow("billing:read"), queryInput(reportMonths), async (c) => {
    const asked = wantedOf(c.req.valid("query"));
    return answer(c, asked.entity, "income_statement", () => incomeOf(c.env.DB, asked, c.get("nowMs")));
  })
  .get("/reports/deferred_revenue", allow("billing:read"), queryInput(reportMonths), async (c) => {
    const asked = wantedOf(c.req.valid("query"));
    return answer(c, asked.entity, "deferred_revenue", () => deferredOf(c.env.DB, asked, c.get("nowMs")));
  })
  .get("/reports/recurring_revenue", allow("billing:read"), queryInput(reportMonths), async (c) => {
    const asked = wantedOf(c.req.valid("query"));
    return answer(c, asked.entity, "recurring_revenue", () => recurringOf(c.env.DB, asked, c.get("nowMs")));
  })
  .get("/reports/receivables_ageing", allow("billing:read"), queryInput(reportMoment), async (c) => {
    const { entity = null, month } = c.req.valid("query");
    return answer(c, entity, "receivables_ageing", async () => {
      const { totals, accounts } = await ageingOf(c.env.DB, { entity, month }, c.get("nowMs"));
      const aged = accounts.map((each) => ({
        ...agedOf(each),
        accountId: each.accountId,
        accountName: each.accountName,
      }));
      return { month: month ?? null, totals: totals.map(agedOf), accounts: aged };
    });
  })
  .get("/journal", allow("billing:read"), queryInput(listedJournal), async (c) => {
    const { limit, cursor, account: accountId, corrections, pending, ...filter } = c.req.valid("query");
    const place = cursor === undefined ? null : PLACE.exec(cursor);
    if (cursor !== undefined && place === null) return noCursor(c);
    const unknown = await unknownEntity(c, filter.entity ?? null);
    if (unknown) return unknown;
    const after = place && { postedMs: Number(place[1]), accountId: place[2] ?? "", id: place[3] ?? "" };
    const read = pending === "true" ? pendingPage : journalPage;
    const wanted = { ...filter, accountId, corrections: corrections === "true" };
    // One more than is shown tells whether there is more.
    const found = await read(c.env.DB, wanted, after, limit + 1);
    const shown = found.slice(0, limit).map((each): JournalResource => ({ object: "journal_transaction", ...each }));
    const last = found.length > limit ? shown.at(-1) : undefined;
    return c.json(page(shown, last ? `${last.postedMs}:${last.accountId}:${last.id}` : null));
  });

const PLACE = /^(\d{1,16}):([\w-]{1,60}):(.{1,200})$/;

/** Answers a report of a legal entity that there is. */
async function answer<View extends object, Name extends string>(
  c: Context<App>,
  entity: string | null,
  object: Name,
  report: () => Promise<View>,
) {
  return (await unknownEntity(c, entity)) ?? c.json({ object, entity, ...(await report()) });
}

/** What a query asks for, as the reports take it. */
const wantedOf = <Query extends { entity?: string | undefined; convert?: string | undefined }>({
  entity,
  convert,
  ...query
}: Query) => ({ ...query, entity: entity ?? null, convert: convert === "true" });

const agedOf = ({ currency, buckets: [upTo30Days, upTo60Days, upTo90Days, older], total }: Ageing): AgedResource => ({
  ...{ currency, upTo30Days, upTo60Days, upTo90Days, older, total },
});
