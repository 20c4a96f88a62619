import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { ManualEntry } from "../../../../workers/billing/ledger/view.ts";
import { amountFrom, majorText } from "../../../../workers/billing/money.ts";
import { Choice } from "../../customers/choice.tsx";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { moneyText } from "../amount.ts";
import { useLedgerChange } from "./use-ledger-change.ts";

const OUTCOMES = [
  ["posted", "It came", "Posted now, in the month that is open."],
  ["voided", "It does not come", "Nothing is posted, and nothing is expected any more."],
] as const;

/** Says what became of an entry that is expected: it came, wholly or in part, or it does not. */
export function SettleDialog({ entry, onClose }: { entry: ManualEntry; onClose: () => void }) {
  const [first] = entry.postings;
  const currency = first?.currency ?? "EUR";
  const whole = first?.amount ?? 0;
  const [outcome, setOutcome] = useState<"posted" | "voided">("posted");
  const [text, setText] = useState(majorText({ amount: whole, currency }));
  const send = useLedgerChange();
  const amount = amountFrom(text, currency);
  // Of an entry of many lines nobody could say which of them came short.
  const divisible = entry.postings.length === 2;
  const complete = outcome === "voided" || (amount !== null && amount > 0 && amount <= whole);
  const save = useMutation({
    mutationFn: () => {
      const postings = amount === whole ? null : entry.postings.map((posting) => ({ ...posting, amount }));
      return send("POST", `manual/${entry.id}/settlement`, outcome === "voided" ? { outcome } : { outcome, postings });
    },
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title={entry.description}
      verb={outcome === "voided" ? "Give it up" : "Post it"}
      disabled={save.isPending || !complete}
      error={save.error}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Choice legend="What became of it" choices={OUTCOMES} value={outcome} onChange={setOutcome} />
      {outcome === "posted" && divisible && (
        <TextField
          label={`Amount that came, ${currency}`}
          inputMode="decimal"
          hint={`At most ${moneyText(whole, currency)}; what is left of it is expected no more.`}
          value={text}
          onChange={setText}
        />
      )}
    </FormDialog>
  );
}
