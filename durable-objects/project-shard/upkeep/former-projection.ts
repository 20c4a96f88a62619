import { issueId } from "../../../workers/errors/issue/issue-id.ts";
import type { Shelves } from "../shelf/shelves.ts";
import { ISSUES_PER_STEP } from "./projection.ts";

const ADD_FORMER = `insert into former_issue (id, became)
  select value ->> 0, value ->> 1 from json_each(?) where true on conflict do update set became = excluded.became`;

/** What an issue was found by, the one that it became is found by. */
const PASS_TAGS = `insert into issue_tag (issue_id, key, value)
  select merged.value ->> 1, tag.key, tag.value from json_each(?) as merged
    join issue_tag as tag on tag.issue_id = merged.value ->> 0 where true on conflict do nothing`;

/** Writes one step of issues that are no more to D1, in place of their rows. Returns true when more are waiting. */
export async function projectFormerIssues(shelves: Shelves, db: D1Database): Promise<boolean> {
  const rows = shelves.sql
    .exec<{ number: number; became: number | null }>(
      "select number, became from former_issue where projected = 0 order by number limit ?",
      ISSUES_PER_STEP,
    )
    .toArray();
  if (rows.length === 0) return false;
  const projectId = shelves.counters.get("project");
  const gone = JSON.stringify(rows.map((row) => issueId(projectId, row.number)));
  const merged = rows.flatMap(({ number, became }) =>
    became === null ? [] : [[issueId(projectId, number), issueId(projectId, became)]],
  );
  await db.batch([
    db.prepare(PASS_TAGS).bind(JSON.stringify(merged)),
    ...deleteIssues(db, gone),
    db.prepare("delete from former_issue where id in (select value from json_each(?))").bind(gone),
    db.prepare(ADD_FORMER).bind(JSON.stringify(merged)),
  ]);
  // A merge meanwhile may have led one of them further.
  shelves.sql.exec(
    `update former_issue set projected = 1 from
       (select value ->> 'number' as number, value ->> 'became' as became from json_each(?)) as written
     where former_issue.number = written.number and former_issue.became is written.became`,
    JSON.stringify(rows),
  );
  return rows.length === ISSUES_PER_STEP;
}

/** The statements that take issues, given as a JSON list of their ids, out of the lists. */
export const deleteIssues = (db: D1Database, ids: string): D1PreparedStatement[] => [
  db.prepare("delete from issue_tag where issue_id in (select value from json_each(?))").bind(ids),
  db.prepare("delete from issue where id in (select value from json_each(?))").bind(ids),
];
