import { EXTERNAL_ID_LENGTH_MAX, NAME_LENGTH_MAX } from "../account/limits.ts";
import type { ImportLine } from "./import-line.ts";
import { ACCOUNT_LINES_MAX } from "./join-lines.ts";

/** Under which R2 keeps what an import works on. */
export const IMPORT_FILES = "billing/imports/";
/** Lines on one page of those that were not done. */
export const FAILED_PAGE = 200;
/** Objects that R2 removes in one call. */
const REMOVED_AT_ONCE = 1_000;

const pageKey = (jobId: string, page: number) => `${IMPORT_FILES}${jobId}/lines/${page}.json`;

/** A page of lines as R2 has it; `first` is the number of its first line. */
interface LinePage {
  first: number;
  lines: ImportLine[];
}

/** A line's number in the import and the page on which it lies. */
export interface LinePlace {
  no: number;
  subject: string;
  place: number;
}

/**
 * Notes a page of lines: those of an account that has lines before are joined to the first one. The same page again changes
 * nothing. A plus before a column keeps SQLite from finding by it, which would go through all lines for each.
 */
const PUT_LINES = `insert into billing_job_row (job_id, no, status, subject, name, action, place, detail)
  select ?1, value ->> '$.no', case when value ->> '$.detail' <> '' then 'failed' when known then 'joined' else 'waiting' end,
    value ->> '$.subject', value ->> '$.name', iif(known, 'more', value ->> '$.action'), ?3, value ->> '$.detail'
  from (select value, value ->> '$.again' or exists (select 1 from billing_job_row r where r.job_id = ?1 and r.action = ''
      and r.subject = value ->> '$.subject' and +r.status = 'waiting' and +r.no < ?4) as known from json_each(?2)) where true
  on conflict do nothing`;

/** Keeps a page of lines. Again it changes nothing. */
export async function putLines(env: Env, jobId: string, page: number, { first, lines }: LinePage): Promise<void> {
  await env.BLOBS.put(pageKey(jobId, page), JSON.stringify({ first, lines } satisfies LinePage));
  await notingLines(env.DB, jobId, page, { first, lines }).run();
}

/** The statement that notes a page of lines. */
export function notingLines(
  db: D1Database,
  jobId: string,
  page: number,
  { first, lines }: LinePage,
): D1PreparedStatement {
  const seen = new Set<string>();
  const rows = lines.map(({ about = "", externalId, part, problems }, index) => {
    const subject = externalId.slice(0, EXTERNAL_ID_LENGTH_MAX);
    const again = seen.has(subject);
    seen.add(subject);
    const name = (part.account?.name ?? "").slice(0, NAME_LENGTH_MAX);
    // Without an id nobody can say which account it is a line of.
    const detail = subject === "" ? (problems[0]?.detail ?? "It has no id.") : "";
    return { no: first + index, action: about, subject, name, again: again && detail === "", detail };
  });
  return db.prepare(PUT_LINES).bind(jobId, JSON.stringify(rows), page, first);
}

/** Where the lines are that are joined to the first ones of some accounts, a few more of each than it may have. */
export async function joinedPlaces(db: D1Database, jobId: string, subjects: readonly string[]): Promise<LinePlace[]> {
  const { results } = await db
    .prepare(
      `select no, subject, place from (
         select no, subject, place, row_number() over (partition by subject order by no) as nth from billing_job_row
         where job_id = ?1 and action = 'more' and subject in (select value from json_each(?2))) where nth <= ?3`,
    )
    .bind(jobId, JSON.stringify(subjects), ACCOUNT_LINES_MAX)
    .all<LinePlace>();
  return results;
}

/** A page of lines of accounts that were not done, each with the reason, those after a line. */
export async function failedLines(
  db: D1Database,
  jobId: string,
  after: number,
): Promise<(LinePlace & { detail: string })[]> {
  const { results } = await db
    .prepare(
      `select no, subject, place, detail from billing_job_row where job_id = ? and status = 'failed' and no > ?
       order by no limit ${FAILED_PAGE}`,
    )
    .bind(jobId, after)
    .all<LinePlace & { detail: string }>();
  return results;
}

/** Lines by their numbers. Pages are read one after the other, as all of them may be more than fits into memory. */
export async function readLines(
  env: Env,
  jobId: string,
  places: readonly { no: number; place: number }[],
): Promise<Map<number, ImportLine>> {
  const found = new Map<number, ImportLine>();
  for (const [page, wanted] of Map.groupBy(places, ({ place }) => place)) {
    const { first, lines } = await readPage(env, jobId, page);
    for (const { no } of wanted) {
      const line = lines[no - first];
      if (line) found.set(no, line);
    }
  }
  return found;
}

async function readPage(env: Env, jobId: string, page: number): Promise<LinePage> {
  const kept = await env.BLOBS.get(pageKey(jobId, page));
  // As `putLines` wrote it.
  return kept ? await kept.json<LinePage>() : { first: 0, lines: [] };
}

/** Forgets the lines that an import has read, so that it reads anew. Again it changes nothing. */
export async function forgetLines(env: Env, jobId: string): Promise<void> {
  await env.DB.prepare("delete from billing_job_row where job_id = ?").bind(jobId).run();
  await removeFiles(env, `${IMPORT_FILES}${jobId}/lines/`);
}

/** Removes everything under a prefix. Again it changes nothing. */
export async function removeFiles(env: Env, prefix: string): Promise<void> {
  for (;;) {
    const { objects, truncated } = await env.BLOBS.list({ prefix, limit: REMOVED_AT_ONCE });
    if (objects.length > 0) await env.BLOBS.delete(objects.map(({ key }) => key));
    if (!truncated) return;
  }
}
