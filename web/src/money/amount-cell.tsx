import { Link } from "@tanstack/react-router";
import { amountText } from "./amount.ts";
import type { MoneySearch } from "./money-search.ts";

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
