import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Check, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { customersApi, refreshAccount } from "../customers-api.ts";
import type { DialogProps } from "./dialog-props.ts";

/** Destroys the key of somebody's name and mail: nobody reads them again, and nothing brings them back. */
export function EraseDialog({ view, on, onClose }: DialogProps) {
  const person = view.people.find(({ id }) => id === on);
  const [reason, setReason] = useState("");
  const [sure, setSure] = useState(false);
  const queryClient = useQueryClient();
  const erase = useMutation({
    mutationFn: () => customersApi.erase(view.account.id, person?.id ?? "", reason),
    onSuccess: async () => {
      await refreshAccount(queryClient, view.account.id);
      onClose();
    },
  });
  if (!person) return null;
  return (
    <FormDialog
      title={`Erase ${person.name}`}
      verb="Erase for good"
      disabled={erase.isPending || !sure || reason.trim() === ""}
      error={erase.error}
      onSubmit={() => erase.mutate()}
      onClose={onClose}
    >
      <ul className="effect">
        <li>Name and mail address can never be read again, by anybody.</li>
        <li>They are no longer found by them, and get no mails.</li>
        <li>Their part in the account, invoices and the log of what happened stay as they are.</li>
        {person.role === "owner" && <li>This is the owner: nobody is left who gets the account's mails.</li>}
      </ul>
      <Check label="It cannot be taken back" checked={sure} onChange={setSure} />
      <TextField
        label="Reason"
        value={reason}
        onChange={setReason}
        required
        hint="Goes into the audit log with your name. The customer reads it without."
      />
    </FormDialog>
  );
}
