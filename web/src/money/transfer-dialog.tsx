import { useState } from "react";
import { isCurrency } from "../../../workers/billing/currency.ts";
import { amountFrom } from "../../../workers/billing/money.ts";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { useToasts } from "../ui/toast.tsx";
import { usePaymentChange } from "./payment-api.ts";

/** Records a transfer that arrived at the bank: the invoice that it names is paid, else it becomes a case. */
export function TransferDialog({ onClose }: { onClose: () => void }) {
  const [fields, setFields] = useState({
    accountId: "",
    text: "",
    amount: "",
    currency: "EUR",
    bankReference: "",
    day: "",
    paid: "",
    owedIn: "",
  });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = usePaymentChange();
  const toasts = useToasts();
  const set = (name: keyof typeof fields) => (value: string) => setFields((now) => ({ ...now, [name]: value }));
  const { accountId, text, currency, bankReference, day } = fields;
  const amount = isCurrency(currency) ? amountFrom(fields.amount, currency) : null;
  const foreign = fields.owedIn !== "" && fields.owedIn !== currency && isCurrency(fields.owedIn);
  const paid = foreign && fields.paid !== "" ? amountFrom(fields.paid, fields.owedIn) : null;
  const complete =
    (fields.paid === "" || paid !== null) && amount !== null && amount > 0 && bankReference.trim() !== "" && day !== "";
  const save = async () => {
    setBusy(true);
    const booked = { amount, currency, text, bankReference, bookedMs: Date.parse(`${day}T00:00:00Z`), paid };
    try {
      const { became, number } = await send<{ became: "payment" | "case"; number: string | null }>("transfers", {
        ...booked,
        accountId: accountId.trim() === "" ? null : accountId.trim(),
      });
      toasts.say(
        became === "payment" ? `Invoice ${number} took the transfer.` : "No invoice is certain: it is a case now.",
      );
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <FormDialog
      title="Record a transfer"
      verb="Record"
      disabled={busy || !complete}
      error={error}
      onSubmit={save}
      onClose={onClose}
    >
      <TextField label="Amount" inputMode="decimal" value={fields.amount} onChange={set("amount")} />
      <TextField
        label="Currency"
        maxLength={3}
        value={currency}
        onChange={(value) => set("currency")(value.toUpperCase())}
      />
      <TextField label="Day on the statement" type="date" value={day} onChange={set("day")} />
      <TextField
        label="Bank's reference"
        hint="The same reference is recorded once."
        value={bankReference}
        onChange={set("bankReference")}
      />
      <TextField
        label="What the payer wrote"
        hint="An invoice's number in it decides."
        value={text}
        onChange={set("text")}
      />
      <TextField
        label="Customer's id"
        hint="Empty when nobody knows: then the invoice's number decides, or it becomes a case."
        value={accountId}
        onChange={set("accountId")}
      />
      <details className="disclosure">
        <summary>The invoice is in another currency</summary>
        <div className="stack">
          <TextField
            label="Currency of the invoice"
            maxLength={3}
            value={fields.owedIn}
            onChange={(value) => set("owedIn")(value.toUpperCase())}
          />
          <TextField
            label="Counts as"
            hint="In that currency; empty for all that is open of it. The rest is an exchange gain or loss."
            inputMode="decimal"
            value={fields.paid}
            onChange={set("paid")}
          />
        </div>
      </details>
    </FormDialog>
  );
}
