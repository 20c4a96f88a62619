import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useDeferredValue, useState } from "react";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { customersApi } from "./customers-api.ts";

interface CommandDialogProps {
  accountId: string;
  title: string;
  /** The verb and the amount. */
  verb: string;
  command: string;
  /** Null while something is missing. */
  input: object | null;
  onClose: () => void;
  children?: ReactNode;
}

/** Asks for a command on an account: its fields, what it would do as the account's own books say it, why, and the verb. */
export function CommandDialog({ accountId, title, verb, command, input, onClose, children }: CommandDialogProps) {
  const [reason, setReason] = useState("");
  // The same press sent twice is the same command.
  const [key] = useState(() => crypto.randomUUID());
  const queryClient = useQueryClient();
  const asked = useDeferredValue(input);
  const preview = useQuery({
    queryKey: ["preview", accountId, command, asked],
    queryFn: ({ signal }) => customersApi.preview(accountId, { command, input: asked ?? {}, reason: "" }, signal),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
  });
  const run = useMutation({
    mutationFn: () =>
      customersApi.run(accountId, {
        command,
        input: input ?? {},
        reason,
        key: `${key}:${JSON.stringify(input).length}`,
      }),
    onSuccess: async () => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ["customer", accountId] }),
        queryClient.invalidateQueries({ queryKey: ["customers"] }),
        queryClient.invalidateQueries({ queryKey: ["approvals"] }),
      ]);
      onClose();
    },
  });
  const seen = preview.data;
  const needsApproval = seen?.ok === true && seen.needsApproval;
  return (
    <FormDialog
      title={title}
      verb={needsApproval ? "Ask for approval" : verb}
      disabled={run.isPending || input === null || reason.trim() === "" || seen?.ok !== true}
      error={run.error}
      onSubmit={() => run.mutate()}
      onClose={onClose}
    >
      {children}
      <div className="effect-frame" aria-live="polite">
        {seen?.ok === true && (
          <ul className="effect">
            {seen.effect.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
            {seen.effect.length === 0 && <li>Nothing changes that a customer would notice.</li>}
            {needsApproval && <li>A second person has to approve it first.</li>}
          </ul>
        )}
        {seen?.ok === false && <p className="field-error">{seen.detail}</p>}
      </div>
      <TextField label="Reason" value={reason} onChange={setReason} required hint="Kept with what happens, for good." />
    </FormDialog>
  );
}
