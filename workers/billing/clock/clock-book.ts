import { newId } from "../../kit/ids.ts";
import { CLOCK_ACCOUNTS_MAX, CLOCKS_MAX, type TestClock } from "./test-clock.ts";

interface Row {
  id: string;
  name: string;
  now_ms: number;
  reached_ms: number;
  created_at_ms: number;
  ending_at_ms: number | null;
  /** JSON: the ids of its accounts. */
  accounts: string;
}

const SELECT = `select c.*, (select json_group_array(account_id) from billing_test_clock_account a where a.clock_id = c.id) as accounts
  from billing_test_clock c`;

/** All clocks, the newest first. */
export async function listClocks(db: D1Database): Promise<TestClock[]> {
  const { results } = await db.prepare(`${SELECT} order by c.created_at_ms desc, c.id limit ${CLOCKS_MAX}`).all<Row>();
  return results.map(clockOf);
}

export async function findClock(db: D1Database, id: string): Promise<TestClock | null> {
  const row = await db.prepare(`${SELECT} where c.id = ?`).bind(id).first<Row>();
  return row && clockOf(row);
}

/** Adds a clock; null when there are as many as may be. */
export async function insertClock(
  db: D1Database,
  { name, nowMs }: { name: string; nowMs: number },
  createdMs: number,
): Promise<string | null> {
  const id = `clock_${newId().replaceAll("-", "")}`;
  const { meta } = await db
    .prepare(
      `insert into billing_test_clock (id, name, now_ms, reached_ms, created_at_ms)
       select ?1, ?2, ?3, ?3, ?4 where (select count(*) from billing_test_clock) < ${CLOCKS_MAX}`,
    )
    .bind(id, name, nowMs, createdMs)
    .run();
  return meta.changes === 1 ? id : null;
}

/** Notes that an account goes by a clock, before it is opened; false when the clock has as many as it may, or is ending. */
export async function joinClock(db: D1Database, clockId: string, accountId: string): Promise<boolean> {
  await db
    .prepare(
      `insert into billing_test_clock_account (account_id, clock_id) select ?1, ?2
       where (select count(*) from billing_test_clock_account where clock_id = ?2) < ${CLOCK_ACCOUNTS_MAX}
         and exists (select 1 from billing_test_clock where id = ?2 and ending_at_ms is null) on conflict do nothing`,
    )
    .bind(accountId, clockId)
    .run();
  const own = await db
    .prepare("select clock_id from billing_test_clock_account where account_id = ?")
    .bind(accountId)
    .first<string>("clock_id");
  return own === clockId;
}

/** Takes an account back that was noted and is not opened by the clock after all: its place is free again. */
export async function leaveClock(db: D1Database, clockId: string, accountId: string): Promise<void> {
  await db
    .prepare("delete from billing_test_clock_account where account_id = ? and clock_id = ?")
    .bind(accountId, clockId)
    .run();
}

/** Sets where a clock is to be; it never goes back. */
export async function setClock(db: D1Database, id: string, toMs: number): Promise<void> {
  await db.prepare("update billing_test_clock set now_ms = ?2 where id = ?1 and now_ms < ?2").bind(id, toMs).run();
}

/** Notes that all accounts of a clock have come to a time. */
export async function noteReached(db: D1Database, id: string, reachedMs: number): Promise<void> {
  await db
    .prepare("update billing_test_clock set reached_ms = ?2 where id = ?1 and reached_ms < ?2")
    .bind(id, reachedMs)
    .run();
}

/** Marks a clock as ending: no account joins it any more. */
export async function markEnding(db: D1Database, id: string, nowMs: number): Promise<void> {
  await db
    .prepare("update billing_test_clock set ending_at_ms = coalesce(ending_at_ms, ?2) where id = ?1")
    .bind(id, nowMs)
    .run();
}

/** Removes a clock whose accounts are cancelled. */
export async function removeClock(db: D1Database, id: string): Promise<void> {
  await db.batch([
    db.prepare("delete from billing_test_clock_account where clock_id = ?").bind(id),
    db.prepare("delete from billing_test_clock where id = ?").bind(id),
  ]);
}

const clockOf = (row: Row): TestClock => ({
  object: "test_clock",
  id: row.id,
  name: row.name,
  nowMs: row.now_ms,
  status: row.ending_at_ms !== null ? "ending" : row.reached_ms < row.now_ms ? "advancing" : "ready",
  // Made by the statement.
  accounts: JSON.parse(row.accounts) as string[],
  createdMs: row.created_at_ms,
});
