import { CodeBlock } from "../ui/code-block.tsx";
import { Dialog } from "../ui/dialog.tsx";

/** Recovery codes, shown once. */
export function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  return (
    <Dialog title="Recovery codes" onClose={onClose}>
      <div className="dialog-body">
        <h2>Recovery codes</h2>
        <p>
          Each signs you in once, when the app is out of reach. Keep them where the phone is not. They are not shown
          again.
        </p>
        <CodeBlock text={codes.join("\n")} what="Recovery codes" />
        <div className="dialog-foot">
          <button type="button" className="button primary" onClick={onClose}>
            I have kept them
          </button>
        </div>
      </div>
    </Dialog>
  );
}
