import { TextField } from "../../ui/field.tsx";
import { Choice } from "../choice.tsx";
import { CommandDialog } from "../command-dialog.tsx";
import { DateField } from "../date-field.tsx";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";

const OUTCOMES = [
  ["sent", "It was sent", "The bank has booked it."],
  ["given-up", "It is given up", "Nothing was sent; it can be refunded again."],
] as const;

/** Records that a refund went back by bank transfer, or does not. */
export function BankRefundDialog(props: DialogProps) {
  const { view, on } = props;
  const draft = useDialogDraft(props, `bank-refund.${on}`, {
    outcome: "sent" as (typeof OUTCOMES)[number][0], // one of the choices above
    bankReference: "",
    day: "",
  });
  const { outcome, day } = draft.values;
  const bankReference = draft.values.bankReference.trim();
  const bookedMs = Date.parse(day);
  const isWhole = bankReference !== "" && !Number.isNaN(bookedMs);
  const sent = isWhole ? { refundId: on, outcome, bankReference, bookedMs } : null;
  return (
    <CommandDialog
      view={view}
      title="Refund by bank transfer"
      verb="Record it"
      command="refund.record-transfer"
      input={outcome === "sent" ? sent : { refundId: on, outcome }}
      onClose={draft.close}
    >
      <Choice legend="What became of it" choices={OUTCOMES} {...draft.field("outcome")} />
      {outcome === "sent" && (
        <>
          <TextField label="Reference at the bank" {...draft.field("bankReference")} />
          <DateField label="Booked on" {...draft.field("day")} />
        </>
      )}
    </CommandDialog>
  );
}
