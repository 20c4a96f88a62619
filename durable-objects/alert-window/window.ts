/** Something that could make a rule fire. Plain numbers and names only: it travels in a header. */
export interface Fact {
  /** What it is about: an issue's id. */
  subject: number;
  /** Where it comes from, a project, and its number in that source's order; null for one that is found again while it lasts. */
  source: number;
  seq: number | null;
  trigger: string;
  atMs: number;
  /** How many events there were, for a frequency. */
  count: number | null;
}

/** What of a firing is told about one subject. */
export type Alert = Pick<Fact, "subject" | "trigger" | "atMs" | "count">;

/** A firing that has not been handed to the outbox yet. */
export interface Firing {
  /** Counts the rule's firings: together with the rule it names the firing for good. */
  number: number;
  atMs: number;
  alerts: Alert[];
}

/** What a rule remembers. */
export interface WindowDocument {
  /** Per source, up to where its facts were heard. */
  heard: { [source: string]: number };
  /** Per subject, when the rule last fired for it. */
  fired: { [subject: string]: number };
  pending: Firing[];
  firings: number;
}

/** What a round tells a rule. */
export interface Report {
  nowMs: number;
  /** How long the rule keeps quiet about a subject after it fired for it. */
  pauseMs: number;
  /** Facts are heard, and nothing fires. */
  muted: boolean;
  facts: Fact[];
  /** With the last part of a report: up to where each source has been told. */
  heard: { [source: string]: number };
}

/** Facts may be told this long after they happened: by a cron that was away, again and again. */
export const RETOLD_MS = 3 * 24 * 60 * 60_000;
/** Subjects that a rule remembers; of more, those that fired longest ago are forgotten. */
export const SUBJECTS_MAX = 2_000;
/** Firings that wait to be handed over; no fact is heard before there is room. */
export const PENDING_MAX = 50;

/** What a new rule remembers. */
export const emptyWindow = (): WindowDocument => ({ heard: {}, fired: {}, pending: [], firings: 0 });

/**
 * The window after a report. A fact fires once however often and in whatever order it is told, and so does its subject within the pause,
 * which is measured between facts and not between rounds: a late round fires as one in time would have.
 */
export function hear(window: WindowDocument, report: Report): WindowDocument {
  if (window.pending.length >= PENDING_MAX) return window;
  const fired = { ...window.fired };
  const alerts: Alert[] = [];
  for (const { subject, source, seq, trigger, atMs, count } of report.facts.toSorted((a, b) => a.atMs - b.atMs)) {
    if (seq !== null && seq <= (window.heard[source] ?? 0)) continue;
    const last = fired[subject];
    if (report.muted || (last !== undefined && atMs - last < report.pauseMs)) continue;
    fired[subject] = atMs;
    alerts.push({ subject, trigger, atMs, count });
  }
  const heard = { ...window.heard };
  for (const [source, seq] of Object.entries(report.heard)) heard[source] = Math.max(seq, heard[source] ?? 0);
  const firing = { number: window.firings + 1, atMs: report.nowMs, alerts };
  return {
    heard,
    fired: recent(fired, report.nowMs - report.pauseMs - RETOLD_MS),
    pending: alerts.length === 0 ? window.pending : [...window.pending, firing],
    firings: alerts.length === 0 ? window.firings : firing.number,
  };
}

/** The window once firings are in the outbox. */
export const handOver = (window: WindowDocument, numbers: readonly number[]): WindowDocument => ({
  ...window,
  pending: window.pending.filter(({ number }) => !numbers.includes(number)),
});

function recent(fired: WindowDocument["fired"], afterMs: number): WindowDocument["fired"] {
  const entries = Object.entries(fired).filter(([, atMs]) => atMs > afterMs);
  if (entries.length <= SUBJECTS_MAX) return Object.fromEntries(entries);
  return Object.fromEntries(entries.sort((a, b) => b[1] - a[1]).slice(0, SUBJECTS_MAX));
}
