import { minorAmount, moneyText } from "../../money/amount.ts";
import { Check, TextField } from "../../ui/field.tsx";
import { Choice } from "../choice.tsx";
import { CommandDialog } from "../command-dialog.tsx";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";

const PAID_BY = [
  ["automatic", "Charged at once, as the subscription is"],
  ["send-invoice", "Sent, with 14 days to pay"],
] as const;
const DAYS_UNTIL_DUE = 14;

/** Charges something once that no subscription bills, by an invoice of its own. */
export function ChargeDialog(props: DialogProps) {
  const { view } = props;
  const { currency } = view.account;
  const draft = useDialogDraft(props, "charge", {
    ...{ description: "", amount: "", reference: "", inclusive: false },
    collection: "automatic" as (typeof PAID_BY)[number][0], // one of the choices above
  });
  const { description, amount, reference, inclusive, collection } = draft.values;
  const minor = minorAmount(amount, currency);
  const fits = description.trim() !== "" && Number.isSafeInteger(minor) && minor > 0;
  const input = {
    lines: [{ description: description.trim(), amount: minor, taxInclusive: inclusive }],
    reference,
    collection: collection === "automatic" ? { kind: collection } : { kind: collection, daysUntilDue: DAYS_UNTIL_DUE },
  };
  return (
    <CommandDialog
      view={view}
      title="Charge once"
      verb={fits ? `Charge ${moneyText(minor, currency)}` : "Charge"}
      command="invoice.create"
      input={fits ? input : null}
      onClose={draft.close}
    >
      <TextField label="For" hint="A line of the invoice: the customer reads it." {...draft.field("description")} />
      <TextField label={`Amount in ${currency}`} inputMode="decimal" {...draft.field("amount")} />
      <Check label="Tax is in it" checked={inclusive} onChange={(on) => draft.change({ inclusive: on })} />
      <TextField label="Their reference" hint="A purchase order, where they have one." {...draft.field("reference")} />
      <Choice legend="It is" choices={PAID_BY} {...draft.field("collection")} />
    </CommandDialog>
  );
}
