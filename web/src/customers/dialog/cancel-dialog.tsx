import { Choice } from "../choice.tsx";
import { CommandDialog } from "../command-dialog.tsx";
import { liveSubscription } from "../price-terms.ts";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";

type What = "period-end" | "now" | "account";

/** Ends the subscription with its period or now, or the whole account. */
export function CancelDialog(props: DialogProps) {
  const { view } = props;
  const subscription = liveSubscription(view);
  const draft = useDialogDraft(props, "cancel", {
    what: (subscription ? "period-end" : "account") as What, // the literals alone would be narrower
  });
  const { what } = draft.values;
  const choices: (readonly [What, string])[] = [
    ...(subscription
      ? ([
          ["period-end", "The subscription, with its period"],
          ["now", "The subscription, now"],
        ] as const)
      : []),
    ["account", "The whole account"],
  ];
  const input = what === "account" ? {} : subscription ? { subscriptionId: subscription.id, at: what } : null;
  return (
    <CommandDialog
      view={view}
      title="Cancel"
      verb={what === "account" ? "Cancel the account" : "Cancel the subscription"}
      dismiss="Keep it"
      command={what === "account" ? "account.cancel" : "subscription.cancel"}
      input={input}
      onClose={draft.close}
    >
      <Choice legend="What ends" choices={choices} {...draft.field("what")} />
    </CommandDialog>
  );
}
