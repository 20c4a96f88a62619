import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { customersApi } from "../customers-api.ts";
import type { DialogProps } from "./dialog-props.ts";

/** Shows who an account's people are, for a reason that the audit log keeps. */
export function RevealDialog({ view, onClose }: DialogProps) {
  const [reason, setReason] = useState("");
  const reveal = useMutation({ mutationFn: () => customersApi.reveal(view.account.id, reason), gcTime: 0 });
  const people = reveal.data?.people;
  const roleOf = (personId: string) => view.people.find(({ id }) => id === personId)?.role ?? "";
  return (
    <FormDialog
      title="Show names and mails"
      verb={people ? "Done" : "Show"}
      disabled={reveal.isPending || reason.trim() === ""}
      error={reveal.error}
      onSubmit={() => (people ? onClose() : reveal.mutate())}
      onClose={onClose}
    >
      {people ? (
        <ul className="plain">
          {people.map(({ id, personal }) => (
            <li key={id}>
              {personal ? `${personal.name}, ${personal.mail}` : "erased"} <span className="muted">{roleOf(id)}</span>
            </li>
          ))}
        </ul>
      ) : (
        <TextField
          label="Reason"
          value={reason}
          onChange={setReason}
          required
          hint="Goes into the audit log with your name. The customer reads it without."
        />
      )}
    </FormDialog>
  );
}
