import { useState } from "react";
import { CommandDialog } from "../command-dialog.tsx";
import { DateField, dayEnd } from "../date-field.tsx";
import { liveSubscription } from "../price-terms.ts";
import type { DialogProps } from "./dialog-props.ts";

/** Pauses the subscription, for good or until a day. */
export function PauseDialog({ view, onClose }: DialogProps) {
  const subscription = liveSubscription(view);
  const [day, setDay] = useState("");
  return (
    <CommandDialog
      view={view}
      title="Pause the subscription"
      verb="Pause"
      command="subscription.pause"
      input={subscription ? { subscriptionId: subscription.id, resumeAtMs: dayEnd(day) } : null}
      onClose={onClose}
    >
      <DateField
        label="Until the end of"
        hint="Empty: until somebody resumes it. Nothing is billed meanwhile."
        value={day}
        onChange={setDay}
      />
    </CommandDialog>
  );
}
