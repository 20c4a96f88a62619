import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { save as saveFile } from "../../chart/save.ts";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { customersApi } from "../customers-api.ts";
import type { DialogProps } from "./dialog-props.ts";

/** Hands out everything that is kept of an account, as one file. */
export function ExportDialog({ view, onClose }: DialogProps) {
  const [reason, setReason] = useState("");
  const save = useMutation({
    mutationFn: async () =>
      saveFile(`account-${view.account.id}.json`, await customersApi.export(view.account.id, reason)),
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title="Export everything"
      verb={save.isPending ? "Exporting" : "Export"}
      disabled={save.isPending || reason.trim() === ""}
      error={save.error}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <ul className="effect">
        <li>One JSON file with every record, every command of the log, and people's names and mail addresses.</li>
        <li>Nothing changes; that you took it is in the audit log.</li>
      </ul>
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
