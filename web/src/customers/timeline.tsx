import type { TimelineEntry } from "../../../workers/billing/account/view.ts";
import { Moment } from "../ui/moment.tsx";

/** What happened to an account, the newest first: what, who, why. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className="customer-timeline">
      {entries.map(({ seq, atMs, words, by, reason }) => (
        <li key={seq}>
          <span className="grow">
            {words} <span className="muted">by {by}</span>
            {reason && <span className="muted small block">{reason}</span>}
          </span>
          <span className="muted small">
            <Moment atMs={atMs} />
          </span>
        </li>
      ))}
    </ol>
  );
}
