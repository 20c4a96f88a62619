import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useDeferredValue } from "react";
import type { AccountView, EffectView } from "../../../workers/billing/account/view.ts";
import { useSendKey } from "../api/send-key.ts";
import { useDraft } from "../ui/draft.ts";
import { FormDialog } from "../ui/form-dialog.tsx";
import { useToasts } from "../ui/toast.tsx";
import { accountQuery, customersApi, refreshAccount } from "./customers-api.ts";
import { ReasonField } from "./reason-field.tsx";
import { inverseOf } from "./undo.ts";

interface CommandDialogProps {
  view: AccountView;
  title: string;
  /** The verb and the amount. */
  verb: string;
  /** What leaves everything as it is, where "Cancel" would be taken for the verb. */
  dismiss?: string;
  command: string;
  /** Null while something is missing. */
  input: object | null;
  onClose: () => void;
  children?: ReactNode;
}

const WAITS = "It waits for a second person, under Approvals.";

/** Asks for a command on an account: its fields, what it would do as the account's own books say it, why, and the verb. */
export function CommandDialog({ view, title, verb, dismiss, command, input, onClose, children }: CommandDialogProps) {
  const accountId = view.account.id;
  const draft = useDraft(`${accountId}.${title}`, { reason: "" });
  const { reason } = draft.values;
  const keyOf = useSendKey();
  const toasts = useToasts();
  const queryClient = useQueryClient();
  const asked = useDeferredValue(input);
  const preview = useQuery({
    queryKey: ["preview", accountId, command, asked],
    queryFn: ({ signal }) => customersApi.preview(accountId, { command, input: asked ?? {}, reason: "" }, signal),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    // What a command would do is true of this moment only.
    gcTime: 0,
  });
  const seen = preview.data;
  const close = () => {
    draft.clear();
    onClose();
  };
  const refresh = () => refreshAccount(queryClient, accountId);
  const undo = (back: { command: string; input: object }) =>
    customersApi.run(accountId, { ...back, reason: `Taken back: ${reason}`, key: crypto.randomUUID() }).then(
      async (answer) => {
        if (!answer.done) toasts.say(WAITS);
        await refresh();
      },
      (error: unknown) => toasts.sayFailure("It could not be taken back.", error),
    );
  const run = useMutation({
    mutationFn: () => {
      const shown = seen?.ok ? { atMs: seen.atMs, effect: seen.effect } : undefined;
      return customersApi.run(accountId, { command, input: input ?? {}, reason, key: keyOf(input), shown });
    },
    // What was shown may not be true any more.
    onError: () => queryClient.invalidateQueries({ queryKey: ["preview", accountId] }),
    onSuccess: async (answer) => {
      await refresh();
      if (!answer.done) toasts.say(WAITS);
      else {
        const after = queryClient.getQueryData(accountQuery(accountId).queryKey);
        const back = input && after ? inverseOf({ command, input }, view, after) : null;
        toasts.say(`${title}: done.`, back ? () => void undo(back) : undefined);
      }
      close();
    },
  });
  const needsApproval = input !== null && seen?.ok === true && seen.needsApproval;
  // What stands there is of what was chosen before, until the answer to this one comes.
  const failure = run.error ?? preview.error;
  const isOld = preview.isPlaceholderData || asked !== input;
  return (
    <FormDialog
      title={title}
      verb={needsApproval ? "Ask for approval" : verb}
      {...(dismiss !== undefined && { dismiss })}
      disabled={run.isPending || input === null || reason.trim() === "" || seen?.ok !== true || isOld}
      // The frame says already why it would be refused.
      error={seen?.ok === false && failure?.message === seen.detail ? null : failure}
      onSubmit={() => run.mutate()}
      onClose={close}
    >
      {children}
      <EffectFrame seen={input === null ? undefined : seen} />
      <ReasonField value={reason} onChange={(text) => draft.change({ reason: text })} />
    </FormDialog>
  );
}

/** What a command would do, in a frame that is there before the answer; nothing in it while a field is missing. */
export function EffectFrame({ seen }: { seen: EffectView | undefined }) {
  return (
    <div className="effect-frame" aria-live="polite">
      {seen?.ok === true && (
        <ul className="effect">
          {seen.effect.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
          {seen.effect.length === 0 && <li>Nothing changes that a customer would notice.</li>}
          {seen.needsApproval && <li>A second person has to approve it first.</li>}
        </ul>
      )}
      {seen?.ok === false && <p className="field-error">{seen.detail}</p>}
      {seen === undefined && <p className="effect muted">What it does shows here, before it is done.</p>}
    </div>
  );
}
