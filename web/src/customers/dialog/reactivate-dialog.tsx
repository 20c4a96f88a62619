import { Choice } from "../choice.tsx";
import { CommandDialog } from "../command-dialog.tsx";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";

const CHOICES = [
  ["leave", "Stays ended", "Somebody subscribes again, at today's prices."],
  ["resume", "Goes on", "What is paid is used up first; where nothing is left, a new period begins and is billed."],
] as const;
type Wanted = (typeof CHOICES)[number][0];

/** Takes a cancelled account back, with or without what it had subscribed to. */
export function ReactivateDialog(props: DialogProps) {
  const { view } = props;
  const draft = useDialogDraft(props, "reactivate", { subscriptions: "leave" as Wanted }); // one of the choices above
  const { subscriptions } = draft.values;
  const hadAny = view.subscriptions.some(({ cancelledMs }) => cancelledMs === view.account.cancelledMs);
  return (
    <CommandDialog
      view={view}
      title="Reactivate the account"
      verb="Reactivate"
      command="account.reactivate"
      input={{ subscriptions }}
      onClose={draft.close}
    >
      {hadAny && <Choice legend="What it had subscribed to" choices={CHOICES} {...draft.field("subscriptions")} />}
    </CommandDialog>
  );
}
