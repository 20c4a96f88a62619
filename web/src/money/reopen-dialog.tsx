import { useState } from "react";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { monthTitle } from "./month-words.ts";
import { useLedgerChange } from "./use-ledger-change.ts";

/** Asks a second person to open a closed month again, and why. */
export function ReopenDialog({ month, onClose }: { month: string; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = useLedgerChange();
  const ask = async () => {
    setBusy(true);
    try {
      await send("POST", "reopenings", { month, reason });
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <FormDialog
      title={`Ask to reopen ${monthTitle(month)}`}
      verb="Ask"
      disabled={busy || reason.trim() === ""}
      error={error}
      onSubmit={ask}
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
