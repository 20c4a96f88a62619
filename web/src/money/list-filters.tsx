import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { accountQuery } from "../customers/customers-api.ts";
import { ChoiceChip } from "../ui/choice-chip.tsx";
import { onDemand } from "../ui/on-demand.tsx";
import { stateQuery } from "./books/ledger-api.ts";
import type { FilterName } from "./list-filter-dialogs.tsx";
import type { ListSearch } from "./list-search.ts";

const ListFilterDialog = onDemand(() => import("./list-filter-dialogs.tsx"), { what: "The dialog" });

interface ListFiltersProps {
  states: readonly (readonly [value: string, words: string])[];
  gateways?: readonly string[];
  /** Whether rows belong to accounts. */
  ofAccount: boolean;
  search: ListSearch;
  change: (edit: { [name in keyof ListSearch]?: string | undefined }) => void;
  clear: () => void;
}

/** The filters of a list as a sentence: state, gateway, money, days, customer. */
export function ListFilters({ states, gateways, ofAccount, search, change, clear }: ListFiltersProps) {
  const [open, setOpen] = useState<FilterName | null>(null);
  const currencies = useQuery(stateQuery).data?.currencies ?? [];
  const { status, gateway, currency, min, max, from, to, account } = search;
  const chip = (name: FilterName, label: string, words: string | null, all: string) => (
    <button
      type="button"
      className={words === null ? "chip" : "chip chosen"}
      aria-label={`${label}: ${words ?? all}`}
      onClick={() => setOpen(name)}
    >
      <span className="clip">{words ?? all}</span>
    </button>
  );
  return (
    <div className="line-up list-filters">
      <ChoiceChip
        label="State"
        value={status}
        all="Any state"
        choices={states}
        choose={(value) => change({ status: value })}
      />
      {gateways && (
        <ChoiceChip
          label="Gateway"
          value={gateway}
          all="by any gateway"
          choices={gateways.map((each) => [each, `by ${each}`])}
          choose={(value) => change({ gateway: value })}
        />
      )}
      <ChoiceChip
        label="Currency"
        value={currency}
        all="in any currency"
        choices={[...new Set([...currencies, ...(currency ? [currency] : [])])].map((each) => [each, `in ${each}`])}
        choose={(value) => change({ currency: value, min: undefined, max: undefined })}
      />
      {chip("amount", "Amount", amountWords(min, max), "of any amount")}
      {chip("days", "Days", dayWords(from, to), "on any day")}
      {ofAccount && <AccountChip id={account} open={() => setOpen("account")} />}
      {Object.keys(search).length > 0 && (
        <button type="button" className="button quiet small" onClick={clear}>
          Clear
        </button>
      )}
      {open && <ListFilterDialog name={open} {...{ search, change, currencies }} onClose={() => setOpen(null)} />}
    </div>
  );
}

function AccountChip({ id, open }: { id: string | undefined; open: () => void }) {
  const name = useQuery({ ...accountQuery(id ?? ""), enabled: id !== undefined }).data?.account.name ?? id;
  const words = name === undefined ? "of any customer" : `of ${name}`;
  return (
    <button
      type="button"
      className={name === undefined ? "chip" : "chip chosen"}
      aria-label={`Customer: ${words}`}
      onClick={open}
    >
      <span className="clip">{words}</span>
    </button>
  );
}

function amountWords(min: string | undefined, max: string | undefined): string | null {
  if (min === undefined) return max === undefined ? null : `up to ${max}`;
  return max === undefined ? `from ${min}` : `${min} to ${max}`;
}

function dayWords(from: string | undefined, to: string | undefined): string | null {
  if (from === undefined) return to === undefined ? null : `until ${to}`;
  if (to === undefined) return `since ${from}`;
  return from === to ? `on ${from}` : `${from} to ${to}`;
}
