import type { AuditEntryView } from "../../../workers/identity/view.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Moment } from "../ui/moment.tsx";
import { exact } from "../words/time.ts";
import type { AuditSearch } from "./audit-search.ts";

interface AuditRowProps {
  entry: AuditEntryView;
  filter: (search: AuditSearch) => void;
}

/** One entry: who did what to what, and on demand everything that is written down about it. */
export function AuditRow({ entry, filter }: AuditRowProps) {
  return (
    <li className="audit-entry">
      <details>
        <summary className="audit-line">
          <span className="turns">
            <Icon name="chevron" />
          </span>
          <span className="muted number audit-seq">{entry.seq}</span>
          <span className="grow">
            <Icon name={entry.actor.kind === "token" ? "tokens" : "person"} label={entry.actor.kind} />
            <strong className="clip">{entry.actor.name}</strong> <code>{entry.action}</code>{" "}
            <span className="muted">{entry.target}</span>
          </span>
          <span className="muted small">
            <Moment atMs={entry.atMs} />
          </span>
        </summary>
        <div className="audit-detail">
          <dl className="facts">
            <dt>Time</dt>
            <dd>{exact(entry.atMs)}</dd>
            {Object.entries(entry.detail).map(([name, value]) => (
              <Detail key={name} name={name} value={typeof value === "string" ? value : JSON.stringify(value)} />
            ))}
            <dt>Request</dt>
            <dd>
              <code>{entry.requestId}</code> <CopyButton text={entry.requestId} what="request id" />
            </dd>
            <Detail name="Hash" value={entry.hash} />
            <Detail name="Hash before" value={entry.previousHash} />
          </dl>
          <div className="line-up">
            <button type="button" className="button small" onClick={() => filter({ action: entry.action })}>
              Only {entry.action}
            </button>
            <button type="button" className="button small" onClick={() => filter({ actor: entry.actor.id })}>
              Only {entry.actor.name}
            </button>
          </div>
        </div>
      </details>
    </li>
  );
}

function Detail({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <code>{value}</code>
      </dd>
    </>
  );
}
