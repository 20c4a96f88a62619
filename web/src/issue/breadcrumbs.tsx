import { useState } from "react";
import type { Breadcrumb } from "../../../workers/errors/event/event.ts";
import { ValueTree } from "../ui/value-tree.tsx";
import { exact } from "../words/time.ts";

/** The last steps tell most; the ones before come on demand. */
export const SHOWN_CRUMBS = 15;

interface BreadcrumbsProps {
  crumbs: Breadcrumb[];
  /** The event's time, epoch seconds: steps are shown by how long before it they were. */
  eventAt: number;
}

/** The steps that led to the event, oldest first, the event last. */
export function Breadcrumbs({ crumbs, eventAt }: BreadcrumbsProps) {
  const [all, setAll] = useState(false);
  const [category, setCategory] = useState("");
  const [level, setLevel] = useState("");
  const fitting = crumbs.filter(
    (crumb) => (category === "" || categoryOf(crumb) === category) && (level === "" || levelOf(crumb) === level),
  );
  const hidden = all ? 0 : Math.max(0, fitting.length - SHOWN_CRUMBS);
  return (
    <div className="stack">
      <div className="line-up">
        <CrumbFilter what="categories" of={crumbs.map(categoryOf)} value={category} choose={setCategory} />
        <CrumbFilter what="levels" of={crumbs.map(levelOf)} value={level} choose={setLevel} />
      </div>
      {fitting.length === 0 && <p className="muted">No step is of this category and level.</p>}
      {hidden > 0 && (
        <button type="button" className="button small" onClick={() => setAll(true)}>
          Show {hidden} earlier
        </button>
      )}
      <ol className="crumbs">
        {fitting.slice(hidden).map((crumb, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps of one event never move
          <li key={index + hidden} className={`crumb ${crumb.level ?? "info"}`}>
            <CrumbTime atSeconds={crumb.timestamp} eventAt={eventAt} />
            <span className="crumb-category">
              <span className="badge">{categoryOf(crumb)}</span>
              {crumb.level && crumb.level !== "info" && crumb.level !== "debug" && (
                <span className={`badge ${crumb.level === "warning" ? "warn" : "bad"}`}>{crumb.level}</span>
              )}
            </span>
            <div className="crumb-text">
              {crumb.message && <p className="mono">{crumb.message}</p>}
              {crumb.data && Object.keys(crumb.data).length > 0 && <ValueTree value={crumb.data} />}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

const categoryOf = (crumb: Breadcrumb): string => crumb.category ?? crumb.type ?? "default";
const levelOf = (crumb: Breadcrumb): string => crumb.level ?? "info";

interface CrumbFilterProps {
  /** What is chosen among, in the plural. */
  what: string;
  of: string[];
  value: string;
  choose: (value: string) => void;
}

/** Leaves steps of one kind; absent when all are of the same. */
function CrumbFilter({ what, of, value, choose }: CrumbFilterProps) {
  const counts = Map.groupBy(of, (each) => each);
  if (counts.size < 2) return null;
  return (
    <select
      className="input filter"
      aria-label={`Steps of which ${what}`}
      value={value}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">All {what}</option>
      {[...counts].map(([each, found]) => (
        <option key={each} value={each}>
          {each} ({found.length})
        </option>
      ))}
    </select>
  );
}

function CrumbTime({ atSeconds, eventAt }: { atSeconds: number | undefined; eventAt: number }) {
  if (atSeconds === undefined) return <span className="crumb-time muted">–</span>;
  return (
    <time
      className="crumb-time muted"
      dateTime={new Date(atSeconds * 1000).toISOString()}
      title={exact(atSeconds * 1000)}
    >
      {before(eventAt - atSeconds)}
    </time>
  );
}

/** How long before the event, `−0.4 s`, `−3 min`. */
export function before(seconds: number): string {
  const distance = Math.abs(seconds);
  const sign = seconds >= 0 ? "−" : "+";
  if (distance < 60) return `${sign}${distance.toFixed(1)} s`;
  if (distance < 3600) return `${sign}${Math.round(distance / 60)} min`;
  return `${sign}${Math.round(distance / 3600)} h`;
}
