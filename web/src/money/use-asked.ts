import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { LedgerState } from "../../../workers/billing/ledger/view.ts";
import { type Asked, stateQuery } from "./ledger-api.ts";
import { type MoneySearch, parseMoneySearch } from "./money-search.ts";

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
  const currency = search.currency ?? state?.currencies[0];
  return {
    state,
    asked:
      state && currency !== undefined
        ? { month: search.month ?? state.thisMonth, months: search.months ?? 12, currency, convert: search.convert }
        : null,
    error: query.error,
    retry: query.refetch,
    change: (edit) => void navigate({ to: ".", search: (now) => parseMoneySearch({ ...now, ...edit }), replace: true }),
  };
}
