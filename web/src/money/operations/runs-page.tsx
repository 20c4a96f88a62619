import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { JobView } from "../../../../workers/billing/job/view.ts";
import { useMay } from "../../shell/me.ts";
import { Moment } from "../../ui/moment.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Empty, Failed } from "../../ui/state.tsx";
import { NumberCell, numbers, Table } from "../../ui/table.tsx";
import { whole } from "../../words/number.ts";
import { moneyText } from "../amount.ts";
import { TabHead } from "../tab-head.tsx";
import { jobsQuery } from "./job-api.ts";
import { JOB_STATUS, rowsIn, UNDONE } from "./job-words.ts";
import { RunDialog } from "./run-dialog.tsx";

/** Bulk invoice runs: what was billed at once, when and by whom. */
export function RunsPage() {
  const query = useQuery(jobsQuery("invoice-run"));
  const [starts, setStarts] = useState(false);
  const may = useMay("billing:bulk");
  if (query.isPending) return <SkeletonRows count={6} what="runs" />;
  if (query.isError) return <Failed what="The runs" error={query.error} retry={query.refetch} />;
  const { jobs } = query.data;
  return (
    <div className="stack wide">
      <TabHead
        sentence={
          may
            ? "Accounts bill themselves when something is due. A run catches up with whatever is left, and proves that nothing is."
            : "Accounts bill themselves when something is due. Whoever has the role finance catches up with what is left."
        }
      >
        <button type="button" className="button primary" disabled={!may} onClick={() => setStarts(true)}>
          Start a run
        </button>
      </TabHead>
      {jobs.length === 0 ? (
        <Empty icon="money" title="No run yet">
          <p>A dry run shows what is due, and what it comes to, without billing anything.</p>
        </Empty>
      ) : (
        <Table columns={["Run", "State", numbers("Accounts"), numbers("Not done"), numbers("Sum"), "Started"]}>
          {jobs.map((job) => (
            <Run key={job.id} job={job} />
          ))}
        </Table>
      )}
      {starts && <RunDialog onClose={() => setStarts(false)} />}
    </div>
  );
}

function Run({ job: { id, title, status, counts, sums, createdMs, creatorName } }: { job: JobView }) {
  return (
    <tr>
      <td data-label="Run">
        <Link to="/money/runs/$jobId" params={{ jobId: id }}>
          {title}
        </Link>
      </td>
      <td data-label="State">
        <span className={`badge ${JOB_STATUS[status].tone}`}>{JOB_STATUS[status].title}</span>
      </td>
      <td className="number" data-label="Accounts">
        {whole(rowsIn(counts, ["waiting", "done", "nothing", "held", "failed"]))}
      </td>
      <NumberCell label="Not done" amount={rowsIn(counts, UNDONE)} />
      <td className="number" data-label="Sum">
        {sums.map(({ currency, amount }) => moneyText(amount, currency)).join(" · ") || "–"}
      </td>
      <td data-label="Started">
        <span>
          <Moment atMs={createdMs} /> <span className="muted small">{creatorName}</span>
        </span>
      </td>
    </tr>
  );
}
