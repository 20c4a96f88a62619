import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { isCurrency } from "../../../../workers/billing/currency.ts";
import { amountFrom } from "../../../../workers/billing/money.ts";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { moneyText } from "../amount.ts";
import { ChartField } from "./chart-field.tsx";
import { useLedgerChange } from "./use-ledger-change.ts";

interface ManualDialogProps {
  /** Whose books. */
  entity: string;
  currency: string;
  onClose: () => void;
}

const END_OF_DAY = "T23:59:59Z";

/** An entry from one account of the chart to another, for a second person to post: at once, or once what it expects has come. */
export function ManualDialog({ entity, currency: first, onClose }: ManualDialogProps) {
  const [fields, setFields] = useState({
    description: "",
    debit: "",
    credit: "",
    amount: "",
    currency: first,
    day: "",
    until: "",
  });
  const send = useLedgerChange();
  const set = (name: keyof typeof fields) => (value: string) => setFields((now) => ({ ...now, [name]: value }));
  const { debit, credit, currency, day, until, description } = fields;
  const amount = isCurrency(currency) ? amountFrom(fields.amount, currency) : null;
  const complete = amount !== null && amount > 0 && debit !== "" && credit !== "" && debit !== credit && day !== "";
  const save = useMutation({
    mutationFn: async () => {
      const posting = { amount, currency };
      const postings = [
        { ...posting, account: debit, direction: "debit" },
        { ...posting, account: credit, direction: "credit" },
      ];
      const expiresMs = until === "" ? null : Date.parse(`${until}${END_OF_DAY}`);
      await send("POST", "manual", {
        ...{ entity, effectiveMs: Date.parse(`${day}T00:00:00Z`), expiresMs, description, postings },
      });
    },
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title="New entry"
      verb="Ask a second person"
      disabled={save.isPending || !complete || description.trim() === ""}
      error={save.error}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextField label="What it is for" value={description} onChange={set("description")} />
      <ChartField label="Debit" none="Choose an account" value={debit} onChange={set("debit")} />
      <ChartField label="Credit" none="Choose an account" value={credit} onChange={set("credit")} />
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
      <TextField
        label="Expected until"
        type="date"
        hint="Empty: it is posted as soon as somebody else agrees. With a day it is expected until then, and posted or given up by hand."
        value={until}
        onChange={set("until")}
      />
      {complete && (
        <p className="muted">
          {until === "" ? "Moves" : "Expects"} {moneyText(amount, currency)} from {credit} to {debit} once somebody else
          agrees.
        </p>
      )}
    </FormDialog>
  );
}
