import type { ReactNode } from "react";
import { CopyLine } from "./copy-line.tsx";
import { Dialog } from "./dialog.tsx";

interface ShownOnceProps {
  title: string;
  /** The secret. */
  text: string;
  /** What it is, `token`. */
  what: string;
  onClose: () => void;
  /** What to do with it now. */
  children: ReactNode;
}

/** A secret that is kept as a hash or used up, so that it is shown this once. */
export function ShownOnce({ title, text, what, onClose, children }: ShownOnceProps) {
  return (
    <Dialog title={title} wide onClose={onClose}>
      <div className="dialog-body">
        <h2>{title}</h2>
        <CopyLine text={text} what={what} />
        <p className="muted">{children}</p>
        <div className="dialog-foot">
          <button type="button" className="button primary" onClick={onClose}>
            Done
          </button>
        </div>
      </div>
    </Dialog>
  );
}
