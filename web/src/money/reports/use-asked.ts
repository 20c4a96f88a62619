import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { LedgerState } from "../../../../workers/billing/ledger/view.ts";
import { type Asked, stateQuery } from "../books/ledger-api.ts";
import { type MoneySearch, parseMoneySearch } from "../money-search.ts";

/** What the URL asks the reports for, with what the books have where it says nothing. Null until the books were read. */
export function useAsked(): {
  state: LedgerState | undefined;
  asked: Asked | null;
  error: Error | null;
  retry: () => void;
  change: (edit: MoneySearch) => void;
} {
  const search: MoneySearch = useSearch({ from: "/shell/money" });
  const navigate = useNavigate();
  const query = useQuery(stateQuery);
  const state = query.data;
  const currency = search.currency ?? (state && usualCurrency(state));
  return {
    state,
    asked:
      state && currency !== undefined
        ? {
            month: search.month ?? state.thisMonth,
            months: search.months ?? 12,
            currency,
            convert: converts(search, state, currency) ? "yes" : undefined,
            entity: search.entity,
          }
        : null,
    error: query.error,
    retry: query.refetch,
    change: (edit) => void navigate({ to: ".", search: (now) => parseMoneySearch({ ...now, ...edit }), replace: true }),
  };
}

/** The company's own currency where the books have it or rates into it, else the one with most entries. */
const usualCurrency = ({ currency, currencies, bases }: LedgerState): string | undefined =>
  currencies.length > 0 && (currencies.includes(currency) || bases.includes(currency)) ? currency : currencies[0];

/** Whether other currencies are taken in: as the URL says, else in the company's own where there are some. */
function converts(search: MoneySearch, { currency: own, currencies, bases }: LedgerState, currency: string): boolean {
  if (search.convert !== undefined) return search.convert === "yes";
  return currency === own && bases.includes(own) && currencies.some((each) => each !== own);
}
