import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { IssueRow } from "../../../workers/errors/view.ts";
import { errorsApi } from "../api/errors.ts";
import { Check, TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { useToasts } from "../ui/toast.tsx";
import { counted } from "../words/number.ts";
import { namedIssue } from "./named-issue.ts";
import { lay, settle } from "./pending-change.ts";

interface MergeDialogProps {
  /** One to be merged with another that is named in the dialog, or several with each other. */
  rows: IssueRow[];
  /** Called with the id of the issue that is left. */
  merged: (into: string) => void;
  onClose: () => void;
}

/** Makes several issues one, whichever of them; says before what becomes of the others. */
export function MergeDialog({ rows, merged, onClose }: MergeDialogProps) {
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const named = namedIssue(typed);
  const other = useQuery({
    queryKey: ["named-issue", named],
    queryFn: ({ signal }) => findNamed(named, signal),
    enabled: named !== null,
    retry: false,
  });
  const all = [...rows, ...(other.data && !rows.some(({ id }) => id === other.data?.id) ? [other.data] : [])];
  // Who has most events is the one that people know.
  const into = all.find(({ id }) => id === chosen) ?? all.toSorted((a, b) => b.events - a.events)[0];
  const others = all.filter(({ id }) => id !== into?.id);
  const strangers = all.some(({ project }) => project.id !== into?.project.id);
  const merge = useMutation({
    mutationFn: () =>
      errorsApi.mergeIssues(
        into?.id ?? "",
        others.map(({ id }) => id),
      ),
    onSuccess: ({ id }) => {
      for (const key of ["issues", "issue", "event", "events"]) void queryClient.invalidateQueries({ queryKey: [key] });
      const gone = others.map((row) => row.id);
      lay(gone, { removed: true });
      settle(gone);
      toasts.say(`${names(others)} ${others.length === 1 ? "is" : "are"} part of ${into?.shortId} now`);
      onClose();
      merged(id);
    },
  });
  const missed = named !== null && (other.isError || other.data === null);
  return (
    <FormDialog
      title={rows.length === 1 ? `Merge ${rows[0]?.shortId}` : `Merge ${counted(rows.length, "issue")}`}
      verb={into && others.length > 0 ? `Merge into ${into.shortId}` : "Merge"}
      disabled={others.length === 0 || strangers || merge.isPending}
      error={merge.error}
      onSubmit={() => merge.mutate()}
      onClose={onClose}
    >
      {rows.length === 1 && (
        <TextField
          label="With"
          hint="The link or the short id of another issue of the project."
          placeholder="WEB-1A"
          value={typed}
          onChange={setTyped}
          error={missed ? "No issue has this link or short id." : undefined}
          spellCheck={false}
          autoFocus
        />
      )}
      {all.length > 1 && (
        <fieldset className="stack">
          <legend className="label">All become part of</legend>
          {all.map((row) => (
            <Check
              key={row.id}
              among="into"
              label={`${row.shortId} ${row.title}`}
              hint={`${counted(row.events, "event")}, ${counted(row.users, "user")}`}
              checked={row.id === into?.id}
              onChange={() => setChosen(row.id)}
            />
          ))}
        </fieldset>
      )}
      {strangers && <p className="notice warn">Only issues of one project can be merged.</p>}
      {into && others.length > 0 && !strangers && (
        <p>
          {into.shortId} then has {counted(sumOf(all), "event")}. {names(others)}{" "}
          {others.length === 1 ? "is an issue" : "are issues"} no more; what comes for{" "}
          {others.length === 1 ? "it" : "them"} comes to {into.shortId}. Its fingerprints can be taken out again.
        </p>
      )}
    </FormDialog>
  );
}

async function findNamed(named: ReturnType<typeof namedIssue>, signal: AbortSignal): Promise<IssueRow | null> {
  if (named === null) return null;
  if (named.kind === "id") return errorsApi.issue(named.id, signal);
  const { rows } = await errorsApi.issues({ query: `issue:${named.shortId}`, limit: "1" }, signal);
  return rows[0] ?? null;
}

const sumOf = (rows: readonly IssueRow[]): number => rows.reduce((sum, { events }) => sum + events, 0);

const names = (rows: readonly IssueRow[]): string =>
  rows.length > 3
    ? counted(rows.length, "issue")
    : new Intl.ListFormat("en").format(rows.map(({ shortId }) => shortId));
