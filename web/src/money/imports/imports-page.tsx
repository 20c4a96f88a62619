import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { JobView } from "../../../../workers/billing/job/view.ts";
import { useMay } from "../../shell/me.ts";
import { Moment } from "../../ui/moment.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Empty, Failed } from "../../ui/state.tsx";
import { NumberCell, numbers, Table } from "../../ui/table.tsx";
import { jobsQuery } from "../operations/job-api.ts";
import { JOB_STATUS } from "../operations/job-words.ts";
import { TabHead } from "../tab-head.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import { countsOf, figureLines } from "./import-words.ts";
import { StripeDialog } from "./stripe-dialog.tsx";

/** Bulk imports: what was taken over from elsewhere, when and by whom. */
export function ImportsPage() {
  const query = useQuery(jobsQuery("import"));
  const [starts, setStarts] = useState<"csv" | "stripe" | null>(null);
  const may = useMay("billing:bulk");
  if (query.isPending) return <SkeletonRows count={6} what="imports" />;
  if (query.isError) return <Failed what="The imports" error={query.error} retry={query.refetch} />;
  const { jobs } = query.data;
  return (
    <div className="stack wide">
      <TabHead
        sentence={
          may
            ? "Accounts from other systems, with all they bring along. Nothing is written before you have seen what it would be."
            : "Accounts from other systems, with all they bring along. Whoever has the role finance imports them."
        }
      >
        <button type="button" className="button" disabled={!may} onClick={() => setStarts("stripe")}>
          Import from Stripe
        </button>
        <button type="button" className="button primary" disabled={!may} onClick={() => setStarts("csv")}>
          Import accounts
        </button>
      </TabHead>
      {jobs.length === 0 ? (
        <Empty icon="money" title="No import yet">
          <p>
            Upload a CSV file, or read a Stripe account: the check shows what would be created, changed and refused.
          </p>
        </Empty>
      ) : (
        <Table columns={["Import", "State", numbers("Accounts"), numbers("Refused"), "Brings", "Started"]}>
          {jobs.map((job) => (
            <Row key={job.id} job={job} />
          ))}
        </Table>
      )}
      {starts === "csv" && <ImportDialog onClose={() => setStarts(null)} />}
      {starts === "stripe" && <StripeDialog onClose={() => setStarts(null)} />}
    </div>
  );
}

function Row({ job }: { job: JobView }) {
  const { accounts, refused } = countsOf(job);
  return (
    <tr>
      <td data-label="Import">
        <Link to="/money/imports/$jobId" params={{ jobId: job.id }}>
          {job.title}
        </Link>
      </td>
      <td data-label="State">
        <span className={`badge ${JOB_STATUS[job.status].tone}`}>{JOB_STATUS[job.status].title}</span>
      </td>
      <NumberCell label="Accounts" amount={accounts} />
      <NumberCell label="Refused" amount={refused} />
      <td data-label="Brings">{figureLines(job.figures).join("; ") || "–"}</td>
      <td data-label="Started">
        <span>
          <Moment atMs={job.createdMs} /> <span className="muted small">{job.creatorName}</span>
        </span>
      </td>
    </tr>
  );
}
