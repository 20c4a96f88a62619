import { numberFormat } from "../kit/number-format.ts";
import { minorDigits } from "./currency.ts";

/** An amount: an integer in the currency's minor units (ISO 4217), negative for what is owed to the customer. */
export interface Money {
  amount: number;
  currency: string;
}

/** A decimal number as text, exact: at most 15 digits before the point and 12 after it. Rates and unit prices are such. */
export type Decimal = string;

/** Places of a unit's price beyond those of the minor unit. */
const UNIT_PLACES = 12;

/** An amount in words for a reader: `€20.00`, `¥2,000`. The digits are ISO's, the signs and their places the language's. */
export const formatMoney = ({ amount, currency }: Money, language: string): string =>
  moneyFormat(currency, language)(amount);

/** `formatMoney` for many amounts of one currency: what is dear about it is done once. */
export function moneyFormat(currency: string, language: string): (amount: number) => string {
  const digits = minorDigits(currency);
  const format = numberFormat(language, {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  // What is formatted is text of digits: exact where a float is not.
  return (amount) => format.format(majorText({ amount, currency }) as Intl.StringNumericLiteral);
}

/** What one unit costs, in words, with all its places: `€0.0025`. Minor units. */
export function formatUnitAmount(unitAmount: Decimal, currency: string, language: string): string {
  const digits = minorDigits(currency);
  const [whole = "", fraction = ""] = unitAmount.split(".");
  const text = whole.padStart(digits + 1, "0");
  const point = text.length - digits;
  const places = { minimumFractionDigits: digits, maximumFractionDigits: digits + UNIT_PLACES };
  const format = numberFormat(language, { style: "currency", currency, ...places });
  return format.format(`${text.slice(0, point)}.${text.slice(point)}${fraction}0` as Intl.StringNumericLiteral);
}

/** An amount in major units as plain text, `-20.05`: how documents, exports and forms write it. */
export function majorText({ amount, currency }: Money): string {
  const digits = minorDigits(currency);
  const text = String(Math.abs(amount)).padStart(digits + 1, "0");
  const point = text.length - digits;
  const fraction = digits === 0 ? "" : `.${text.slice(point)}`;
  return `${amount < 0 ? "-" : ""}${text.slice(0, point)}${fraction}`;
}

/** The amount that such text says; null when it is none or has more places than the currency. */
export function amountFrom(text: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text.trim());
  if (match === null) return null;
  const [, sign = "", whole = "", fraction = ""] = match;
  if (fraction.length > digits) return null;
  const amount = Number(whole + fraction.padEnd(digits, "0"));
  if (!Number.isSafeInteger(amount)) return null;
  return sign === "-" && amount !== 0 ? -amount : amount;
}
