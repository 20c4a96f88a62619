import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { LedgerState } from "../../../workers/billing/ledger/view.ts";
import { Icon } from "../ui/icon.tsx";
import { counted } from "../words/number.ts";
import { monthAfter, monthTitle } from "./month-words.ts";

/** Months that may stay open after they ended before somebody should close them. */
const OPEN_MONTHS = 2;

/** What needs somebody in the books; nothing when nothing does. */
export function Needs({ state }: { state: LedgerState }) {
  const { waiting, differences, thisMonth } = state;
  const open = state.openMonth ?? state.firstMonth;
  const late = open !== null && open < monthAfter(thisMonth, -OPEN_MONTHS);
  if (waiting + differences === 0 && !late) return null;
  return (
    <ul className="list">
      {waiting > 0 && (
        <Need>{counted(waiting, "entry or reopening waits", "entries or reopenings wait")} for a second person</Need>
      )}
      {differences > 0 && <Need>The books differ from {counted(differences, "account")}</Need>}
      {late && <Need>{monthTitle(open)} is over and still open</Need>}
    </ul>
  );
}

function Need({ children }: { children: ReactNode }) {
  return (
    <li>
      <Icon name="warning" />
      <Link to="/money/close" className="grow">
        {children}
      </Link>
    </li>
  );
}
