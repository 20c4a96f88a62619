import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { IssueHash, IssueRow } from "../../../workers/errors/view.ts";
import { errorsApi } from "../api/errors.ts";
import { FormDialog } from "../ui/form-dialog.tsx";
import { Moment } from "../ui/moment.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { NumberCell, numbers, Table } from "../ui/table.tsx";
import { useToasts } from "../ui/toast.tsx";
import { counted } from "../words/number.ts";

interface UnmergeDialogProps {
  issue: IssueRow;
  /** Called with the id of the new issue. */
  unmerged: (id: string) => void;
  onClose: () => void;
}

/** Takes fingerprints out of an issue into a new one; says before what goes with them. */
export function UnmergeDialog({ issue, unmerged, onClose }: UnmergeDialogProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const query = useQuery({
    queryKey: ["hashes", issue.id],
    queryFn: ({ signal }) => errorsApi.hashes(issue.id, signal),
  });
  const hashes = query.data?.hashes ?? [];
  const taken = hashes.filter(({ hash }) => chosen.has(hash));
  const leaving = taken.reduce((sum, { events }) => sum + events, 0);
  const toggle = (hash: string) => setChosen((now) => new Set(now.has(hash) ? without(now, hash) : [...now, hash]));
  const unmerge = useMutation({
    mutationFn: () => errorsApi.unmergeIssue(issue.id, [...chosen]),
    onSuccess: ({ id }) => {
      for (const key of ["issues", "issue", "event", "events"]) void queryClient.invalidateQueries({ queryKey: [key] });
      toasts.say(`${counted(taken.length, "fingerprint")} of ${issue.shortId} are a new issue`);
      onClose();
      unmerged(id);
    },
  });
  return (
    <FormDialog
      wide
      title={`Fingerprints of ${issue.shortId}`}
      verb={taken.length > 0 ? `Take ${counted(taken.length, "fingerprint")} out` : "Take out"}
      disabled={taken.length === 0 || taken.length === hashes.length || unmerge.isPending}
      error={unmerge.error}
      onSubmit={() => unmerge.mutate()}
      onClose={onClose}
    >
      {query.isPending && <SkeletonRows count={3} what="fingerprints" />}
      {query.isError && <Failed what="The list of fingerprints" error={query.error} retry={query.refetch} />}
      {hashes.length > 0 && (
        <Table columns={["Fingerprint", numbers("Events"), "First seen", "Last seen", "Latest event"]}>
          {hashes.map((hash) => (
            <HashLine key={hash.hash} hash={hash} chosen={chosen.has(hash.hash)} toggle={() => toggle(hash.hash)} />
          ))}
        </Table>
      )}
      {hashes.length === 1 && <p className="muted">The issue has one fingerprint: there is nothing to take apart.</p>}
      {taken.length > 0 && taken.length === hashes.length && (
        <p className="notice warn">One fingerprint at least stays with the issue.</p>
      )}
      {taken.length > 0 && taken.length < hashes.length && (
        <p>
          {counted(leaving, "event")} {leaving === 1 ? "leaves" : "leave"} {issue.shortId} for a new issue, and so does
          what comes with {taken.length === 1 ? "this fingerprint" : "these fingerprints"} from now on. Merging brings
          them back.
        </p>
      )}
    </FormDialog>
  );
}

function HashLine({ hash, chosen, toggle }: { hash: IssueHash; chosen: boolean; toggle: () => void }) {
  return (
    <tr>
      <th scope="row">
        <label className="line-up">
          <input type="checkbox" checked={chosen} onChange={toggle} />
          <code title={hash.hash}>{hash.hash.slice(0, 12)}</code>
          {hash.followers.length > 0 && (
            <span className="muted small">and {counted(hash.followers.length, "more", "more")}</span>
          )}
        </label>
      </th>
      <NumberCell label="Events" amount={hash.events} />
      <td data-label="First seen">{hash.firstSeenMs === null ? "–" : <Moment atMs={hash.firstSeenMs} />}</td>
      <td data-label="Last seen">{hash.lastSeenMs === null ? "–" : <Moment atMs={hash.lastSeenMs} />}</td>
      <td data-label="Latest event">{hash.latest?.title ?? "–"}</td>
    </tr>
  );
}

const without = (hashes: ReadonlySet<string>, hash: string): string[] => [...hashes].filter((each) => each !== hash);
