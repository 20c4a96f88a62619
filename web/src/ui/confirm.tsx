import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Dialog } from "./dialog.tsx";
import { FormFailure } from "./form-failure.tsx";

interface ConfirmProps {
  title: string;
  /** The effect, said before it happens. */
  children: ReactNode;
  /** The verb on the button. */
  verb: string;
  /** Resolves when it is done; what it throws is shown in place. */
  act: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before what cannot be undone. */
export function Confirm({ title, children, verb, act, onClose }: ConfirmProps) {
  const run = useMutation({ mutationFn: act, onSuccess: onClose });
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="dialog-body">
        <h2>{title}</h2>
        <div className="stack">{children}</div>
        <FormFailure error={run.error} />
        <div className="dialog-foot">
          <button type="button" className="button" onClick={onClose}>
            Keep it
          </button>
          <button type="button" className="button danger" disabled={run.isPending} onClick={() => run.mutate()}>
            {verb}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
