import { type ReactNode, useState } from "react";
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
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const run = async () => {
    setBusy(true);
    try {
      await act();
      onClose();
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="dialog-body">
        <h2>{title}</h2>
        <div className="stack">{children}</div>
        <FormFailure error={failure} />
        <div className="dialog-foot">
          <button type="button" className="button" onClick={onClose}>
            Keep it
          </button>
          <button type="button" className="button danger" disabled={busy} onClick={run}>
            {verb}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
