import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CaseKind } from "../../../workers/billing/payment/view.ts";
import { Field, TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { moneyText } from "./amount.ts";
import { chartQuery } from "./ledger-api.ts";
import { usePaymentChange } from "./payment-api.ts";

/** Says what a case's money is, and books it where that is to be done. */
export function CaseDialog({
  id,
  kind,
  amount,
  currency,
  onClose,
}: {
  id: string;
  kind: CaseKind;
  amount: number;
  currency: string;
  onClose: () => void;
}) {
  const accounts = useQuery(chartQuery).data?.accounts ?? [];
  const [reason, setReason] = useState("");
  const [account, setAccount] = useState("");
  const [number, setNumber] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = usePaymentChange();
  const resolve = async () => {
    setBusy(true);
    try {
      const path = `cases/${encodeURIComponent(id)}`;
      if (pays) await send(`${path}/payment`, { reason, number });
      else await send(path, { reason, account: account === "" ? null : account });
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  const pays = number.trim() !== "";
  const money = moneyText(Math.abs(amount), currency);
  const side = amount > 0 ? "credited" : "debited";
  return (
    <FormDialog
      title="Resolve the case"
      verb={pays ? "Pay the invoice" : account === "" ? "Resolve" : `Book ${money}`}
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
      {kind === "transfer" && (
        <TextField
          label="Invoice that it pays"
          hint={`Its customer is found by the number. ${money} is recorded as its payment.`}
          value={number}
          onChange={setNumber}
        />
      )}
      {!pays && kind !== "fraud-warning" && (
        <Field
          label="Book it to"
          hint={
            account === ""
              ? "Nothing is booked: the case is only explained."
              : `Account ${account} is ${side} ${money} once a second person has agreed, under Close.`
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
      )}
    </FormDialog>
  );
}
