import { expect, it } from "vitest";
import { approvalPage } from "../account/approval/approval.ts";
import { casePage } from "../payment/case.ts";
import { SqliteDatabase } from "../simulation/sqlite-database.ts";

/** How SQLite goes about what is asked of a database. */
async function plan(ask: (db: D1Database) => Promise<unknown>): Promise<string> {
  const database = new SqliteDatabase(() => {});
  const asked: string[] = [];
  const prepare = (sql: string) => {
    asked.push(sql);
    return database.prepare(sql);
  };
  await ask({ prepare } as unknown as D1Database); // as far as it is asked here
  const steps = await Promise.all(asked.map((sql) => database.prepare(`explain query plan ${sql}`).all()));
  return steps.flatMap(({ results }) => results.map(({ detail }) => detail)).join("; ");
}

it.each([
  ["cases", "billing_case_listed", (db: D1Database) => casePage(db, { after: null }, 20)],
  ["later cases", "billing_case_listed", (db: D1Database) => casePage(db, { after: { openedMs: 1, id: "a" } }, 20)],
  ["requests", "billing_approval_listed", (db: D1Database) => approvalPage(db, { after: null }, 1, 20)],
])("reads a page of %s off an index, without sorting what there is", async (_, index, ask) => {
  expect(await plan(ask)).toContain(index);
  expect(await plan(ask)).not.toContain("TEMP B-TREE");
});
