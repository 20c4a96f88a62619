import { majorText } from "../../../../workers/billing/money.ts";
import { minorAmount } from "../../money/amount.ts";
import { TextField } from "../../ui/field.tsx";
import { Choice } from "../choice.tsx";
import { CommandDialog } from "../command-dialog.tsx";
import { liveSubscription } from "../price-terms.ts";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";

const KINDS = [
  ["automatic", "Charged by themselves"],
  ["send-invoice", "Sent, with days to pay"],
] as const;

/** Changes how the subscription's next invoices are paid, and the least that they come to. */
export function TermsDialog(props: DialogProps) {
  const { view } = props;
  const { currency } = view.account;
  const subscription = liveSubscription(view);
  const held = subscription?.collection;
  const draft = useDialogDraft(props, "terms", {
    kind: held?.kind ?? "automatic",
    days: String(held?.kind === "send-invoice" ? held.daysUntilDue : 14),
    least: subscription?.minimumAmount ? majorText({ amount: subscription.minimumAmount, currency }) : "",
  });
  const { kind, days, least } = draft.values;
  const minimumAmount = least.trim() === "" ? 0 : minorAmount(least, currency);
  const daysUntilDue = Number(days);
  const isLeast = Number.isSafeInteger(minimumAmount) && minimumAmount >= 0;
  const fits =
    isLeast && (kind === "automatic" || (days.trim() !== "" && Number.isInteger(daysUntilDue) && daysUntilDue >= 0));
  const collection = kind === "automatic" ? { kind } : { kind, daysUntilDue };
  const same = JSON.stringify(collection) === JSON.stringify(held) && minimumAmount === subscription?.minimumAmount;
  return (
    <CommandDialog
      view={view}
      title="Terms of payment"
      verb="Change the terms"
      command="subscription.terms"
      input={subscription && fits && !same ? { subscriptionId: subscription.id, collection, minimumAmount } : null}
      onClose={draft.close}
    >
      <Choice legend="Its next invoices are" choices={KINDS} {...draft.field("kind")} />
      {kind === "send-invoice" && <TextField label="Days to pay" inputMode="numeric" {...draft.field("days")} />}
      <TextField
        label={`Each period costs at least, in ${currency}`}
        hint="Empty: what it costs. Usage counts towards it."
        inputMode="decimal"
        {...draft.field("least")}
      />
    </CommandDialog>
  );
}
