import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { usePaymentChange } from "../billing/payment-api.ts";

/** Opens a case again that was explained, and why. */
export function CaseReopenDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const send = usePaymentChange();
  const reopen = useMutation({
    mutationFn: () => send(`cases/${encodeURIComponent(id)}/reopen`, { reason }),
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title="Open the case again"
      verb="Open it"
      disabled={reopen.isPending || reason.trim() === ""}
      error={reopen.error}
      onSubmit={() => reopen.mutate()}
      onClose={onClose}
    >
      <TextField
        label="Why the explanation does not hold"
        hint="Both are kept with the case, and in the audit log."
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}
