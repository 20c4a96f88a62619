import type { D1Database, D1PreparedStatement } from "@cloudflare/workers-types";
import { getTableColumns } from "drizzle-orm";
import { billingAccount } from "../schema.ts";

/** What an account's object says of it to lists and the search. `seq` is the last command of its log that is in it. */
export interface AccountSnapshot extends Omit<typeof billingAccount.$inferSelect, "no" | "logSeq" | "listed"> {
  seq: number;
  /** Names whose words' beginnings find it; null where they are as they were told last. */
  names: string | null;
  /** Whole keys that find it (`search-key.ts`), separated by spaces; null where they are as they were told last. */
  keys: string | null;
}

/** The version of all lists that are made of accounts' news; raised with a list that needs what was told before there was it. 1: invoices, 2: what becomes revenue. */
export const LISTS_VERSION = 2;
/** Accounts that one call writes at most, so that a statement stays far below D1's 2 MB. */
export const SNAPSHOTS_MAX = 200;

const COLUMNS = Object.entries(getTableColumns(billingAccount))
  .filter(([name]) => name !== "no" && name !== "listed")
  .map(([name, column]) => ({ column: column.name, path: name === "logSeq" ? "seq" : name }));

/** An older snapshot never overwrites a newer one, so that calls may be repeated and overlap. A new account tells every list of today from its beginning. */
const UPSERT = `insert into billing_account (${COLUMNS.map(({ column }) => column).join(", ")}, listed)
  select ${COLUMNS.map(({ path }) => `value ->> '$.${path}'`).join(", ")}, ${LISTS_VERSION} from json_each(?) where true
  on conflict (id) do update set ${COLUMNS.filter(({ path }) => path !== "id")
    .map(({ column }) => `${column} = excluded.${column}`)
    .join(", ")} where excluded.log_seq >= billing_account.log_seq`;

/** Only what the row says now is indexed: a snapshot that came too late finds a higher number there. */
const index = (table: string, column: string) => `insert or replace into ${table} (rowid, ${column})
  select a.no, j.value ->> '$.${column}' from json_each(?) j
    join billing_account a on a.id = j.value ->> '$.id' and a.log_seq = j.value ->> '$.seq'
  where j.value ->> '$.${column}' is not null`;

const INDEX_NAMES = index("billing_account_name", "names");
const INDEX_KEYS = index("billing_account_key", "keys");

/** The statements that write what accounts' objects say of them, harmless when repeated or out of order. */
export function projecting(db: D1Database, snapshots: readonly AccountSnapshot[]): D1PreparedStatement[] {
  if (snapshots.length > SNAPSHOTS_MAX) throw new Error(`at most ${SNAPSHOTS_MAX} accounts are projected at once`);
  if (snapshots.length === 0) return [];
  const rows = JSON.stringify(snapshots);
  return [UPSERT, INDEX_NAMES, INDEX_KEYS].map((sql) => db.prepare(sql).bind(rows));
}
