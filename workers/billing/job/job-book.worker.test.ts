import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { putJob, puttingResults, readRows, takeJob } from "./job-book.ts";

const ROWS = 2_000;
const RESULTS = 20;

it("writes what became of rows without going through all others, and only for whoever has the job", async () => {
  const id = crypto.randomUUID();
  const job = {
    id,
    kind: "import",
    title: "Many",
    input: "{}",
    status: "running",
    phase: "apply",
    cursor: null,
  } as const;
  await putJob(env.DB, { ...job, detail: "", creatorId: "p", creatorName: "P", reason: "", createdMs: 1 });
  await takeJob(env.DB, id, "mine", 2, 10);
  const numbers = JSON.stringify(Array.from({ length: ROWS }, (_, at) => at + 1));
  await env.DB.prepare(
    `insert into billing_job_row (job_id, no, status, subject, name)
     select ?1, value, 'waiting', value, 'Shop' from json_each(?2)`,
  )
    .bind(id, numbers)
    .run();
  const results = Array.from({ length: RESULTS }, (_, at) => ({ no: 1_000 + at, status: "done" as const, amount: at }));
  const done = async () => (await readRows(env.DB, id, ["done"], 0)).map(({ no, name, amount }) => [no, name, amount]);
  await puttingResults(env.DB, id, "another", results).run();
  expect(await done()).toEqual([]);
  const { meta } = await puttingResults(env.DB, id, "mine", results).run();
  expect(await done()).toEqual(results.map(({ no, amount }) => [no, "Shop", amount]));
  expect(meta.rows_read).toBeGreaterThan(0);
  expect(meta.rows_read).toBeLessThan(ROWS);
});
