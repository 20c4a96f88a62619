import { age, exact, relative } from "../words/time.ts";
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
