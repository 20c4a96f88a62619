import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Indexes of the search: their segments keep the words of rows that are gone until they are merged. */
const INDEXES = ["billing_account_name", "billing_account_key"];

/**
 * Before workerd opens its databases: writes those anew out of which accounts were erased since, because SQLite keeps the bytes of what
 * leaves in free pages and in its write-ahead log. Cut off, it is done at the next start.
 */
export function sweepErased(state: string, nowMs: number): void {
  for (const file of databasesIn(join(state, "d1"))) {
    const database = new DatabaseSync(file);
    try {
      const since = erasedSince(database);
      if (since === null) continue;
      for (const object of databasesIn(join(state, "do"))) if (wasWritten(object, since)) sweepObject(object);
      for (const index of INDEXES) database.exec(`insert into ${index} (${index}) values ('optimize')`);
      writeAnew(database);
      database.exec(`update billing_erasure set swept_ms = ${nowMs} where swept_ms is null and cleared_ms is not null`);
    } finally {
      database.close();
    }
  }
}

/** Since when accounts were erased whose bytes are not swept; null when there is none. */
function erasedSince(database: DatabaseSync): number | null {
  const known = database.prepare("select 1 from sqlite_master where name = 'billing_erasure'").get();
  if (known === undefined) return null;
  const first = "select min(cleared_ms) as ms from billing_erasure where swept_ms is null and cleared_ms is not null";
  const ms = database.prepare(first).get()?.ms;
  return typeof ms === "number" ? ms : null;
}

/** An object is written as it erases, at most so long before its lists are cleared. */
const CLEARED_WITHIN_MS = 86_400_000;
const wasWritten = (file: string, sinceMs: number): boolean =>
  [file, `${file}-wal`].some((part) => existsSync(part) && statSync(part).mtimeMs >= sinceMs - CLEARED_WITHIN_MS);

/** An account's object that was erased is written anew; others stay as they are. */
function sweepObject(file: string): void {
  const database = new DatabaseSync(file);
  try {
    const named = database.prepare("select count(*) as n from sqlite_master where name in ('progress', 'vault')").get();
    if (named?.n !== 2) return;
    if (database.prepare("select 1 from progress where name = 'erased'").get() !== undefined) writeAnew(database);
  } finally {
    database.close();
  }
}

function writeAnew(database: DatabaseSync): void {
  database.exec("vacuum");
  database.exec("pragma wal_checkpoint(truncate)");
}

/** The SQLite files below a folder: one per database or object. */
function databasesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".sqlite") && !name.endsWith("metadata.sqlite"))
    .map((name) => join(folder, name));
}
