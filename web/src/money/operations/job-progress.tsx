import type { JobView } from "../../../../workers/billing/job/view.ts";
import { counted, whole } from "../../words/number.ts";
import { moneyText } from "../amount.ts";
import { JOB_STATUS, jobDetail, rowsIn, UNDONE } from "./job-words.ts";

interface JobProgressProps {
  job: JobView;
  elsewhere: boolean;
  one: string;
  many: string;
}

/** How far a job is: its state, a bar, what was done and what it came to. */
export function JobProgress({ job, elsewhere, one, many }: JobProgressProps) {
  const total = rowsIn(job.counts, ["waiting", "done", "nothing", "held", "failed"]);
  const left = rowsIn(job.counts, ["waiting"]);
  const undone = rowsIn(job.counts, UNDONE);
  const { title, tone } = JOB_STATUS[job.status];
  return (
    <div className="stack job-progress">
      <p>
        <span className={`badge ${tone}`}>{title}</span> {whole(total - left)} of {counted(total, one, many)}
        {undone > 0 && <span className="badge bad">{counted(undone, "was not done", "were not done")}</span>}
      </p>
      <progress aria-label="Progress" max={Math.max(total, 1)} value={total === 0 ? 0 : total - left} />
      <p className="muted">
        {job.sums.length === 0
          ? `No amounts${job.status === "running" ? " yet" : ""}.`
          : job.sums
              .map(({ currency, amount, items }) => `${counted(items, "invoice")}, ${moneyText(amount, currency)}`)
              .join(" · ")}
      </p>
      <p className="muted small">{jobDetail(job, elsewhere)}</p>
    </div>
  );
}
