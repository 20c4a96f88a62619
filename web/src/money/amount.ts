import { minorDigits } from "../../../workers/billing/currency.ts";
import { amountFrom, formatMoney } from "../../../workers/billing/money.ts";

const formats = new Map<number, Intl.NumberFormat>();

/** An amount of minor units as books show it: thousands apart, negative in parentheses, zero as a dash. */
export function amountText(amount: number, currency: string): string {
  if (amount === 0) return "–";
  const digits = minorDigits(currency);
  const format =
    formats.get(digits) ??
    new Intl.NumberFormat("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  formats.set(digits, format);
  const text = format.format(Math.abs(amount) / 10 ** digits);
  return amount < 0 ? `(${text})` : text;
}

/** An amount with its currency, for sentences: `€19.00`. */
export const moneyText = (amount: number, currency: string): string =>
  formatMoney({ amount, currency }, "en").replace("-", "−");

/** A price of a unit, which may have more places than the currency: `€0.005`. */
export function unitMoney(unitAmount: string, currency: string): string {
  const major = shifted(unitAmount, -minorDigits(currency));
  const places = Math.max(minorDigits(currency), (major.split(".")[1] ?? "").length);
  const format = { style: "currency", currency, minimumFractionDigits: places, maximumFractionDigits: places } as const;
  return new Intl.NumberFormat("en", format).format(Number(major));
}

/** A unit's price in minor units as a form writes it, in major ones; and back. */
export const majorDecimal = (unitAmount: string, currency: string): string =>
  shifted(unitAmount, -minorDigits(currency));
export const minorDecimal = (text: string, currency: string): string => shifted(text.trim(), minorDigits(currency));

/** An amount of a form in minor units; what is none becomes what the server refuses. */
export const minorAmount = (text: string, currency: string): number =>
  text.trim() === "" ? 0 : (amountFrom(text, currency) ?? Number.NaN);

/** Text of a decimal number with its point moved to the right; other text stays as it is, for the server to refuse. */
function shifted(text: string, places: number): string {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return text;
  const [, whole = "", fraction = ""] = match;
  const at = whole.length + places;
  const digits = (whole + fraction).padStart((whole + fraction).length + Math.max(0, -at), "0");
  const point = Math.max(at, 0);
  const padded = digits.padEnd(point, "0");
  const left = padded.slice(0, point).replace(/^0+(?=\d)/, "") || "0";
  const right = padded.slice(point).replace(/0+$/, "");
  return right === "" ? left : `${left}.${right}`;
}
