import type { IssueStatus } from "../../../workers/errors/view.ts";
import { useMay } from "../shell/me.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { MenuItem } from "../ui/menu-item.tsx";
import { counted } from "../words/number.ts";
import type { Question } from "./issue-dialog.tsx";

interface BulkBarProps {
  count: number;
  setStatus: (status: IssueStatus) => void;
  ask: (question: Question) => void;
  clear: () => void;
}

/** What can be done with the chosen issues; stays in sight at the list's foot while there are any. */
export default function BulkBar({ count, setStatus, ask, clear }: BulkBarProps) {
  const mayDelete = useMay("event:admin");
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
      <button type="button" className="button wide-only" onClick={() => ask("assign")}>
        <Icon name="person" />
        Assign <kbd>a</kbd>
      </button>
      <Menu label="More actions" buttonClass="button icon" button={<Icon name="more" />}>
        <MenuItem command="issue.assign" icon="person" onChoose={() => ask("assign")}>
          Assign
        </MenuItem>
        <MenuItem command="issue.unresolve" icon="returned" onChoose={() => setStatus("unresolved")}>
          Unresolve
        </MenuItem>
        <hr />
        <MenuItem command="issue.resolve-in" icon="check" onChoose={() => ask("resolve")}>
          Resolve in a release
        </MenuItem>
        <MenuItem command="issue.ignore-until" icon="mute" onChoose={() => ask("ignore")}>
          Ignore until
        </MenuItem>
        <hr />
        <MenuItem command="issue.merge" icon="plus" onChoose={() => ask("merge")}>
          Merge
        </MenuItem>
        {mayDelete && (
          <>
            <hr />
            <MenuItem command="issue.delete" icon="trash" onChoose={() => ask("delete")}>
              Delete
            </MenuItem>
            <MenuItem icon="trash" onChoose={() => ask("discard")}>
              Delete and discard
            </MenuItem>
          </>
        )}
      </Menu>
      <button type="button" className="button quiet icon" aria-label="Clear the selection" onClick={clear}>
        <Icon name="cross" />
      </button>
    </div>
  );
}
