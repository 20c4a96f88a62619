import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { customersApi } from "./customers-api.ts";

/** Shows who an account's people are, for a reason that the audit log keeps. */
export function RevealDialog({ accountId, onClose }: { accountId: string; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const reveal = useMutation({ mutationFn: () => customersApi.reveal(accountId, reason) });
  const people = reveal.data?.people;
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
            <li key={id}>{personal ? `${personal.name}, ${personal.mail}` : "erased"}</li>
          ))}
        </ul>
      ) : (
        <TextField
          label="Reason"
          value={reason}
          onChange={setReason}
          required
          hint="Goes into the audit log with your name."
        />
      )}
    </FormDialog>
  );
}
