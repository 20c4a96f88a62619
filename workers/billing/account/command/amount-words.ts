import { numberFormat } from "../../../kit/number-format.ts";
import { minorDigits } from "../../currency.ts";

/** An amount for people: `€20.00`, `−€20.00`. Minor units. */
export function amountWords(amount: number, currency: string): string {
  const digits = minorDigits(currency);
  const format = numberFormat("en", {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(amount / 10 ** digits).replace("-", "−");
}

/** A UTC day for people: `22 Nov 2026`. */
export const dayWords = (atMs: number): string =>
  new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(atMs);

/** The last UTC day of what holds until a moment: of the end of a day that day itself. */
export const lastDayWords = (untilMs: number): string => dayWords(untilMs - 1);

const COUNT = new Intl.NumberFormat("en");

/** A feature or limit in words: `on`, `without a limit`, `1,000`. */
export const entitlementWords = (value: boolean | number | null): string =>
  typeof value === "boolean" ? (value ? "on" : "off") : value === null ? "without a limit" : COUNT.format(value);
