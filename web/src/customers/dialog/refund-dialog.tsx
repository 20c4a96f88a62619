import { minorDigits } from "../../../../workers/billing/currency.ts";
import { minorAmount, moneyText } from "../../money/amount.ts";
import { TextField } from "../../ui/field.tsx";
import { Choice, Select } from "../choice.tsx";
import { CommandDialog } from "../command-dialog.tsx";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";
import { creditable, refundCommand, type Settlement } from "./refund-input.ts";

const PAID: readonly (readonly [Settlement, string, string])[] = [
  ["card", "Refund", "The money goes back to where it came from, and the sale shrinks."],
  ["balance", "Credit", "It stays here and pays the next invoices; the sale shrinks."],
  ["outside", "Adjust", "The customer had it by another way; the sale shrinks."],
  ["stands", "Refund, and the sale stands", "The money goes back, and the customer owes it again."],
];
const REASONS = [
  ["goodwill", "Goodwill"],
  ["unsatisfactory", "Not what was promised"],
  ["duplicate", "Charged twice"],
  ["order-change", "The order changed"],
  ["fraudulent", "Fraud"],
] as const;

/** Gives an invoice's money back, keeps it as a credit, or lowers what is to be paid: never without saying which. */
export function RefundDialog(props: DialogProps) {
  const { view, on } = props;
  const { currency } = view.account;
  const invoices = creditable(view);
  const draft = useDialogDraft(props, "refund", {
    invoiceId: on ?? invoices[0]?.invoice.id ?? "",
    amount: null as string | null, // until something is typed it follows the invoice
    to: "card" as Settlement, // one of the choices below
    because: "goodwill",
  });
  const { invoiceId, to, because } = draft.values;
  const chosen = invoices.find(({ invoice }) => invoice.id === invoiceId);
  const digits = minorDigits(currency);
  const amount = draft.values.amount ?? (chosen ? (chosen.left / 10 ** digits).toFixed(digits) : "");
  const minor = minorAmount(amount, currency);
  const open = chosen !== undefined && minor <= chosen.invoice.amountRemaining;
  const asked = chosen ? refundCommand(chosen, minor, open ? "outside" : to, view) : null;
  const isNote = asked?.command === "credit-note.issue";
  const words = moneyText(Number.isFinite(minor) ? minor : 0, currency);
  const verb = open ? "Lower by" : to === "balance" ? "Credit" : to === "outside" ? "Adjust by" : "Refund";
  return (
    <CommandDialog
      view={view}
      title="Refund, credit or adjust"
      verb={`${verb} ${words}`}
      command={asked?.command ?? "credit-note.issue"}
      input={asked && (isNote ? { ...asked.input, reason: because } : asked.input)}
      onClose={draft.close}
    >
      {invoices.length === 0 ? (
        <p className="muted">There is no invoice of which anything can be given back.</p>
      ) : (
        <>
          <Select
            label="Invoice"
            value={invoiceId}
            onChange={(id) => draft.change({ invoiceId: id, amount: null })}
            choices={invoices.map(({ invoice, left }) => [
              invoice.id,
              `${invoice.number ?? invoice.id}, ${invoice.status}, ${moneyText(left, currency)} not given back`,
            ])}
          />
          <TextField
            label={`Amount in ${currency}, tax included`}
            inputMode="decimal"
            {...draft.field("amount")}
            value={amount}
          />
          {open ? (
            <p className="hint">So much of it is not paid yet: less is to be paid.</p>
          ) : (
            <Choice legend="The money" choices={PAID} {...draft.field("to")} />
          )}
          {isNote && <Select label="Kind of reason" choices={REASONS} {...draft.field("because")} />}
        </>
      )}
    </CommandDialog>
  );
}
