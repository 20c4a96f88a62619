import { TextField } from "../../ui/field.tsx";
import { CommandDialog } from "../command-dialog.tsx";
import { liveSubscription } from "../price-terms.ts";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";

/** Gives a subscription what a coupon takes off, by its code. */
export function DiscountDialog(props: DialogProps) {
  const { view } = props;
  const subscription = liveSubscription(view);
  const draft = useDialogDraft(props, "discount", { code: "" });
  const coupon = draft.values.code.trim();
  return (
    <CommandDialog
      view={view}
      title="Redeem a coupon"
      verb="Redeem"
      command="subscription.redeem"
      input={subscription && coupon ? { subscriptionId: subscription.id, coupon } : null}
      onClose={draft.close}
    >
      <TextField label="Code" hint="An account redeems a coupon once." {...draft.field("code")} />
    </CommandDialog>
  );
}
