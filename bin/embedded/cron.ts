import { MINUTE_MS } from "../../workers/kit/time.ts";

/** The five fields of a cron expression and the values that each may take. */
const FIELDS = [
  { name: "minute", from: 0, to: 59, of: (at: Date) => at.getUTCMinutes() },
  { name: "hour", from: 0, to: 23, of: (at: Date) => at.getUTCHours() },
  { name: "day", from: 1, to: 31, of: (at: Date) => at.getUTCDate() },
  { name: "month", from: 1, to: 12, of: (at: Date) => at.getUTCMonth() + 1 },
  { name: "weekday", from: 1, to: 7, of: (at: Date) => at.getUTCDay() + 1 },
];

/**
 * True when a Cloudflare cron expression (five numeric fields, UTC; `*`, lists, ranges, steps; Sunday is 1) is due in the minute of `atMs`.
 * Throws on anything else.
 */
export function isDue(expression: string, atMs: number): boolean {
  const parts = expression.trim().split(/\s+/);
  if (parts.length !== FIELDS.length)
    throw new Error(`the cron expression "${expression}" needs ${FIELDS.length} fields`);
  const at = new Date(atMs);
  return FIELDS.every((field, index) =>
    (parts[index] ?? "").split(",").some((item) => covers(item, field, field.of(at))),
  );
}

function covers(item: string, field: (typeof FIELDS)[number], value: number): boolean {
  const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(item);
  if (!match) throw new Error(`the embedded server cannot read "${item}" as a cron expression's ${field.name}`);
  const [, first, last, step] = match;
  const from = first === undefined ? field.from : Number(first);
  const to = last !== undefined ? Number(last) : first === undefined || step !== undefined ? field.to : from;
  return value >= from && value <= to && (value - from) % Number(step ?? 1) === 0;
}

/**
 * Calls `fire` on every full minute for each expression that is due, one run of an expression at a time: a run that takes longer than a
 * minute makes the next one fall out. Returns what stops it.
 */
export function everyMinute(expressions: string[], fire: (cron: string, atMs: number) => Promise<void>): () => void {
  const running = new Set<string>();
  let timer: NodeJS.Timeout;
  const tick = (atMs: number): void => {
    timer = setTimeout(tick, Math.max(0, atMs + MINUTE_MS - Date.now()), atMs + MINUTE_MS);
    for (const cron of expressions) {
      if (running.has(cron) || !isDue(cron, atMs)) continue;
      running.add(cron);
      void fire(cron, atMs).finally(() => running.delete(cron));
    }
  };
  const firstMs = (Math.floor(Date.now() / MINUTE_MS) + 1) * MINUTE_MS;
  timer = setTimeout(tick, firstMs - Date.now(), firstMs);
  return () => clearTimeout(timer);
}
