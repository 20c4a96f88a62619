import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { isCurrency } from "../../../workers/billing/currency.ts";
import { amountFrom } from "../../../workers/billing/money.ts";
import { Field, TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { moneyText } from "./amount.ts";
import { chartQuery } from "./ledger-api.ts";
import { useLedgerChange } from "./use-ledger-change.ts";

/** An entry from one account of the chart to another, for a second person to post. */
export function ManualDialog({ currency: first, onClose }: { currency: string; onClose: () => void }) {
  const accounts = useQuery(chartQuery).data?.accounts ?? [];
  const [fields, setFields] = useState({
    description: "",
    debit: "",
    credit: "",
    amount: "",
    currency: first,
    day: "",
  });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = useLedgerChange();
  const set = (name: keyof typeof fields) => (value: string) => setFields((now) => ({ ...now, [name]: value }));
  const { debit, credit, currency, day, description } = fields;
  const amount = isCurrency(currency) ? amountFrom(fields.amount, currency) : null;
  const complete = amount !== null && amount > 0 && debit !== "" && credit !== "" && debit !== credit && day !== "";
  const save = async () => {
    setBusy(true);
    const posting = { amount, currency };
    const postings = [
      { ...posting, account: debit, direction: "debit" },
      { ...posting, account: credit, direction: "credit" },
    ];
    try {
      await send("POST", "manual", { effectiveMs: Date.parse(`${day}T00:00:00Z`), description, postings });
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  const choice = (label: string, name: "debit" | "credit") => (
    <Field label={label}>
      {(control) => (
        <select {...control} className="input" value={fields[name]} onChange={(event) => set(name)(event.target.value)}>
          <option value="">Choose an account</option>
          {accounts.map(({ code, name: title }) => (
            <option key={code} value={code}>
              {code} {title}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  return (
    <FormDialog
      title="New entry"
      verb="Ask a second person"
      disabled={busy || !complete || description.trim() === ""}
      error={error}
      onSubmit={save}
      onClose={onClose}
    >
      <TextField label="What it is for" value={description} onChange={set("description")} />
      {choice("Debit", "debit")}
      {choice("Credit", "credit")}
      <TextField label="Amount" inputMode="decimal" value={fields.amount} onChange={set("amount")} />
      <TextField
        label="Currency"
        maxLength={3}
        value={currency}
        onChange={(value) => set("currency")(value.toUpperCase())}
      />
      <TextField
        label="Day"
        type="date"
        hint="Of a closed month, it counts in the open one."
        value={day}
        onChange={set("day")}
      />
      {complete && (
        <p className="muted">
          Moves {moneyText(amount, currency)} from {credit} to {debit} once somebody else posts it.
        </p>
      )}
    </FormDialog>
  );
}
