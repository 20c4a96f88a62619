import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { CaseKind } from "../../../../workers/billing/payment/view.ts";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { moneyText } from "../amount.ts";
import { usePaymentChange } from "../billing/payment-api.ts";
import { ChartField } from "../books/chart-field.tsx";

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
  const [reason, setReason] = useState("");
  const [account, setAccount] = useState("");
  const [number, setNumber] = useState("");
  const send = usePaymentChange();
  const resolve = useMutation({
    mutationFn: async () => {
      const path = `cases/${encodeURIComponent(id)}`;
      if (pays) await send(`${path}/payment`, { reason, number });
      else await send(path, { reason, account: account === "" ? null : account });
    },
    onSuccess: onClose,
  });
  const pays = number.trim() !== "";
  const money = moneyText(Math.abs(amount), currency);
  const side = amount > 0 ? "credited" : "debited";
  return (
    <FormDialog
      title="Resolve the case"
      verb={pays ? "Pay the invoice" : account === "" ? "Resolve" : `Book ${money}`}
      disabled={resolve.isPending || reason.trim() === ""}
      error={resolve.error}
      onSubmit={() => resolve.mutate()}
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
      {!pays && amount !== 0 && kind !== "fraud-warning" && (
        <ChartField
          label="Book it to"
          hint={
            account === ""
              ? "Nothing is booked: the case is only explained."
              : `Account ${account} is ${side} ${money} once a second person has agreed, under Close; refused, the case is open again.`
          }
          none="Nothing"
          value={account}
          onChange={setAccount}
        />
      )}
    </FormDialog>
  );
}
