import type { JobView } from "../../../../workers/billing/job/view.ts";
import { counted, whole } from "../../words/number.ts";
import { JOB_STATUS, jobDetail } from "../operations/job-words.ts";
import { askedOf } from "./import-api.ts";
import { countsOf } from "./import-words.ts";

const PHASES: Record<string, string> = { read: "Reading", check: "Checking", apply: "Taking over" };

/** How far an import is: a bar that fills once for each of its phases. */
export function ImportProgress({ job, elsewhere }: { job: JobView; elsewhere: boolean }) {
  const { accounts, left, rows } = countsOf(job);
  const reading = job.phase === "read";
  const waits = job.status === "asking";
  const asked = askedOf(job);
  const isFile = asked.from === "csv";
  const max = reading ? (isFile ? asked.file.rows : rows) : accounts;
  // How much another system has is known once it was read.
  const isOpen = reading && !isFile && !waits;
  const value = waits ? max : reading ? rows : accounts - left;
  const { title, tone } = JOB_STATUS[job.status];
  const words = isOpen
    ? `${counted(accounts, "customer", "customers")} so far`
    : reading
      ? `${whole(value)} of ${counted(max, "row", "rows")}`
      : `${whole(value)} of ${counted(max, "account", "accounts")}`;
  return (
    <div className="stack job-progress">
      <p>
        <span className={`badge ${tone}`}>{title}</span> {job.status === "running" && `${PHASES[job.phase]}: `}
        {waits ? (reading ? counted(max, "row", "rows") : counted(accounts, "account", "accounts")) : words}
      </p>
      <progress
        aria-label="Progress"
        max={Math.max(max, 1)}
        {...(!isOpen && { value: reading && waits ? 0 : value })}
      />
      <p className="muted small">{jobDetail(job, elsewhere)}</p>
    </div>
  );
}
