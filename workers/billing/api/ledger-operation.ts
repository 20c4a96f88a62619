import { storing } from "../ledger/exchange/rate-input.ts";
import { EXPORTED } from "../ledger/export/export-routes.ts";
import { reversing, settling, writing } from "../ledger/period/by-hand.ts";
import { adding, renaming } from "../ledger/posting/chart-input.ts";
import { type Described, deleting, posting, queryOf, reading, SECOND } from "./described.ts";
import { listed, listedManual, listedRates } from "./list-query.ts";

const CLOSE = { scope: "billing:close" } as const;
const account = { one: "ChartAccount" } as const;
const entry = { one: "ManualEntry" } as const;
const ENTRY = "/manual_entries/{id}";
const EXPORT = { scope: "billing:export", query: queryOf(EXPORTED.period) } as const;
const ACCOUNT = "/chart_accounts/{id}";

/** Requests about the company's ledger: what people book in it by hand, its chart, its exchange rates, and how it is taken elsewhere. */
export const LEDGER_OPERATIONS: readonly Described[] = [
  reading(
    "/manual_entries",
    "listManualEntries",
    "List the entries that were made by hand, the newest first",
    { page: "ManualEntry" },
    { query: queryOf(listedManual) },
  ),
  reading(ENTRY, "getManualEntry", "Read an entry that was made by hand, and what became of it", entry),
  posting(
    "/manual_entries",
    "askManualEntry",
    "Ask that an entry be posted, or expected until a day; a second person decides",
    entry,
    { ...CLOSE, status: 201, input: writing },
  ),
  posting(`${ENTRY}/approve`, "approveManualEntry", `Post or expect an entry; ${SECOND}`, entry, CLOSE),
  posting(`${ENTRY}/decline`, "declineManualEntry", `Refuse an entry; ${SECOND}`, entry, CLOSE),
  posting(
    `${ENTRY}/settle`,
    "settleManualEntry",
    "Post what an entry expected, wholly unless `postings` say less, or give it up",
    entry,
    { ...CLOSE, input: settling },
  ),
  posting(
    `${ENTRY}/reverse`,
    "reverseManualEntry",
    "Ask that what an entry posted be taken back, by one of the same amounts on the other sides; a second person decides",
    entry,
    { ...CLOSE, status: 201, input: reversing },
  ),
  reading(
    "/chart_accounts",
    "listChartAccounts",
    "List the accounts of the chart, in the order of their codes",
    { page: "ChartAccount" },
    { query: queryOf(listed) },
  ),
  reading(ACCOUNT, "getChartAccount", "Read an account of the chart, by its code", account),
  posting("/chart_accounts", "addChartAccount", "Add an account to the chart", account, {
    ...{ ...CLOSE, status: 201, input: adding },
  }),
  posting(
    ACCOUNT,
    "renameChartAccount",
    "Call an account something else, here or where the books are exported to",
    account,
    { ...CLOSE, input: renaming },
  ),
  deleting(ACCOUNT, "removeChartAccount", "Take an own account that has no entries off the chart", null, CLOSE),
  reading(
    "/exchange_rates",
    "listExchangeRates",
    "List the stored exchange rates, the newest first",
    { page: "ExchangeRate" },
    { query: queryOf(listedRates) },
  ),
  posting(
    "/exchange_rates",
    "storeExchangeRates",
    "Store exchange rates; one of a day that is there already is replaced",
    { one: "ExchangeRatesStored" },
    { ...CLOSE, input: storing },
  ),
  reading(
    "/journal_exports/quickbooks",
    "exportToQuickbooks",
    "Read a month's journal for QuickBooks Online: a journal per day, summed up",
    "csv",
    EXPORT,
  ),
  reading(
    "/journal_exports/xero",
    "exportToXero",
    "Read a month's journal for Xero: one of its files of manual journals, summed up",
    "csv",
    { ...EXPORT, query: queryOf(EXPORTED.xeroFile) },
  ),
  reading(
    "/journal_exports/xero/files",
    "countXeroFiles",
    "Read how many files a month's journal is for Xero, which takes so many lines in each",
    { one: "XeroFiles" },
    { ...EXPORT, query: queryOf(EXPORTED.xero) },
  ),
  reading("/journal_exports/csv", "exportAsCsv", "Read a month's journal, a row per entry", "csv", EXPORT),
  reading(
    "/journal_exports/json",
    "exportAsJson",
    "Read a month's journal, a line of JSON per transaction",
    "json-lines",
    EXPORT,
  ),
  reading(
    "/journal_exports/text",
    "exportAsText",
    "Read a month's journal as plain text accounting, for hledger and ledger",
    "text",
    EXPORT,
  ),
  reading(
    "/general_ledger",
    "getGeneralLedger",
    "Read how the general ledger elsewhere is told of each day: what it took last, what waits, what was given up",
    { one: "GeneralLedger" },
  ),
  posting(
    "/general_ledger/journals/{id}/send",
    "sendJournal",
    "Send a day's journal again that was given up, with the same number",
    { one: "GeneralLedger" },
    CLOSE,
  ),
];
