import { minorDigits } from "../../currency.ts";
import { amountFrom } from "../../money.ts";

/** What would be taken for a formula by a spreadsheet, also behind apostrophes that were put before it. */
const FORMULA = /^'*(?:[=+@\t\r]|-(?![\d.,]+$))/;

/** A cell that no spreadsheet takes for a formula: one that looks like one has an apostrophe before it. */
export const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** What a guarded cell said; other cells are as they are. */
export const unguarded = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;

/** A row of a CSV file (RFC 4180). */
export const csvRow = (cells: readonly string[], delimiter = ","): string =>
  `${cells
    .map((text) => (/["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text))
    .join(delimiter)}\r\n`;

const DAY = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** The time that a text says, epoch milliseconds: a day means its beginning, and what names no zone is UTC. Null when it is none. */
export function timeFrom(text: string): number | null {
  const match = DAY.exec(text);
  if (!match) return null;
  const [, year, month, date, hour = "00", minute = "00", second = "00", zone = "Z"] = match;
  // The 31st of a short month is no day, though it is read as one of the next month.
  const day = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
  if (day.getUTCMonth() !== Number(month) - 1 || day.getUTCDate() !== Number(date)) return null;
  const atMs = Date.parse(
    `${year}-${month}-${date}T${hour}:${minute}:${second}${zone.replace(/(\d{2}):?(\d{2})$/, "$1:$2")}`,
  );
  return Number.isNaN(atMs) ? null : atMs;
}

/** The minor units that a text says in a file where amounts are written so. Null when it is no amount of the currency. */
export function amountIn(text: string, currency: string, decimal: "." | ","): number | null {
  if (decimal === ".") return amountFrom(text, currency);
  return text.includes(".") ? null : amountFrom(text.replace(",", "."), currency);
}

/** An amount of the currency as such a file writes it, for a message: `12.50`. */
export const amountExample = (currency: string, decimal: "." | ","): string => {
  const digits = minorDigits(currency);
  return digits === 0 ? "12" : `12${decimal}${"5".padEnd(digits, "0")}`;
};
