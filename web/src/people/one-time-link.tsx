import type { LinkView } from "../../../workers/identity/view.ts";
import { CopyLine } from "../ui/copy-line.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Moment } from "../ui/moment.tsx";

interface OneTimeLinkProps {
  title: string;
  link: LinkView;
  whom: string;
  onClose: () => void;
}

/** A link that works once and is shown once. */
export function OneTimeLink({ title, link, whom, onClose }: OneTimeLinkProps) {
  return (
    <Dialog title={title} wide onClose={onClose}>
      <div className="dialog-body">
        <h2>{title}</h2>
        <CopyLine text={link.url} what="link" />
        <p className="muted">
          Give it to {whom} only: whoever opens it is signed in as them. It works once, ends{" "}
          <Moment atMs={link.expiresAtMs} />, and is not shown again.
        </p>
        <div className="dialog-foot">
          <button type="button" className="button primary" onClick={onClose}>
            Done
          </button>
        </div>
      </div>
    </Dialog>
  );
}
