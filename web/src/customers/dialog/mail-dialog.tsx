import type { AccountView } from "../../../../workers/billing/account/view.ts";
import { moneyText } from "../../money/amount.ts";
import { Select } from "../choice.tsx";
import { CommandDialog } from "../command-dialog.tsx";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";

/** Mails an invoice, a receipt or a credit note again: the newest invoice unless another document is chosen. */
export function MailDialog(props: DialogProps) {
  const { view, on } = props;
  const documents = documentsOf(view);
  const draft = useDialogDraft(props, "mail", { id: on ?? documents[0]?.id ?? "" });
  const chosen = documents.find(({ id }) => id === draft.values.id);
  return (
    <CommandDialog
      view={view}
      title="Mail a document again"
      verb="Mail it"
      command={chosen?.command ?? "invoice.mail"}
      input={chosen ? { id: chosen.id } : null}
      onClose={draft.close}
    >
      <Select label="Document" choices={documents.map(({ id, words }) => [id, words])} {...draft.field("id")} />
    </CommandDialog>
  );
}

/** What was mailed to the customer once and can be so again: invoices, then credit notes, then receipts, each the newest first. */
function documentsOf({ invoices, creditNotes, payments }: AccountView) {
  const numberOf = new Map(invoices.map(({ id, number }) => [id, number]));
  const amount = (of: { amount: number; currency: string }) => moneyText(of.amount, of.currency);
  return [
    ...invoices.flatMap(({ id, number, status, total, currency }) =>
      number === null
        ? []
        : [{ id, command: "invoice.mail", words: `Invoice ${number}, ${status}, ${moneyText(total, currency)}` }],
    ),
    ...creditNotes.flatMap(({ id, number, status, total, currency }) =>
      number === null
        ? []
        : [
            {
              id,
              command: "credit-note.mail",
              words: `Credit note ${number}, ${status}, ${moneyText(total, currency)}`,
            },
          ],
    ),
    ...payments.flatMap((payment) => {
      const number = payment.status === "succeeded" && payment.invoiceId && numberOf.get(payment.invoiceId);
      return number
        ? [{ id: payment.id, command: "payment.mail", words: `Receipt for ${number}, ${amount(payment)}` }]
        : [];
    }),
  ];
}
