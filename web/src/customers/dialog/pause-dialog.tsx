import { CommandDialog } from "../command-dialog.tsx";
import { DateField, dayEnd } from "../date-field.tsx";
import { liveSubscription } from "../price-terms.ts";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";

/** Pauses the subscription, for good or until a day. */
export function PauseDialog(props: DialogProps) {
  const { view } = props;
  const subscription = liveSubscription(view);
  const draft = useDialogDraft(props, "pause", { day: "" });
  const { day } = draft.values;
  return (
    <CommandDialog
      view={view}
      title="Pause the subscription"
      verb="Pause"
      command="subscription.pause"
      input={subscription ? { subscriptionId: subscription.id, resumeAtMs: dayEnd(day) } : null}
      onClose={draft.close}
    >
      <DateField
        label="Until the end of"
        hint="Empty: until somebody resumes it. Nothing is billed meanwhile."
        {...draft.field("day")}
      />
    </CommandDialog>
  );
}
