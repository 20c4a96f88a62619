import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Field, TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { moneyText } from "./amount.tsx";
import { chartQuery } from "./ledger-api.ts";
import { usePaymentChange } from "./payment-api.ts";

/** Says what a case's money is, and books it where that is to be done. */
export function CaseDialog({
  id,
  amount,
  currency,
  onClose,
}: {
  id: string;
  amount: number;
  currency: string;
  onClose: () => void;
}) {
  const accounts = useQuery(chartQuery).data?.accounts ?? [];
  const [reason, setReason] = useState("");
  const [account, setAccount] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = usePaymentChange();
  const resolve = async () => {
    setBusy(true);
    try {
      await send(`cases/${encodeURIComponent(id)}`, { reason, account: account === "" ? null : account });
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  const side = amount > 0 ? "credited" : "debited";
  return (
    <FormDialog
      title="Resolve the case"
      verb={account === "" ? "Resolve" : `Book ${moneyText(Math.abs(amount), currency)}`}
      disabled={busy || reason.trim() === ""}
      error={error}
      onSubmit={resolve}
      onClose={onClose}
    >
      <TextField
        label="What it is"
        hint="Kept with the case and in the audit log."
        value={reason}
        onChange={setReason}
      />
      <Field
        label="Book it to"
        hint={
          account === ""
            ? "Nothing is booked: the case is only explained."
            : `Account ${account} is ${side} ${moneyText(Math.abs(amount), currency)} once a second person has agreed, under Close.`
        }
      >
        {(control) => (
          <select {...control} className="input" value={account} onChange={(event) => setAccount(event.target.value)}>
            <option value="">Nothing</option>
            {accounts.map(({ code, name }) => (
              <option key={code} value={code}>
                {code} {name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </FormDialog>
  );
}
