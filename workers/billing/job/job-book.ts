import { fail, ok, type Result } from "../../kit/result.ts";
import { DAY_MS } from "../../kit/time.ts";
import { STEP_ROWS } from "./bounds.ts";
import type { Job, JobKindName, JobRow, JobStatus, RowResult, RowStatus, StepOutcome } from "./job.ts";
import type { JobCount, JobFigure, JobRowView, JobSum, JobView } from "./view.ts";

/** Jobs that a page of history shows. */
export const JOBS_SHOWN_MAX = 100;
/** How long the rows of a job that has ended are kept. */
export const ROWS_KEPT_MS = 90 * DAY_MS;
/** How long they name people and companies: as long as the files of an import are kept. */
export const NAMES_KEPT_MS = 7 * DAY_MS;
/** Rows that one hour's sweep takes away. */
const SWEPT_MAX = 50_000;
/** Rows on one page. */
export const ROWS_PAGE = 100;

const FIELDS = `id, kind, title, input, status, phase, cursor, detail, creator_id as creatorId, creator_name as creatorName, reason,
  created_ms as createdMs`;

/**
 * Writes what became of rows, unless another has the job by now; what is not said stays as it was. `cross join` has each
 * result look its row up: left to itself SQLite goes through all of the job's rows for each.
 */
const PUT_RESULTS = `insert into billing_job_row (job_id, no, subject, status, account_id, action, detail, currency, amount, items, figures)
  select r.job_id, r.no, r.subject, j.value ->> '$.status', coalesce(j.value ->> '$.accountId', r.account_id),
    coalesce(j.value ->> '$.action', r.action), coalesce(j.value ->> '$.detail', ''),
    coalesce(j.value ->> '$.currency', r.currency), coalesce(j.value ->> '$.amount', r.amount),
    coalesce(j.value ->> '$.items', r.items), coalesce(j.value ->> '$.figures', r.figures)
  from json_each(?2) as j cross join billing_job_row as r on r.job_id = ?1 and r.no = j.value ->> '$.no'
  where exists (select 1 from billing_job where id = ?1 and lease = ?3)
  on conflict (job_id, no) do update set status = excluded.status, account_id = excluded.account_id,
    action = excluded.action, detail = excluded.detail, currency = excluded.currency, amount = excluded.amount,
    items = excluded.items, figures = excluded.figures`;

/** The statement that writes what became of rows, for whoever has the job by a lease. */
export const puttingResults = (db: D1Database, jobId: string, lease: string, rows: readonly RowResult[]) =>
  db.prepare(PUT_RESULTS).bind(jobId, JSON.stringify(rows), lease);

