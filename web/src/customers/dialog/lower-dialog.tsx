import { TextField } from "../../ui/field.tsx";
import { CommandDialog } from "../command-dialog.tsx";
import { liveSubscription } from "../price-terms.ts";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";

const PERCENT = /^\d{1,3}(\.\d{1,4})?$/;

/** Lowers a subscription's next invoices by a share, without a coupon. */
export function LowerDialog(props: DialogProps) {
  const { view } = props;
  const subscription = liveSubscription(view);
  const draft = useDialogDraft(props, "lower", { name: "", percent: "", invoices: "" });
  const { percent, invoices } = draft.values;
  const name = draft.values.name.trim();
  const count = Number(invoices);
  const fits = name !== "" && PERCENT.test(percent) && (invoices === "" || (Number.isInteger(count) && count > 0));
  const off = { kind: "percent", percent };
  return (
    <CommandDialog
      view={view}
      title="Give a discount"
      verb={fits ? `Take ${percent} % off` : "Take it off"}
      command="subscription.discount"
      input={
        subscription && fits
          ? { subscriptionId: subscription.id, name, off, invoicesLeft: invoices === "" ? null : count }
          : null
      }
      onClose={draft.close}
    >
      <TextField label="Name" hint="A line of the invoice: the customer reads it." {...draft.field("name")} />
      <TextField label="Percent off" inputMode="decimal" className="short" {...draft.field("percent")} />
      <TextField
        label="Invoices that it lowers"
        inputMode="numeric"
        className="short"
        hint="Empty: all of them."
        {...draft.field("invoices")}
      />
    </CommandDialog>
  );
}
