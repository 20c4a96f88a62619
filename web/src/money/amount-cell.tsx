import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { minorDigits } from "../../../workers/billing/currency.ts";
import type { BehindFigure } from "../../../workers/billing/ledger/view.ts";
import { amountText, moneyText } from "./amount.ts";
import { type MoneySearch, parseMoneySearch } from "./money-search.ts";
import { BehindLink } from "./reports/behind-link.tsx";

interface AmountCellProps {
  label: string;
  amount: number;
  currency: string;
  /** The entries that it is the sum of. */
  entries?: MoneySearch | undefined;
  /** The figure of a month whose accounts add up to it. */
  behind?: { figure: BehindFigure; month: string; currency: string };
  strong?: boolean;
}

interface MoneyCellProps {
  label: string;
  amount: number;
  currency: string;
  /** Instead of the amount's own text: a link around it. */
  children?: ReactNode;
}

/** An amount in a table; a link to its entries where they are known. */
export function AmountCell({ label, amount, currency, entries, behind, strong = false }: AmountCellProps) {
  const text = amountText(amount, currency);
  const shown = strong ? <strong>{text}</strong> : text;
  return (
    <td className={`number money${amount === 0 ? " none" : ""}${amount < 0 ? " negative" : ""}`} data-label={label}>
      {behind && amount !== 0 ? (
        <BehindLink of={behind}>{shown}</BehindLink>
      ) : entries && amount !== 0 ? (
        <Link
          to="/money/journal"
          search={({ entity }) => parseMoneySearch({ ...entries, entity })}
          title="Show the entries"
        >
          {shown}
        </Link>
      ) : (
        shown
      )}
    </td>
  );
}

/** An amount with its currency, for tables in which each row has its own; zero is a dash. */
export function MoneyCell({ label, amount, currency, children }: MoneyCellProps) {
  return (
    <td className={`number money${amount === 0 ? " none" : ""}${amount < 0 ? " negative" : ""}`} data-label={label}>
      {children ?? (amount === 0 ? "–" : moneyText(amount, currency))}
      <Hundredths currency={currency} none={amount === 0} />
    </td>
  );
}

/** The room of the hundredths that a currency has not, so that amounts of several currencies stand point under point. */
const Hundredths = ({ currency, none }: { currency: string; none: boolean }) =>
  none || minorDigits(currency) > 0 ? null : <span className="no-hundredths" aria-hidden="true" />;
