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

/** Changes how the subscription's next invoices are paid. */
export function TermsDialog(props: DialogProps) {
  const { view } = props;
  const subscription = liveSubscription(view);
  const held = subscription?.collection;
  const draft = useDialogDraft(props, "terms", {
    kind: held?.kind ?? "automatic",
    days: String(held?.kind === "send-invoice" ? held.daysUntilDue : 14),
  });
  const { kind, days } = draft.values;
  const daysUntilDue = Number(days);
  const fits = kind === "automatic" || (days.trim() !== "" && Number.isInteger(daysUntilDue) && daysUntilDue >= 0);
  const collection = kind === "automatic" ? { kind } : { kind, daysUntilDue };
  const same = JSON.stringify(collection) === JSON.stringify(held);
  return (
    <CommandDialog
      view={view}
      title="Terms of payment"
      verb="Change the terms"
      command="subscription.terms"
      input={subscription && fits && !same ? { subscriptionId: subscription.id, collection } : null}
      onClose={draft.close}
    >
      <Choice legend="Its next invoices are" choices={KINDS} {...draft.field("kind")} />
      {kind === "send-invoice" && <TextField label="Days to pay" inputMode="numeric" {...draft.field("days")} />}
    </CommandDialog>
  );
}
