import { SYSTEM } from "../../workers/billing/command/command.ts";
import type { CommandTable } from "./command-table.ts";
import type { KeyTable } from "./key-table.ts";
import type { PersonTable } from "./person-table.ts";

/** Where an account's object keeps what speaks of people, beside the records that the law makes the company keep. */
export interface Confidences {
  sql: SqlStorage;
  log: CommandTable;
  keys: KeyTable;
  people: PersonTable;
}

/**
 * Erases what an incinerated account's object knew of people, once: within the transaction that incinerates it, so that a kill leaves
 * all or nothing of it. The keys of commands and people are destroyed; what was kept in the clear beside the books goes.
 */
export function eraseOnce({ sql, log, keys, people }: Confidences, incineratedMs: number): void {
  const done = sql.exec("select 1 from progress where name = 'erased'").toArray().length > 0;
  if (done) return;
  const { seq } = log.head();
  people.erase();
  keys.destroy();
  log.strip({ nowMs: incineratedMs, actor: SYSTEM, reason: "", requestId: "erasure" });
  sql.exec("delete from event where command < ? or type <> 'account.incinerated'", seq);
  sql.exec(
    "delete from delivery where effect not in (select id from record where kind = 'effect' and row is not null)",
  );
  sql.exec("update delivery set last_error = ''");
  sql.exec("insert into progress (name, value) values ('erased', ?)", seq);
}
