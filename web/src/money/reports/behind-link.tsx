import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { BehindFigure } from "../../../../workers/billing/ledger/view.ts";
import { parseMoneySearch } from "../money-search.ts";

interface BehindLinkProps {
  of: { figure: BehindFigure; month: string; currency: string };
  children: ReactNode;
}

/** The way from a figure of a month to the accounts that add up to it; other currencies are taken in as on the page that it stands on. */
export const BehindLink = ({ of: { figure, month, currency }, children }: BehindLinkProps) => (
  <Link
    to="/money/behind/$figure"
    params={{ figure }}
    search={({ convert, months, entity }) => parseMoneySearch({ month, currency, convert, months, entity })}
    title="Show the accounts"
  >
    {children}
  </Link>
);
