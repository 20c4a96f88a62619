import { expect, it } from "vitest";
import { SqliteDatabase } from "../simulation/sqlite-database.ts";
import { NAMES_KEPT_MS, ROWS_KEPT_MS, sweepJobRows } from "./job-book.ts";

const ENDED_MS = Date.UTC(2026, 0, 1);

it("names what a job was about for a week after its end, and keeps its rows for three months", async () => {
  const db = new SqliteDatabase(() => {}) as unknown as D1Database; // as far as it is asked here
  const job = `insert into billing_job (id, kind, title, input, status, phase, creator_id, creator_name, created_ms, ended_ms)
    values (?, 'import', '', '{}', 'done', '', 's', 's', 1, ?)`;
  const row = "insert into billing_job_row (job_id, no, status, subject, name) values (?, 1, 'done', 'cus_1', 'Ada')";
  await db.batch([
    ...[db.prepare(job).bind("over", ENDED_MS), db.prepare(job).bind("runs", null)],
    ...[db.prepare(row).bind("over"), db.prepare(row).bind("runs")],
  ]);
  const left = async (nowMs: number) => {
    await sweepJobRows(db, nowMs);
    const { results } = await db.prepare("select job_id, name from billing_job_row order by 1").all();
    return results.map(({ job_id, name }) => [job_id, name]);
  };
  expect(await left(ENDED_MS + NAMES_KEPT_MS)).toEqual([
    ["over", "Ada"],
    ["runs", "Ada"],
  ]);
  expect(await left(ENDED_MS + NAMES_KEPT_MS + 1)).toEqual([
    ["over", ""],
    ["runs", "Ada"],
  ]);
  expect(await left(ENDED_MS + ROWS_KEPT_MS)).toHaveLength(2);
  expect(await left(ENDED_MS + ROWS_KEPT_MS + 1)).toEqual([["runs", "Ada"]]);
});
