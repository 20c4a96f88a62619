import { useMutation, useQuery } from "@tanstack/react-query";
import { isCurrency } from "../../../../workers/billing/currency.ts";
import { amountFrom } from "../../../../workers/billing/money.ts";
import { AccountChoice } from "../../customers/account-choice.tsx";
import { accountQuery } from "../../customers/customers-api.ts";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { useLines } from "../../ui/lines.ts";
import { useToasts } from "../../ui/toast.tsx";
import { moneyText } from "../amount.ts";
import { AmountField, CurrencyField } from "../amount-fields.tsx";
import { usePaymentChange } from "./payment-api.ts";

/** Records a transfer that arrived at the bank: the invoice that it names is paid, else it becomes a case. */
export default function TransferDialog({ onClose }: { onClose: () => void }) {
  const { lines, line } = useLines({
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
  const { accountId, text, currency, bankReference, day } = lines;
  const amount = isCurrency(currency) ? amountFrom(lines.amount, currency) : null;
  const foreign = lines.owedIn !== "" && lines.owedIn !== currency && isCurrency(lines.owedIn);
  const paid = foreign && lines.paid !== "" ? amountFrom(lines.paid, lines.owedIn) : null;
  const complete =
    (lines.paid === "" || paid !== null) && amount !== null && amount > 0 && bankReference.trim() !== "" && day !== "";
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
      <AmountField {...line("amount")} />
      <CurrencyField {...line("currency")} />
      <TextField label="Day on the statement" type="date" {...line("day")} />
      <TextField label="Bank's reference" hint="The same reference is recorded once." {...line("bankReference")} />
      <TextField label="What the payer wrote" hint="An invoice's number in it decides." {...line("text")} />
      <AccountChoice
        label="Customer, where known"
        chosen={accountId}
        choose={(account) => line("accountId").onChange(account?.id ?? "")}
      />
      <Outlook accountId={accountId} />
      <details className="disclosure">
        <summary>The invoice is in another currency</summary>
        <div className="stack">
          <CurrencyField label="Currency of the invoice" {...line("owedIn")} />
          <AmountField
            label="Counts as"
            hint="In that currency; empty for all that is open of it. The rest is an exchange gain or loss."
            {...line("paid")}
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
