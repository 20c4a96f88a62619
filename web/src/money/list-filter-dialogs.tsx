import { useState } from "react";
import { AccountChoice } from "../customers/account-choice.tsx";
import { Select } from "../customers/choice.tsx";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { useNow } from "../ui/now.ts";
import { lastDays } from "./last-days.ts";
import type { ListSearch } from "./list-search.ts";

/** What a list is narrowed by that takes more than a choice. */
export type FilterName = "amount" | "days" | "account";

type Change = (edit: { [name in keyof ListSearch]?: string | undefined }) => void;

interface FilterDialogProps {
  search: ListSearch;
  change: Change;
  /** Those that the books have. */
  currencies: string[];
  onClose: () => void;
}

/** Asks for a filter of a list. */
export default function ListFilterDialog({ name, ...props }: FilterDialogProps & { name: FilterName }) {
  if (name === "amount") return <AmountFilter {...props} />;
  return name === "days" ? <DayFilter {...props} /> : <AccountFilter {...props} />;
}

/** From which amount to which, in one currency. */
function AmountFilter({ search, change, currencies, onClose }: FilterDialogProps) {
  const [currency, setCurrency] = useState(search.currency ?? currencies[0] ?? "EUR");
  const [min, setMin] = useState(search.min ?? "");
  const [max, setMax] = useState(search.max ?? "");
  return (
    <FormDialog
      title="Amount"
      verb="Show these"
      disabled={false}
      error={null}
      onSubmit={() => {
        change({ currency, min, max });
        onClose();
      }}
      onClose={onClose}
    >
      <TextField label="From" inputMode="decimal" value={min} onChange={setMin} />
      <TextField label="To" inputMode="decimal" value={max} onChange={setMax} />
      <Select
        label="Currency"
        choices={[...new Set([currency, ...currencies])].map((each) => [each, each])}
        value={currency}
        onChange={setCurrency}
      />
    </FormDialog>
  );
}

const SPANS = [
  [1, "Today"],
  [7, "7 days"],
  [30, "30 days"],
  [90, "90 days"],
] as const;

/** From which day to which, both in it. */
function DayFilter({ search, change, onClose }: FilterDialogProps) {
  const [from, setFrom] = useState(search.from ?? "");
  const [to, setTo] = useState(search.to ?? "");
  const nowMs = useNow();
  const choose = (days: { from: string; to: string }) => {
    change(days);
    onClose();
  };
  return (
    <FormDialog
      title="Days"
      verb="Show these"
      disabled={from !== "" && to !== "" && to < from}
      error={null}
      onSubmit={() => choose({ from, to })}
      onClose={onClose}
    >
      <TextField label="From" type="date" value={from} onChange={setFrom} />
      <TextField label="To" type="date" value={to} onChange={setTo} hint="Days are UTC's, as in the books." />
      <div className="line-up">
        {SPANS.map(([days, words]) => (
          <button key={days} type="button" className="chip" onClick={() => choose(lastDays(days, nowMs))}>
            {words}
          </button>
        ))}
      </div>
    </FormDialog>
  );
}

/** Of which customer. */
function AccountFilter({ change, onClose }: FilterDialogProps) {
  const [id, setId] = useState<string | null>(null);
  return (
    <FormDialog
      title="Customer"
      verb={id === null ? "Show all" : "Show these"}
      disabled={false}
      error={null}
      onSubmit={() => {
        change({ account: id ?? undefined });
        onClose();
      }}
      onClose={onClose}
    >
      <AccountChoice label="Customer" chosen={id} choose={(account) => setId(account?.id ?? null)} />
    </FormDialog>
  );
}