/** Begins a job, once: the same one again changes nothing. Fails when another one has its id. */
export async function putJob(db: D1Database, job: Job): Promise<Result<null, "id-reused">> {
  await db
    .prepare(
      `insert into billing_job (id, kind, title, input, status, phase, creator_id, creator_name, reason, created_ms)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
    )
    .bind(
      ...[job.id, job.kind, job.title, job.input, job.status, job.phase, job.creatorId, job.creatorName],
      ...[job.reason, job.createdMs],
    )
    .run();
  const kept = await findJob(db, job.id);
  return kept?.kind === job.kind && kept.input === job.input
    ? ok(null)
    : fail("id-reused", "Another run or import has this id.");
}

/** A job; null when there is none of that id. */
export const findJob = (db: D1Database, id: string): Promise<Job | null> =>
  db.prepare(`select ${FIELDS} from billing_job where id = ?`).bind(id).first<Job>();

/** Jobs that run and that nobody carries on, the oldest first. */
export async function orphanedJobs(db: D1Database, nowMs: number): Promise<string[]> {
  const { results } = await db
    .prepare("select id from billing_job where status = 'running' and lease_until_ms < ? order by created_ms")
    .bind(nowMs)
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

/** Takes a job that runs for oneself, until a time; null when it does not run or another has it. */
export const takeJob = (db: D1Database, id: string, lease: string, nowMs: number, untilMs: number) =>
  db
    .prepare(
      `update billing_job set lease = ?2, lease_until_ms = ?4 where id = ?1 and status = 'running' and lease_until_ms < ?3
       returning ${FIELDS}`,
    )
    .bind(id, lease, nowMs, untilMs)
    .first<Job>();

/** Keeps a job that one has taken for oneself, until a time. Another's stays as it is. */
export async function keepJob(db: D1Database, id: string, lease: string, untilMs: number): Promise<void> {
  await db
    .prepare("update billing_job set lease_until_ms = ?3 where id = ?1 and lease = ?2 and lease_until_ms > 0")
    .bind(id, lease, untilMs)
    .run();
}

/** Writes what a step came to, and keeps the job until a time. Returns the job as it is then; null when it is another's, or rests. */
export async function commitStep(
  db: D1Database,
  job: Job,
  lease: string,
  { rows = [], phase = job.phase, cursor = null, status = "running", detail = "", input = job.input }: StepOutcome,
  untilMs: number,
): Promise<Job | null> {
  const put = db
    .prepare(
      `update billing_job set phase = ?3, cursor = ?4, detail = ?5, input = ?6, lease_until_ms = ?7,
         status = iif(status = 'running', ?8, status) where id = ?1 and lease = ?2 returning ${FIELDS}`,
    )
    .bind(job.id, lease, phase, cursor, detail, input, untilMs, status);
  const results = rows.length === 0 ? [] : [puttingResults(db, job.id, lease, rows)];
  const [written] = await db.batch<Job>([put, ...results]);
  return written?.results[0] ?? null;
}

/** Lets go of a job; with `detail` after a step that did not succeed, which is tried again after a time. */
export async function releaseJob(
  db: D1Database,
  id: string,
  lease: string,
  after: { detail: string; fromMs: number } | null,
): Promise<void> {
  await db
    .prepare("update billing_job set lease_until_ms = ?3, detail = coalesce(?4, detail) where id = ?1 and lease = ?2")
    .bind(id, lease, after?.fromMs ?? 0, after?.detail ?? null)
    .run();
}

/** Moves a job from one of some states to another. Returns false when it is in none of them. */
export async function moveJob(db: D1Database, id: string, from: readonly JobStatus[], to: JobStatus): Promise<boolean> {
  const { meta } = await db
    .prepare("update billing_job set status = ?2 where id = ?1 and status in (select value from json_each(?3))")
    .bind(id, to, JSON.stringify(from))
    .run();
  return meta.changes > 0;
}

/** Lets a job that waits for a person go on, with what they said. Returns false when it does not wait. */
export async function restartJob(
  db: D1Database,
  id: string,
  { phase, input }: Pick<Job, "phase" | "input">,
): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `update billing_job set status = 'running', phase = ?2, input = ?3, cursor = null, detail = '', sums = null
       where id = ?1 and status = 'asking'`,
    )
    .bind(id, phase, input)
    .run();
  return meta.changes > 0;
}

/** Notes that a job has ended, with its sums, so that nobody counts its rows again. */
export async function noteEnd(db: D1Database, id: string, nowMs: number): Promise<void> {
  const counted = await countRows(db, id, "done");
  await db
    .prepare("update billing_job set ended_ms = coalesce(ended_ms, ?2), sums = ?3 where id = ?1")
    .bind(id, nowMs, JSON.stringify(counted))
    .run();
}

/** The next rows of a job that wait, in their order, those after a row. */
export async function waitingRows(db: D1Database, jobId: string, { after } = { after: 0 }): Promise<JobRow[]> {
  const { results } = await db
    .prepare(
      `select no, subject, account_id as accountId, name, action, place from billing_job_row
       where job_id = ? and status = 'waiting' and no > ? order by no limit ?`,
    )
    .bind(jobId, after, STEP_ROWS)
    .all<JobRow>();
  return results;
}

/** Lets rows that were not done be tried again, with the job's input from now on. Returns how many there are. */
export async function retryRows(db: D1Database, { id: jobId, input }: Pick<Job, "id" | "input">): Promise<number> {
  const [changed] = await db.batch([
    db
      .prepare(
        `update billing_job_row set status = 'waiting', detail = '' where job_id = ? and status in ('failed', 'held')`,
      )
      .bind(jobId),
    db
      .prepare(
        `update billing_job set status = 'running', ended_ms = null, sums = null, input = ?2 where id = ?1 and status = 'done'
         and exists (select 1 from billing_job_row where job_id = ?1 and status = 'waiting')`,
      )
      .bind(jobId, input),
  ]);
  return changed?.meta.changes ?? 0;
}

/** Takes names off the rows of jobs that ended a while ago, and the rows of those that ended long ago; their sums stay. */
export async function sweepJobRows(db: D1Database, nowMs: number): Promise<void> {
  await db
    .prepare(
      `update billing_job_row set name = '' where rowid in (select r.rowid from billing_job_row r join billing_job j on j.id = r.job_id
       where j.ended_ms < ? and r.name <> '' limit ${SWEPT_MAX})`,
    )
    .bind(nowMs - NAMES_KEPT_MS)
    .run();
  await db
    .prepare(
      `delete from billing_job_row where rowid in (select r.rowid from billing_job_row r join billing_job j on j.id = r.job_id
       where j.ended_ms < ? limit ${SWEPT_MAX})`,
    )
    .bind(nowMs - ROWS_KEPT_MS)
    .run();
}

interface Row extends Job {
  endedMs: number | null;
  leaseUntilMs: number;
  sums: string | null;
}

const SHOWN = `select ${FIELDS}, ended_ms as endedMs, lease_until_ms as leaseUntilMs, sums from billing_job`;

/** Jobs of a kind as pages show them, the newest first; those before the job `afterId`. */
export async function listJobs(
  db: D1Database,
  kind: JobKindName,
  nowMs: number,
  { limit = JOBS_SHOWN_MAX, afterId = null }: { limit?: number; afterId?: string | null } = {},
): Promise<JobView[]> {
  const { results } = await db
    .prepare(
      `${SHOWN} where kind = ?1 and (?2 is null or (created_ms, id) < (select created_ms, id from billing_job where id = ?2))
       order by created_ms desc, id desc limit ?3`,
    )
    .bind(kind, afterId, limit)
    .all<Row>();
  return Promise.all(results.map((row) => viewOf(db, row, nowMs)));
}

/** A job as its page shows it; null when there is none of that id. */
export async function readJob(db: D1Database, id: string, nowMs: number): Promise<JobView | null> {
  const row = await db.prepare(`${SHOWN} where id = ?`).bind(id).first<Row>();
  return row && viewOf(db, row, nowMs);
}

/** A page of a job's rows in one of some states, those after a row. */
export async function readRows(
  db: D1Database,
  jobId: string,
  statuses: readonly RowStatus[],
  after: number,
  limit: number = ROWS_PAGE,
): Promise<JobRowView[]> {
  const { results } = await db
    .prepare(
      `select no, status, subject, account_id as accountId, name, action, detail, currency, amount, items, figures
       from billing_job_row
       where job_id = ?1 and no > ?2 and status in (select value from json_each(?3)) order by no limit ?4`,
    )
    .bind(jobId, after, JSON.stringify(statuses), limit)
    .all<Omit<JobRowView, "object" | "figures"> & { figures: string | null }>();
  // As `commitStep` wrote them.
  return results.map(({ figures, ...row }) => ({
    ...{ object: "job_row", ...row },
    figures: figures === null ? null : JSON.parse(figures),
  }));
}

async function viewOf(
  db: D1Database,
  { sums, input, leaseUntilMs, cursor: _, ...row }: Row,
  nowMs: number,
): Promise<JobView> {
  // As `noteEnd` wrote it.
  const known = sums === null ? null : (JSON.parse(sums) as Partial<Counted>);
  const counted = known ?? (await countRows(db, row.id, row.status === "asking" ? "waiting" : null));
  const { counts = [], sums: amounts = [], figures = [] } = counted;
  const shown = { input: shownInput(input), counts, sums: amounts, figures, carried: leaseUntilMs >= nowMs };
  return { object: "job", ...row, ...shown };
}

/** What was asked for, without what is sealed. */
function shownInput(input: string): JobView["input"] {
  const { sealedKey: _, ...shown } = JSON.parse(input) as JobView["input"]; // an object, as its kind wrote it
  return shown;
}

/** What the rows of a job come to. */
type Counted = Pick<JobView, "counts" | "sums" | "figures">;

/** Counts a job's rows, and sums up the figures of those in a state; of none with null, as that is dear. */
async function countRows(db: D1Database, id: string, summed: RowStatus | null): Promise<Counted> {
  const [counts, sums, figures] = await db.batch<unknown>([
    db
      .prepare("select status, action, count(*) as rows from billing_job_row where job_id = ? group by status, action")
      .bind(id),
    db
      .prepare(
        `select currency, sum(amount) as amount, sum(items) as items from billing_job_row
         where job_id = ? and items > 0 group by currency order by currency`,
      )
      .bind(id),
    db
      .prepare(
        `select currency, key as name, sum(value) as sum from billing_job_row r, json_each(r.figures)
         where job_id = ? and status = ? and figures is not null group by currency, key order by currency`,
      )
      .bind(id, summed),
  ]);
  // Each statement gives the columns that it names.
  return {
    counts: (counts?.results ?? []) as JobCount[],
    sums: (sums?.results ?? []) as JobSum[],
    figures: (figures?.results ?? []) as JobFigure[],
  };
}
