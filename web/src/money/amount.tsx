import { Link } from "@tanstack/react-router";
import { minorDigits } from "../../../workers/billing/currency.ts";
import type { MoneySearch } from "./money-search.ts";

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

/** An amount with its currency before it, for sentences. */
export const moneyText = (amount: number, currency: string): string =>
  `${currency} ${amount === 0 ? "0" : amountText(amount, currency)}`;

interface AmountCellProps {
  label: string;
  amount: number;
  currency: string;
  /** The entries that it is the sum of. */
  entries?: MoneySearch | undefined;
  strong?: boolean;
}

/** An amount in a table; a link to its entries where they are known. */
export function AmountCell({ label, amount, currency, entries, strong = false }: AmountCellProps) {
  const text = amountText(amount, currency);
  const shown = strong ? <strong>{text}</strong> : text;
  return (
    <td className={`number money${amount === 0 ? " none" : ""}${amount < 0 ? " negative" : ""}`} data-label={label}>
      {entries && amount !== 0 ? (
        <Link to="/money/journal" search={entries} title="Show the entries">
          {shown}
        </Link>
      ) : (
        shown
      )}
    </td>
  );
}
