import { useParams } from "@tanstack/react-router";
import { Moment } from "../../ui/moment.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Failed } from "../../ui/state.tsx";
import { JobActions } from "./job-actions.tsx";
import { useJob } from "./job-api.ts";
import { JobProgress } from "./job-progress.tsx";
import { JobRowsTable } from "./job-rows.tsx";
import { UNDONE } from "./job-words.ts";

/** One run: how far it is, what it billed, who was not billed and why. */
export function RunPage() {
  const { jobId } = useParams({ from: "/shell/money/runs/$jobId" });
  const { data: job, error, refetch, elsewhere } = useJob(jobId);
  if (error) return <Failed what="The run" error={error} retry={refetch} />;
  if (!job) return <SkeletonRows count={6} what="the run" />;
  const dry = job.input.dry === true;
  return (
    <div className="stack wide">
      <h2>{job.title}</h2>
      <p className="muted">
        {dry ? "A dry run: nothing is billed." : "Whatever was due by then is billed."} Started{" "}
        <Moment atMs={job.createdMs} /> by {job.creatorName}
        {job.reason !== "" && `: ${job.reason}`}.
      </p>
      <JobProgress job={job} elsewhere={elsewhere} one="account" many="accounts" />
      <JobActions job={job} />
      {job.status !== "running" && (
        <>
          <section className="stack" aria-labelledby="undone">
            <h3 id="undone">Not done</h3>
            <JobRowsTable job={job} statuses={UNDONE} empty="Nothing: every account that had something due is done." />
          </section>
          <section className="stack" aria-labelledby="billed">
            <h3 id="billed">{dry ? "Would be billed" : "Billed"}</h3>
            <JobRowsTable job={job} statuses={["done"]} empty="Nobody: what was due was no invoice, or nothing was." />
          </section>
        </>
      )}
    </div>
  );
}
