import { dayOf } from "../../../kit/time.ts";
import { majorText } from "../../money.ts";
import type { ChartAccount } from "../posting/chart.ts";
import type { Journal, JournalTransaction } from "../report/journal.ts";
import { titleOf } from "../report/report.ts";
import { accountOf } from "../report/sum.ts";

/** A cell of a CSV file (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe before it. */
function cell(text: string): string {
  const safe = /^[=+@\t\r]|^-\D/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Lines of a CSV file, each ended by CRLF. */
const csv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");

/** What an account is called in another system: `Parent:Sub` where it is divided. */
function exportName(chart: readonly ChartAccount[], name: string): string {
  const [, sub] = name.split(":");
  const parent = accountOf(chart, name).exportName;
  return sub === undefined ? parent : `${parent}:${sub}`;
}

/** QuickBooks Online's journal import: one row per side, the other column blank, dates as MM/DD/YYYY. */
export function quickbooksCsv(chart: readonly ChartAccount[], journals: readonly Journal[]): string {
  const head = ["JournalNo", "JournalDate", "AccountName", "Debits", "Credits", "Description", "Name"];
  const rows = journals.flatMap(({ no, date, currency, lines }) => {
    const [year, month, day] = date.split("-");
    return lines.map(({ chart: name, amount }) => {
      const text = majorText({ amount: Math.abs(amount), currency });
      const sides = amount > 0 ? [text, ""] : ["", text];
      const description = `${titleOf(chart, name)}, ${currency}`;
      return [no, `${month}/${day}/${year}`, exportName(chart, name), ...sides, description, ""];
    });
  });
  return csv([head, ...rows]);
}

/** Lines that Xero takes in one file of manual journals. */
export const XERO_LINES_MAX = 300;
/** Where a part of a long journal is balanced: what one part leaves here another takes away. */
const CARRIED = "1900";

/** A journal in parts that Xero takes, each balanced by a line of its own: the lines of all parts sum up to the whole. */
function partsOf(journal: Journal): Journal[] {
  if (journal.lines.length <= XERO_LINES_MAX) return [journal];
  const size = XERO_LINES_MAX - 1;
  return Array.from({ length: Math.ceil(journal.lines.length / size) }, (_, part) => {
    const lines = journal.lines.slice(part * size, (part + 1) * size);
    const carried = lines.reduce((sum, { amount }) => sum - amount, 0);
    return {
      ...journal,
      no: `${journal.no} part ${part + 1}`,
      lines: carried === 0 ? lines : [...lines, { chart: CARRIED, amount: carried }],
    };
  });
}

/** Journals as files that Xero takes, one after the other, each with as many whole ones as fit. None without a journal. */
export function xeroFiles(chart: readonly ChartAccount[], journals: readonly Journal[], taxRate: string): string[] {
  const files: Journal[][] = [];
  let room = 0;
  for (const part of journals.flatMap(partsOf)) {
    if (part.lines.length > room) {
      files.push([]);
      room = XERO_LINES_MAX;
    }
    files.at(-1)?.push(part);
    room -= part.lines.length;
  }
  return files.map((file) => xeroCsv(chart, file, taxRate));
}

/** Xero's manual journal import: rows of one narration and date are a journal, debits positive, dates as DD/MM/YYYY. */
function xeroCsv(chart: readonly ChartAccount[], journals: readonly Journal[], taxRate: string): string {
  const head = ["*Narration", "*Date", "Description", "*AccountCode", "*TaxRate", "*Amount"];
  const tracking = ["TrackingName1", "TrackingOption1", "TrackingName2", "TrackingOption2"];
  const rows = journals.flatMap(({ no, date, currency, lines }) => {
    const when = date.split("-").reverse().join("/");
    return lines.map(({ chart: name, amount }) => {
      const code = accountOf(chart, name).exportCode;
      return [
        `Apiary ${no}`,
        when,
        titleOf(chart, name),
        code,
        taxRate,
        majorText({ amount, currency }),
        "",
        "",
        "",
        "",
      ];
    });
  });
  return csv([[...head, ...tracking], ...rows]);
}

const CSV_HEAD = [
  "Date",
  "Occurred",
  "Transaction",
  "Account",
  "Kind",
  "Code",
  "Name",
  "Debit",
  "Credit",
  "Currency",
  "Correction",
  "Source",
  "Description",
];

/** The first line of the plain CSV. */
export const journalCsvHead = csv([CSV_HEAD]);

/** The journal as CSV: a row per entry. */
export const journalCsv = (chart: readonly ChartAccount[], transactions: readonly JournalTransaction[]): string =>
  csv(
    transactions.flatMap((each) =>
      each.entries.map(({ chart: name, currency, amount }) => {
        const text = majorText({ amount: Math.abs(amount), currency });
        const sides = amount > 0 ? [text, ""] : ["", text];
        return [
          dayOf(each.postedMs),
          dayOf(each.occurredMs),
          each.id,
          each.accountId,
          each.kind,
          name,
          titleOf(chart, name),
          ...sides,
          currency,
          each.correction ? "yes" : "",
          each.source,
          each.description,
        ];
      }),
    ),
  );

/** The journal as JSON, an object per line. */
export const journalJson = (_: readonly ChartAccount[], transactions: readonly JournalTransaction[]): string =>
  transactions.map((each) => `${JSON.stringify(each)}\n`).join("");

const TOP: Record<ChartAccount["class"], string> = {
  asset: "assets",
  liability: "liabilities",
  equity: "equity",
  income: "income",
  expense: "expenses",
};

/** The journal as plain text accounting, which hledger and ledger read. */
export const journalText = (chart: readonly ChartAccount[], transactions: readonly JournalTransaction[]): string =>
  transactions
    .map(({ postedMs, id, description, accountId, entries }) => {
      const lines = entries.map(({ chart: name, currency, amount }) => {
        const account = [TOP[accountOf(chart, name).class], ...exportName(chart, name).split(":")].map(plain).join(":");
        return `    ${account}  ${majorText({ amount, currency })} ${currency}\n`;
      });
      return `${dayOf(postedMs)} * (${plain(id)}) ${plain(description)}  ; account: ${accountId}\n${lines.join("")}\n`;
    })
    .join("");

/** Text without what means something in plain text accounting: two spaces, a semicolon, brackets, a line's end. */
const plain = (text: string): string =>
  text
    .replace(/[;()[\]|\r\n\t]+/g, " ")
    .replace(/ {2,}/g, " ")
    .trim();
