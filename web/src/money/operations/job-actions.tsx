import type { JobView } from "../../../../workers/billing/job/view.ts";
import { useMay } from "../../shell/me.ts";
import { useToasts } from "../../ui/toast.tsx";
import { useJobChange } from "./job-api.ts";
import { rowsIn, UNDONE } from "./job-words.ts";

/**
 * What can be done with a job as it stands: rest, go on, end, try again what was not done. `onRetry` asks for what that
 * needs first.
 */
export function JobActions({ job, onRetry }: { job: JobView; onRetry?: () => void }) {
  const send = useJobChange();
  const toasts = useToasts();
  const may = useMay("billing:bulk");
  const act = (verb: string) => () =>
    send(`jobs/${job.id}/${verb}`).catch((error) => toasts.sayFailure("It stays as it is.", error));
  const button = (verb: string, title: string, onClick: () => unknown = act(verb)) => (
    <button type="button" className="button" disabled={!may} onClick={onClick}>
      {title}
    </button>
  );
  return (
    <div className="line-up">
      {job.status === "running" && button("pause", "Pause")}
      {job.status === "paused" && button("resume", "Go on")}
      {["running", "paused", "asking"].includes(job.status) && button("cancel", "Cancel")}
      {job.status === "done" &&
        rowsIn(job.counts, UNDONE) > 0 &&
        button("retry", "Try again what was not done", onRetry)}
    </div>
  );
}
