import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { GroupingTrial, TrialResult } from "../../../workers/errors/view.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { FormFailure } from "../ui/form-failure.tsx";
import { Moment } from "../ui/moment.tsx";

/** How the project's last event is grouped as the rules are saved, and how it would be as they are written. */
export function GroupingTrialPanel({ trial }: { trial: UseQueryResult<GroupingTrial> }) {
  const event = trial.data?.event;
  return (
    <section className="panel" aria-label="Tried on the last event" aria-busy={trial.isFetching}>
      <div className="panel-head">
        <h3>Tried on the last event</h3>
        {event && (
          <Link to="/errors/$issueId/events/$eventId" params={{ issueId: event.issueId, eventId: event.eventId }}>
            <Moment atMs={event.receivedMs} />
          </Link>
        )}
      </div>
      <div className="panel-body stack">
        <FormFailure error={trial.error} />
        {event === null && <p className="muted">The project has no event yet to try the rules on.</p>}
        {event && isSame(event.before, event.after) && <p>It stays where it is: the rules change nothing for it.</p>}
        {event && (
          <div className="rules-trial">
            <Result title="As saved" result={event.before} />
            <Result title="As written" result={event.after} />
          </div>
        )}
      </div>
    </section>
  );
}

const hashesOf = ({ variants }: TrialResult): string => variants.map(({ hash }) => hash).join();

const isSame = (before: TrialResult, after: TrialResult): boolean =>
  before.title === after.title && hashesOf(before) === hashesOf(after);

function Result({ title, result }: { title: string; result: TrialResult }) {
  return (
    <div className="stack">
      <h4>{title}</h4>
      <p className="text-value">{result.title}</p>
      {result.variants.map(({ name, hash, hint, values }) => (
        <div key={name}>
          <p className="line-up small">
            <span className="badge good">{name}</span>
            <code>{hash.slice(0, 12)}</code>
            <CopyButton text={hash} what="group hash" />
          </p>
          {hint && <p className="hint">{hint}</p>}
          <ol className="rules-values">
            {values.map((value, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of one result never move
              <li key={index}>
                <code className="text-value">{value}</code>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </div>
  );
}
