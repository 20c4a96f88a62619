import { age, bookDay, exact, lastBookDay, relative } from "../words/time.ts";
import { useNow } from "./now.ts";

/** A moment in relative words, `never` when there is none; the exact one shows on hover and is in the element for everyone else. */
export function Moment({ atMs, short = false }: { atMs: number | null; short?: boolean }) {
  const nowMs = useNow();
  if (atMs === null) return <span className="muted">never</span>;
  return (
    <time dateTime={new Date(atMs).toISOString()} title={exact(atMs)} className="nowrap">
      {short ? age(atMs, nowMs) : relative(atMs, nowMs)}
    </time>
  );
}

/**
 * The day of something in the books: the same for who bills, who reads the invoice and the books. The moment shows on hover.
 * `last` names the last day of what holds until the moment.
 */
export function Day({ atMs, last = false }: { atMs: number; last?: boolean }) {
  const nowMs = useNow();
  return (
    <time dateTime={new Date(atMs).toISOString()} title={`${relative(atMs, nowMs)}: ${exact(atMs)}`} className="nowrap">
      {last ? lastBookDay(atMs) : bookDay(atMs)}
    </time>
  );
}
