import { useState } from "react";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { useJobChange } from "../job-api.ts";
import { StripeKeyField } from "./stripe-key-field.tsx";

/** Tries again what was not done of an import from Stripe, by a key that is entered anew. */
export function StripeRetryDialog({ jobId, onClose }: { jobId: string; onClose: () => void }) {
  const [key, setKey] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = useJobChange();
  const start = async () => {
    setBusy(true);
    try {
      await send(`imports/stripe/${jobId}/retry`, { key: key.trim() });
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <FormDialog
      title="Try again what was not done"
      verb="Try again"
      disabled={busy || key.trim() === ""}
      error={error}
      onSubmit={start}
      onClose={onClose}
    >
      <p className="muted">
        The key was forgotten when the import ended. Each customer is read again; who was changed at Stripe since the
        check stays out, and comes along by another import.
      </p>
      <StripeKeyField value={key} onChange={setKey} error={error} />
    </FormDialog>
  );
}
