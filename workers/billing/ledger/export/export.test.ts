import { expect, it } from "vitest";
import { BUILT_IN } from "../posting/chart.ts";
import type { Journal, JournalTransaction } from "../report/journal.ts";
import { journalCsv, journalJson, journalText, quickbooksCsv, XERO_LINES_MAX, xeroFiles } from "./export.ts";

const journal: Journal = {
  no: "2026-01-31-EUR",
  date: "2026-01-31",
  currency: "EUR",
  lines: [
    { chart: "1050:stripe", amount: 11_900 },
    { chart: "4000:shop", amount: -11_900 },
  ],
};
const transaction: JournalTransaction = {
  entity: "main",
  accountId: "acc",
  id: "invoice-finalised:in_1",
  kind: "invoice-finalised",
  month: "2026-02",
  postedMs: Date.UTC(2026, 1, 1),
  occurredMs: Date.UTC(2026, 0, 5),
  correction: true,
  source: "invoice:in_1",
  description: '=HYPERLINK("x"); A,  (1)',
  entries: [
    { chart: "1100", currency: "JPY", amount: 500 },
    { chart: "2000", currency: "JPY", amount: -500 },
  ],
};
const chart = BUILT_IN.map((account) =>
  account.code === "4000" ? { ...account, exportName: "Sales", exportCode: "200" } : account,
);

it("writes QuickBooks Online's journal: US dates, the account's mapped name, one side per row", () => {
  expect(quickbooksCsv(chart, [journal]).split("\r\n")).toEqual([
    "JournalNo,JournalDate,AccountName,Debits,Credits,Description,Name",
    '2026-01-31-EUR,01/31/2026,Processor clearing:stripe,119.00,,"Processor clearing, stripe, EUR",',
    '2026-01-31-EUR,01/31/2026,Sales:shop,,119.00,"Revenue, shop, EUR",',
    "",
  ]);
});

it.each([
  [XERO_LINES_MAX, 1],
  [XERO_LINES_MAX + 1, 2],
])("gives Xero a journal of %i lines in %i balanced parts", (count, parts) => {
  const amounts = Array.from({ length: count - 1 }, (_, at) => at + 1);
  const last = -amounts.reduce((sum, amount) => sum + amount, 0);
  const lines = [...amounts, last].map((amount, at) => ({ chart: `4000:p${at}`, amount }));
  const files = xeroFiles(chart, [{ ...journal, lines }], "Tax Exempt").map((file) =>
    file.trimEnd().split("\r\n").slice(1),
  );
  expect(files.map((file) => file.length <= XERO_LINES_MAX)).toEqual(Array.from({ length: parts }, () => true));
  const rows = files.flat();
  const sums = new Map<string, number>();
  for (const row of rows) {
    // The narration is the first cell, the amount the sixth; the title between them has a comma in quotes.
    const [narration = ""] = row.split(",");
    const amount = Number(/(-?[\d.]+),,,,$/.exec(row)?.[1]);
    sums.set(narration, Math.round((sums.get(narration) ?? 0) + amount * 100));
  }
  expect([...sums.values()]).toEqual(Array.from({ length: parts }, () => 0));
});

it("puts as many of Xero's journals into a file as fit, and none where there is none", () => {
  const of = (count: number, no: string): Journal => ({
    ...{ ...journal, no },
    lines: Array.from({ length: count }, (_, at) => ({ chart: `4000:p${at}`, amount: at % 2 === 0 ? 1 : -1 })),
  });
  const lines = (journals: Journal[]) =>
    xeroFiles(chart, journals, "Tax Exempt").map((file) => file.trimEnd().split("\r\n").length - 1);
  expect(lines([of(XERO_LINES_MAX - 100, "EUR"), of(100, "USD")])).toEqual([XERO_LINES_MAX]);
  expect(lines([of(XERO_LINES_MAX - 100, "EUR"), of(102, "USD")])).toEqual([XERO_LINES_MAX - 100, 102]);
  expect(lines([])).toEqual([]);
});

it("writes Xero's manual journal: the account's mapped code, debits positive", () => {
  expect(xeroFiles(chart, [journal], "Tax Exempt")[0]?.split("\r\n")).toEqual([
    "*Narration,*Date,Description,*AccountCode,*TaxRate,*Amount,TrackingName1,TrackingOption1,TrackingName2,TrackingOption2",
    'Apiary 2026-01-31-EUR,31/01/2026,"Processor clearing, stripe",1050,Tax Exempt,119.00,,,,',
    'Apiary 2026-01-31-EUR,31/01/2026,"Revenue, shop",200,Tax Exempt,-119.00,,,,',
    "",
  ]);
});

it("writes CSV in which no cell is a formula, and says what is a correction of when", () => {
  expect(journalCsv(chart, [transaction]).split("\r\n")[0]).toBe(
    '2026-02-01,2026-01-05,invoice-finalised:in_1,acc,invoice-finalised,1100,Accounts receivable,500,,JPY,yes,invoice:in_1,"\'=HYPERLINK(""x""); A,  (1)"',
  );
});

it("writes plain text accounting in which nothing of a description has a meaning", () => {
  expect(journalText(chart, [transaction])).toBe(
    [
      '2026-02-01 * (invoice-finalised:in_1) =HYPERLINK "x" A, 1  ; account: acc',
      "    assets:Accounts receivable  500 JPY",
      "    liabilities:Deferred revenue  -500 JPY",
      "",
      "",
    ].join("\n"),
  );
});

it("writes an object per line", () => expect(JSON.parse(journalJson(chart, [transaction]))).toEqual(transaction));
