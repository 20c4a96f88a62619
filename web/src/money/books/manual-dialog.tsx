import { useMutation } from "@tanstack/react-query";
import { isCurrency } from "../../../../workers/billing/currency.ts";
import { amountFrom } from "../../../../workers/billing/money.ts";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { useLines } from "../../ui/lines.ts";
import { moneyText } from "../amount.ts";
import { AmountField, CurrencyField } from "../amount-fields.tsx";
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
  const { lines, line } = useLines({
    description: "",
    debit: "",
    credit: "",
    amount: "",
    currency: first,
    day: "",
    until: "",
  });
  const send = useLedgerChange();
  const { debit, credit, currency, day, until, description } = lines;
  const amount = isCurrency(currency) ? amountFrom(lines.amount, currency) : null;
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
      <TextField label="What it is for" {...line("description")} />
      <ChartField label="Debit" none="Choose an account" {...line("debit")} />
      <ChartField label="Credit" none="Choose an account" {...line("credit")} />
      <AmountField {...line("amount")} />
      <CurrencyField {...line("currency")} />
      <TextField label="Day" type="date" hint="Of a closed month, it counts in the open one." {...line("day")} />
      <TextField
        label="Expected until"
        type="date"
        hint="Empty: it is posted as soon as somebody else agrees. With a day it is expected until then, and posted or given up by hand."
        {...line("until")}
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
