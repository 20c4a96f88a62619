import { DAY_MS } from "../../../../workers/kit/time.ts";
import { useNow } from "../../ui/now.ts";
import { CommandDialog } from "../command-dialog.tsx";
import { DateField, dayEnd, dayOf } from "../date-field.tsx";
import { liveSubscription } from "../price-terms.ts";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";

/** How much longer a trial gets unless another day is said. */
const MORE_DAYS = 14;

/** Lets a trial last until another day, also one that is over and froze the account. */
export function TrialDialog(props: DialogProps) {
  const { view } = props;
  const nowMs = useNow();
  const subscription = liveSubscription(view);
  const fromMs = Math.max(subscription?.trialEndMs ?? 0, nowMs);
  const draft = useDialogDraft(props, "trial", { day: dayOf(fromMs + MORE_DAYS * DAY_MS) });
  const endMs = dayEnd(draft.values.day);
  return (
    <CommandDialog
      view={view}
      title="Extend the trial"
      verb="Extend it"
      command="subscription.extend-trial"
      input={subscription && endMs !== null ? { subscriptionId: subscription.id, endMs } : null}
      onClose={draft.close}
    >
      <DateField label="Until the end of" hint="A trial of more than a year is a comp." {...draft.field("day")} />
    </CommandDialog>
  );
}
