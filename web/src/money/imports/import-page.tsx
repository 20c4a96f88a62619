import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { JobView } from "../../../../workers/billing/job/view.ts";
import { useMay } from "../../shell/me.ts";
import { Moment } from "../../ui/moment.tsx";
import { SendButton, useSend } from "../../ui/send-button.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Failed } from "../../ui/state.tsx";
import { counted } from "../../words/number.ts";
import { JobActions } from "../operations/job-actions.tsx";
import { useJob, useJobChange } from "../operations/job-api.ts";
import { askedOf } from "./import-api.ts";
import { ImportProgress } from "./import-progress.tsx";
import { ImportResult } from "./import-result.tsx";
import { countsOf, foundWords } from "./import-words.ts";
import { ReadingForm } from "./reading-form.tsx";
import { StripeRetryDialog } from "./stripe-retry-dialog.tsx";

const ROUTE = "/shell/money/imports/$jobId";

/** One import: what its columns are, what it would do, how far it is, and what was refused. */
export function ImportPage() {
  const { jobId } = useParams({ from: ROUTE });
  const { shown = "taken" } = useSearch({ from: ROUTE });
  const navigate = useNavigate();
  const [rereads, setRereads] = useState(false);
  const { data: job, error, refetch, elsewhere } = useJob(jobId);
  if (error) return <Failed what="The import" error={error} retry={refetch} />;
  if (!job) return <SkeletonRows count={6} what="the import" />;
  const asks = job.status === "asking";
  const reads = asks && (job.phase === "read" || rereads);
  return (
    <div className="stack wide">
      <h2>{job.title}</h2>
      <p className="muted">
        Ids are remembered as <code>{askedOf(job).system}</code>. Begun <Moment atMs={job.createdMs} /> by{" "}
        {job.creatorName}.
      </p>
      <ImportProgress job={job} elsewhere={elsewhere} />
      <ImportActions job={job} />
      {reads && <ReadingForm key={job.phase} job={job} onDone={() => setRereads(false)} />}
      {asks && !reads && <Decision job={job} onReread={() => setRereads(true)} />}
      {!reads && job.status !== "running" && (
        <ImportResult
          job={job}
          shown={shown}
          show={(next) => navigate({ from: "/money/imports/$jobId", search: { shown: next }, replace: true })}
        />
      )}
    </div>
  );
}

/** What can be done with the import. Stripe is read once more before a customer is taken over, by a key that was forgotten. */
function ImportActions({ job }: { job: JobView }) {
  const [retries, setRetries] = useState(false);
  const { from } = askedOf(job);
  return (
    <>
      <JobActions job={job} {...(from === "stripe" && { onRetry: () => setRetries(true) })} />
      {retries && <StripeRetryDialog jobId={job.id} onClose={() => setRetries(false)} />}
    </>
  );
}

/** What is about to be done, in words, and the button that does it. */
function Decision({ job, onReread }: { job: JobView; onReread: () => void }) {
  const send = useJobChange();
  const may = useMay("billing:bulk");
  const { created, changed, refused } = countsOf(job);
  const asked = askedOf(job);
  const isFile = asked.from === "csv";
  const found = asked.from === "stripe" && asked.found ? foundWords(asked.found) : "";
  const accounts = counted(created + changed, "account", "accounts");
  const apply = useSend(() => send(`imports/${job.id}/apply`), "Nothing was taken over.");
  return (
    <div className="stack">
      <p>
        Nothing is written yet. {accounts} would be taken over
        {refused > 0 &&
          `; ${counted(refused, "stays", "stay")} out, and may come later ${isFile ? "in a corrected file" : "by another import"}`}
        .
      </p>
      <p className="muted">
        An import is not undone as a whole: accounts are changed or cancelled one by one. It can be paused and cancelled
        on the way; what was taken over by then stays, and the same again changes nothing of it.
        {found !== "" && ` First come ${found} of Stripe's; what of them is here already stays as it is.`}
        {!isFile && " Who was changed at Stripe since this check is left out."}
      </p>
      <div className="line-up">
        <SendButton by={apply} wish={undefined} className="button primary" disabled={!may || created + changed === 0}>
          Take over {accounts}
        </SendButton>
        {isFile && (
          <button type="button" className="button" onClick={onReread}>
            Change the columns
          </button>
        )}
      </div>
    </div>
  );
}
