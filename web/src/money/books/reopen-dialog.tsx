import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { monthTitle } from "./month-words.ts";
import { useLedgerChange } from "./use-ledger-change.ts";

interface ReopenDialogProps {
  /** Whose books. */
  entity: string;
  month: string;
  onClose: () => void;
}

/** Asks a second person to open a closed month again, and why. */
export function ReopenDialog({ entity, month, onClose }: ReopenDialogProps) {
  const [reason, setReason] = useState("");
  const send = useLedgerChange();
  const ask = useMutation({
    mutationFn: () => send("POST", "reopenings", { entity, month, reason }),
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title={`Ask to reopen ${monthTitle(month)}`}
      verb="Ask"
      disabled={ask.isPending || reason.trim() === ""}
      error={ask.error}
      onSubmit={() => ask.mutate()}
      onClose={onClose}
    >
      <TextField
        label="Why"
        hint="A second person reads it and decides. What came late then counts in the month itself."
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}
