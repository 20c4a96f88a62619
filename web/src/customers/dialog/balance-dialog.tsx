import { minorAmount, moneyText } from "../../money/amount.ts";
import { TextField } from "../../ui/field.tsx";
import { Choice } from "../choice.tsx";
import { CommandDialog } from "../command-dialog.tsx";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";

const SIDES = [
  ["credit", "Credit", "The customer has more with us: it pays the next invoices."],
  ["debit", "Debit", "The customer has less with us, or owes it with the next invoice."],
] as const;

/** Changes by hand what the customer has with the company. */
export function BalanceDialog(props: DialogProps) {
  const { view } = props;
  const { currency } = view.account;
  const draft = useDialogDraft(props, "balance", {
    amount: "",
    side: "credit" as (typeof SIDES)[number][0], // one of the choices above
  });
  const { amount, side } = draft.values;
  const minor = minorAmount(amount, currency);
  const fits = Number.isSafeInteger(minor) && minor > 0;
  const verb = side === "credit" ? "Credit" : "Debit";
  return (
    <CommandDialog
      view={view}
      title="Adjust the balance"
      verb={fits ? `${verb} ${moneyText(minor, currency)}` : verb}
      command="balance.adjust"
      input={fits ? { amount: side === "credit" ? minor : -minor } : null}
      onClose={draft.close}
    >
      <p className="muted">
        The balance is {view.balance === 0 ? "empty" : moneyText(view.balance, currency)}. To lower an invoice instead,
        use Refund, credit or adjust.
      </p>
      <Choice legend="The change" choices={SIDES} {...draft.field("side")} />
      <TextField label={`Amount in ${currency}`} inputMode="decimal" {...draft.field("amount")} />
    </CommandDialog>
  );
}
