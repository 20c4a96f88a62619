import { useQueryClient } from "@tanstack/react-query";
import type { IssueRow } from "../../../workers/errors/view.ts";
import { errorsApi } from "../api/errors.ts";
import { Confirm } from "../ui/confirm.tsx";
import { useToasts } from "../ui/toast.tsx";
import { counted } from "../words/number.ts";
import { lay, settle } from "./pending-change.ts";

interface RemoveDialogProps {
  rows: IssueRow[];
  /** `WEB-1A` or `3 issues`. */
  what: string;
  /** Whether what comes of them from now on is dropped too. */
  discard: boolean;
  removed: () => void;
  onClose: () => void;
}

/** Deletes issues, or discards them; says before what goes and what happens to what comes. */
export function RemoveDialog({ rows, what, discard, removed, onClose }: RemoveDialogProps) {
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const one = rows.length === 1;
  const events = rows.reduce((sum, row) => sum + row.events, 0);
  const ids = rows.map(({ id }) => id);
  const verb = discard ? "Discard" : "Delete";
  return (
    <Confirm
      title={`${verb} ${what}`}
      verb={`${verb} ${what}`}
      act={async () => {
        await (discard ? errorsApi.discardIssues(ids) : errorsApi.deleteIssues(ids));
        // Lists are projections: until they follow, what is gone is not shown.
        lay(ids, { removed: true });
        settle(ids);
        toasts.say(`${what} ${discard ? "discarded" : "deleted"}`);
        removed();
        for (const key of ["issues", "projects"]) void queryClient.invalidateQueries({ queryKey: [key] });
      }}
      onClose={onClose}
    >
      <p>
        {what} and {one ? "its" : "their"} {counted(events, "event")} go, with attachments and comments. It cannot be
        undone.
      </p>
      {discard ? (
        <p>
          What comes of {one ? "it" : "them"} from now on is dropped and counted as filtered; it costs no quota. That
          can be lifted in the project's settings.
        </p>
      ) : (
        <p>When it happens again, it is a new issue.</p>
      )}
    </Confirm>
  );
}
