import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { isCurrency } from "../../../../workers/billing/currency.ts";
import { amountFrom } from "../../../../workers/billing/money.ts";
import { AccountChoice } from "../../customers/account-choice.tsx";
import { accountQuery } from "../../customers/customers-api.ts";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { useToasts } from "../../ui/toast.tsx";
import { moneyText } from "../amount.ts";
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
  const send = usePaymentChange();
  const toasts = useToasts();
  const set = (name: keyof typeof fields) => (value: string) => setFields((now) => ({ ...now, [name]: value }));
  const { accountId, text, currency, bankReference, day } = fields;
  const amount = isCurrency(currency) ? amountFrom(fields.amount, currency) : null;
  const foreign = fields.owedIn !== "" && fields.owedIn !== currency && isCurrency(fields.owedIn);
  const paid = foreign && fields.paid !== "" ? amountFrom(fields.paid, fields.owedIn) : null;
  const complete =
    (fields.paid === "" || paid !== null) && amount !== null && amount > 0 && bankReference.trim() !== "" && day !== "";
  const save = useMutation({
    mutationFn: async () => {
      const booked = { amount, currency, text, bankReference, bookedMs: Date.parse(`${day}T00:00:00Z`), paid };
      const { became, number } = await send<{ became: "payment" | "case"; number: string | null }>("transfers", {
        ...booked,
        accountId: accountId === "" ? null : accountId,
      });
      toasts.say(
        became === "payment" ? `Invoice ${number} took the transfer.` : "No invoice is certain: it is a case now.",
      );
    },
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title="Record a transfer"
      verb="Record"
      disabled={save.isPending || !complete}
      error={save.error}
      onSubmit={() => save.mutate()}
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
      <AccountChoice
        label="Customer, where known"
        chosen={accountId}
        choose={(account) => set("accountId")(account?.id ?? "")}
      />
      <Outlook accountId={accountId} />
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

/** What a transfer may pay: what is open of the customer, else what the payer wrote decides. */
function Outlook({ accountId }: { accountId: string }) {
  const view = useQuery({ ...accountQuery(accountId), enabled: accountId !== "" }).data;
  const open = accountId === "" ? [] : (view?.invoices.filter(({ status }) => status === "open") ?? []);
  return (
    <p className="muted small" aria-live="polite">
      {accountId === "" && "The invoice's number in what the payer wrote decides, else it becomes a case."}
      {view && open.length === 0 && "Nothing is open of this customer: it becomes a case."}
      {open.length > 0 &&
        `Open: ${open.map(({ number, amountRemaining, currency }) => `${number} over ${moneyText(amountRemaining, currency)}`).join(", ")}.`}
    </p>
  );
}
