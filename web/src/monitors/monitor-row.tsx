import type { MonitorView } from "../../../workers/errors/view.ts";
import { Icon } from "../ui/icon.tsx";
import { Moment } from "../ui/moment.tsx";
import { CHECK_IN_MARKS, checkInText, runtime } from "./check-in-words.ts";
import { planText, readPlan } from "./schedule.ts";

/** One job: how its last run ended, when it should run, its latest check-ins from left to right. */
export function MonitorRow({ monitor }: { monitor: MonitorView }) {
  const last = monitor.checkIns[0];
  const plan = readPlan(monitor.config);
  const mark = last && CHECK_IN_MARKS[last.status];
  return (
    <li className="row monitor-row">
      <span className={`mark ${mark?.tone ?? "none"}`}>
        <Icon name={mark?.icon ?? "dot"} />
      </span>
      <div className="grow">
        <h3 className="clip">{monitor.slug}</h3>
        <p className="muted small">{plan ? planText(plan) : "No schedule was ever sent"}</p>
      </div>
      <ol className="check-ins" aria-label={`Latest check-ins of ${monitor.slug}, oldest first`}>
        {monitor.checkIns.toReversed().map((checkIn) => (
          <li key={checkIn.id} className={CHECK_IN_MARKS[checkIn.status].tone} title={checkInText(checkIn)}>
            <Icon name={CHECK_IN_MARKS[checkIn.status].icon} label={checkInText(checkIn)} />
          </li>
        ))}
      </ol>
      <span className="monitor-last">
        {last && mark ? (
          <>
            <span className={`badge ${mark.tone}`}>{mark.word}</span>{" "}
            <span className="muted small">
              <Moment atMs={last.startedMs} />
              {last.durationSeconds !== null && ` · ${runtime(last.durationSeconds)}`}
            </span>
          </>
        ) : (
          <span className="muted">no check-in kept</span>
        )}
      </span>
    </li>
  );
}
