import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { useJobChange } from "../operations/job-api.ts";
import { StripeKeyField } from "./stripe-key-field.tsx";

/** Tries again what was not done of an import from Stripe, by a key that is entered anew. */
export function StripeRetryDialog({ jobId, onClose }: { jobId: string; onClose: () => void }) {
  const [key, setKey] = useState("");
  const send = useJobChange();
  const start = useMutation({
    mutationFn: () => send(`imports/stripe/${jobId}/retry`, { key: key.trim() }),
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title="Try again what was not done"
      verb="Try again"
      disabled={start.isPending || key.trim() === ""}
      error={start.error}
      onSubmit={() => start.mutate()}
      onClose={onClose}
    >
      <p className="muted">
        The key was forgotten when the import ended. Each customer is read again; who was changed at Stripe since the
        check stays out, and comes along by another import.
      </p>
      <StripeKeyField value={key} onChange={setKey} error={start.error} />
    </FormDialog>
  );
}
