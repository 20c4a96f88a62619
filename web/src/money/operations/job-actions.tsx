import type { JobView } from "../../../../workers/billing/job/view.ts";
import { useMay } from "../../shell/me.ts";
import { SendButton, useSend } from "../../ui/send-button.tsx";
import { useJobChange } from "./job-api.ts";
import { rowsIn, UNDONE } from "./job-words.ts";

/**
 * What can be done with a job as it stands: rest, go on, end, try again what was not done. `onRetry` asks for what that
 * needs first.
 */
export function JobActions({ job, onRetry }: { job: JobView; onRetry?: () => void }) {
  const send = useJobChange();
  const may = useMay("billing:bulk");
  const act = useSend((verb: string) => send(`jobs/${job.id}/${verb}`), "It stays as it is.");
  const button = (verb: string, title: string) => (
    <SendButton by={act} wish={verb} disabled={!may}>
      {title}
    </SendButton>
  );
  const again = "Try again what was not done";
  return (
    <div className="line-up">
      {job.status === "running" && button("pause", "Pause")}
      {job.status === "paused" && button("resume", "Go on")}
      {["running", "paused", "asking"].includes(job.status) && button("cancel", "Cancel")}
      {job.status === "done" &&
        rowsIn(job.counts, UNDONE) > 0 &&
        (onRetry ? (
          <button type="button" className="button" disabled={!may} onClick={onRetry}>
            {again}
          </button>
        ) : (
          button("retry", again)
        ))}
    </div>
  );
}
