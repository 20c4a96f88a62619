import type { IssueStatus } from "../../../workers/errors/view.ts";
import { Icon } from "../ui/icon.tsx";
import { counted } from "../words/number.ts";

interface BulkBarProps {
  count: number;
  setStatus: (status: IssueStatus) => void;
  assign: () => void;
  clear: () => void;
}

/** What can be done with the chosen issues; stays in sight at the list's foot while there are any. */
export function BulkBar({ count, setStatus, assign, clear }: BulkBarProps) {
  return (
    <div className="bulk-bar" role="toolbar" aria-label="Chosen issues">
      <span className="bulk-count" role="status">
        {counted(count, "issue")}
      </span>
      <button type="button" className="button primary" onClick={() => setStatus("resolved")}>
        <Icon name="check" />
        Resolve <kbd>e</kbd>
      </button>
      <button type="button" className="button" onClick={() => setStatus("ignored")}>
        <Icon name="mute" />
        Ignore <kbd>i</kbd>
      </button>
      <button type="button" className="button" onClick={() => setStatus("unresolved")}>
        Unresolve <kbd>u</kbd>
      </button>
      <button type="button" className="button" onClick={assign}>
        <Icon name="person" />
        Assign <kbd>a</kbd>
      </button>
      <button type="button" className="button quiet icon" aria-label="Clear the selection" onClick={clear}>
        <Icon name="cross" />
      </button>
    </div>
  );
}
