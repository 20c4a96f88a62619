import { errorFields, log } from "../front/log.ts";
import { DAY_MS, HOUR_MS, hourOf, SECOND_MS } from "../kit/time.ts";
import { DATASETS, type DataPoint, type DatasetName } from "./dataset.ts";

/** How long the embedded server gathers points before it writes them to its table. */
const GATHER_MS = SECOND_MS;
/** Distinct points gathered at most; further ones are dropped, as Analytics Engine samples under load. */
export const GATHERED_MAX = 5_000;
/** Points that one request may write to Analytics Engine (its own limit). */
export const POINTS_PER_REQUEST = 25;

interface Columns {
  index1: string;
  blobs: string[];
  doubles: number[];
}

/**
 * Records observations for usage and trends: sampled by Analytics Engine in production, summed per hour in the
 * `data_point` table on the embedded server. Never for money, alerts or exact counts.
 */
export function recordPoints(env: Env, ctx: Pick<ExecutionContext, "waitUntil">, points: readonly DataPoint[]): void {
  if (env.APIARY_ENGINE !== "embedded") {
    for (const point of points.slice(0, POINTS_PER_REQUEST)) {
      const { index1, blobs, doubles } = toColumns(point);
      env.DATA_POINTS.writeDataPoint({ indexes: [index1], blobs, doubles });
    }
    return;
  }
  for (const point of points) gather(toColumns(point));
  if (gathered.size > 0 && flushDueMs < Date.now()) {
    flushDueMs = Date.now() + GATHER_MS;
    ctx.waitUntil(scheduler.wait(GATHER_MS).then(() => flush(env)));
  }
}

/** Points in the table are kept as long as Analytics Engine keeps its own. */
const KEPT_MS = 92 * DAY_MS;

/** Rows that one statement removes, so that none holds the database for long. */
export const EXPIRED_PER_STEP = 1_000;

/** Removes points past their time from the table, step by step. */
export async function expirePoints(env: Env, nowMs: number): Promise<void> {
  const expire = env.DB.prepare(
    "delete from data_point where rowid in (select rowid from data_point where at_ms < ? limit ?)",
  ).bind(nowMs - KEPT_MS, EXPIRED_PER_STEP);
  let removed: number;
  do removed = (await expire.run()).meta.changes;
  while (removed === EXPIRED_PER_STEP);
}

const gathered = new Map<string, Columns>();
let flushDueMs = 0;

function gather(columns: Columns): void {
  const key = JSON.stringify([columns.index1, columns.blobs]);
  const sum = gathered.get(key);
  if (sum !== undefined) sum.doubles = sum.doubles.map((value, i) => value + (columns.doubles[i] ?? 0));
  else if (gathered.size < GATHERED_MAX) gathered.set(key, columns);
}

async function flush(env: Env): Promise<void> {
  const rows = [...gathered.values()].map(({ index1, blobs, doubles }) => [
    index1,
    ...pad(blobs, 5, ""),
    ...pad(doubles, 2, 0),
  ]);
  gathered.clear();
  flushDueMs = 0;
  if (rows.length === 0) return;
  try {
    await env.DB.prepare(ADD)
      .bind(hourOf(Date.now()) * HOUR_MS, JSON.stringify(rows))
      .run();
  } catch (error) {
    log("warn", "data points lost", { count: rows.length, ...errorFields(error) });
  }
}

const ADD = `insert into data_point (at_ms, index1, blob1, blob2, blob3, blob4, blob5, double1, double2)
  select ?, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7
  from json_each(?) where true
  on conflict do update set double1 = double1 + excluded.double1, double2 = double2 + excluded.double2`;

const pad = <T>(values: T[], length: number, filler: T): T[] => Array.from({ length }, (_, i) => values[i] ?? filler);

/** A point's values in the columns that its dataset gives them. */
export function toColumns(point: DataPoint): Columns {
  const { dimensions, measures } = DATASETS[point.dataset as DatasetName];
  const columns: Columns = { index1: "", blobs: [point.dataset], doubles: [] };
  for (const [name, column] of Object.entries(dimensions)) {
    const value = point.dimensions[name as keyof typeof dimensions]; // the names come from the dataset itself
    if (column === "index1") columns.index1 = value;
    else columns.blobs[columnIndex(column)] = value;
  }
  for (const [name, column] of Object.entries(measures)) {
    columns.doubles[columnIndex(column)] = point.measures[name as keyof typeof measures]; // as above
  }
  return columns;
}

const columnIndex = (column: string): number => Number(column.replace(/^\D+/, "")) - 1;
