import { minorDigits } from "../currency.ts";

/** An amount for people: `€20.00`, `−€20.00`. Minor units. */
export function amountWords(amount: number, currency: string): string {
  const digits = minorDigits(currency);
  const format = new Intl.NumberFormat("en", {
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

/** A feature or limit in words. */
export const entitlementWords = (value: boolean | number | null): string =>
  typeof value === "boolean" ? (value ? "on" : "off") : value === null ? "without a limit" : String(value);
