import { moneyText } from "../../money/amount.ts";
import { Select } from "../choice.tsx";
import { CommandDialog } from "../command-dialog.tsx";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";

/** Mails an invoice again: the newest one unless another is chosen. */
export function MailDialog(props: DialogProps) {
  const { view, on } = props;
  const invoices = view.invoices.filter(({ number }) => number !== null);
  const draft = useDialogDraft(props, "mail", { id: on ?? invoices[0]?.id ?? "" });
  const { id } = draft.values;
  return (
    <CommandDialog
      view={view}
      title="Mail an invoice again"
      verb="Mail it"
      command="invoice.mail"
      input={id === "" ? null : { id }}
      onClose={draft.close}
    >
      <Select
        label="Invoice"
        choices={invoices.map(({ id, number, status, total, currency }) => [
          id,
          `${number}, ${status}, ${moneyText(total, currency)}`,
        ])}
        {...draft.field("id")}
      />
    </CommandDialog>
  );
}
