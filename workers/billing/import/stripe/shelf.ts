import { BELONGING_KINDS, type BelongingKind, type Belongings, customerOf } from "./belongings.ts";

/** Letters of what one statement writes: D1 takes two megabytes. */
const STATEMENT_CHARS = 900_000;

/** As they were listed, the newest first; the same page again changes nothing. */
const PUT_THINGS = `insert into billing_import_thing (job_id, kind, id, customer, content)
  select ?1, ?2, value ->> '$.id', value ->> '$.customer', value ->> '$.content' from json_each(?3) where true
  on conflict do nothing`;

/** Keeps what was read of an account until its customers are. */
export async function putThings<Kind extends BelongingKind>(
  db: D1Database,
  jobId: string,
  kind: Kind,
  things: readonly Belongings[Kind][number][],
): Promise<void> {
  const rows = things.map((thing) => ({ id: thing.id, customer: customerOf(thing), content: JSON.stringify(thing) }));
  const statements: D1PreparedStatement[] = [];
  for (let from = 0; from < rows.length; ) {
    let [to, chars] = [from + 1, rows[from]?.content.length ?? 0];
    for (; to < rows.length && chars < STATEMENT_CHARS; to += 1) chars += rows[to]?.content.length ?? 0;
    statements.push(db.prepare(PUT_THINGS).bind(jobId, kind, JSON.stringify(rows.slice(from, to))));
    from = to;
  }
  if (statements.length > 0) await db.batch(statements);
}

/** What was read of some customers. */
export async function thingsOf(db: D1Database, jobId: string, customers: readonly string[]): Promise<Belongings> {
  const { results } = await db
    .prepare(
      `select kind, content from billing_import_thing
       where job_id = ?1 and customer in (select value from json_each(?2)) order by rowid`,
    )
    .bind(jobId, JSON.stringify(customers))
    .all<{ kind: string; content: string }>();
  // As `putThings` wrote them.
  const of = (kind: BelongingKind) =>
    results.filter((row) => row.kind === kind).map(({ content }) => JSON.parse(content));
  return Object.fromEntries(BELONGING_KINDS.map((kind) => [kind, of(kind)])) as unknown as Belongings; // by the kinds above
}

/** Forgets what was read ahead, once lines are made of it. Again it changes nothing. */
export async function forgetThings(db: D1Database, jobId: string): Promise<void> {
  await db.prepare("delete from billing_import_thing where job_id = ?").bind(jobId).run();
}

/** Forgets what imports that have ended left. */
export async function sweepThings(db: D1Database): Promise<void> {
  await db
    .prepare(
      "delete from billing_import_thing where job_id in (select id from billing_job where status not in ('running', 'paused'))",
    )
    .run();
}
