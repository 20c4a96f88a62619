import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { TestServer } from "./server.ts";

/** How long a server that was killed may still hold its files. */
export const LOCKED_MS = 5_000;

/** The files of a server's SQLite databases in one folder of its state, without the platform's own. */
const databasesIn = ({ dataDirectory }: TestServer, folder: string): string[] =>
  readdirSync(join(dataDirectory, "state", folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".sqlite"))
    .map((name) => join(dataDirectory, "state", folder, name));

/** Where a server keeps its lists: D1. */
export function listsOf(server: TestServer): string {
  const [file] = databasesIn(server, "d1").filter((name) => !name.endsWith("metadata.sqlite"));
  if (file === undefined) throw new Error("the server has no lists yet");
  return file;
}

/** Lets pass what somebody who was killed has taken for a while; the server is down meanwhile. */
export function endLeases(server: TestServer): void {
  using lists = new DatabaseSync(listsOf(server), { timeout: LOCKED_MS });
  lists.exec("update billing_webhook_lane set leased_ms = 0; update billing_job set lease = null, lease_until_ms = 0");
}

/** Loses the alarms of accounts' objects; the server is down meanwhile. */
export function loseAlarms(server: TestServer): void {
  for (const file of databasesIn(server, "do/apiary-AccountBilling")) {
    if (!file.endsWith("metadata.sqlite")) continue;
    using alarms = new DatabaseSync(file, { timeout: LOCKED_MS });
    alarms.exec("delete from _cf_ALARM");
  }
}

/** How many accounts a server has begun to keep books of. */
export function accountsBegun(server: TestServer): number {
  const folder = "do/apiary-AccountBilling";
  if (!existsSync(join(server.dataDirectory, "state", folder))) return 0;
  return databasesIn(server, folder).filter((file) => !file.endsWith("metadata.sqlite")).length;
}

/** How many rows of a job are done; the server is down meanwhile. */
export function rowsDone(server: TestServer, jobId: string): number {
  using lists = new DatabaseSync(listsOf(server), { timeout: LOCKED_MS });
  const done = "select count(*) as done from billing_job_row where job_id = ? and status = 'done'";
  return Number(lists.prepare(done).get(jobId)?.done);
}

/** The lists of banks' references that accounts have taken. */
export type TakenBy = "billing_transfer" | "billing_refund_transfer";

/** Which account has which bank's reference; the server is down meanwhile. */
export function claimsOf(server: TestServer, by: TakenBy): Map<string, string> {
  using lists = new DatabaseSync(listsOf(server), { timeout: LOCKED_MS });
  const rows = lists.prepare(`select bank_reference, account_id from ${by}`).all();
  return new Map(rows.map(({ bank_reference, account_id }) => [String(bank_reference), String(account_id)]));
}
