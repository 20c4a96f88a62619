import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { moneyText } from "../amount.ts";
import { MoneyCell } from "../amount-cell.tsx";
import type { State } from "./payment-words.ts";

/** A state's cell: its mark, and what else is to be said of it. */
export function StateCell({ state: { title, tone }, children }: { state: State; children?: ReactNode }) {
  return (
    <td data-label="State">
      <span>
        <span className={`badge ${tone}`}>{title}</span>
        {children}
      </span>
    </td>
  );
}

/** An amount that leads to its payment. */
export function PaymentAmountCell({ id, amount, currency }: { id: string; amount: number; currency: string }) {
  return (
    <MoneyCell label="Amount" amount={amount} currency={currency}>
      <Link to="/money/payments/$paymentId" params={{ paymentId: id }} className="title">
        {moneyText(amount, currency)}
      </Link>
    </MoneyCell>
  );
}
