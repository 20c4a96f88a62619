const CREATE_LEDGER =
  "create table if not exists _migration (number integer primary key, applied_at_ms integer not null)";

/**
 * Brings an object's SQLite to the newest schema: runs the texts it has not run yet, in order, each with its mark in
 * one transaction. Texts are only ever appended to the list; their position is their number.
 */
export function migrate(storage: DurableObjectStorage, sqlTexts: readonly string[]): void {
  storage.sql.exec(CREATE_LEDGER);
  const { applied } = storage.sql.exec<{ applied: number }>("select count(*) as applied from _migration").one();
  for (const [number, sqlText] of sqlTexts.entries()) {
    if (number < applied) continue;
    storage.transactionSync(() => {
      storage.sql.exec(sqlText);
      storage.sql.exec("insert into _migration (number, applied_at_ms) values (?, ?)", number, Date.now());
    });
  }
}

/** Whether an object's SQLite was never migrated: nothing was ever kept in it. Reads only. */
export const isBlank = (storage: DurableObjectStorage): boolean =>
  storage.sql.exec("select 1 from sqlite_master where name = '_migration'").toArray().length === 0;
