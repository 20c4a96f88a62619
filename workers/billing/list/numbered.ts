import type { KeyedHash } from "../account/person/keyed-hash.ts";
import { accountsByKey } from "../account/search/search.ts";
import { listPage } from "./money-list.ts";
import type { InvoiceListRow } from "./view.ts";

/** Accounts whose invoices are looked through: a number is one customer's for each of the company's legal entities. */
const OWNERS_MAX = 4;

/** The invoices of a number, in capitals or not; none when nobody has one. */
export async function invoicesNumbered(
  db: D1Database,
  number: string,
  hash: KeyedHash,
  nowMs: number,
): Promise<InvoiceListRow[]> {
  const owners = await accountsByKey(db, "invoice", number, hash);
  const pages = await Promise.all(
    owners.slice(0, OWNERS_MAX).map((account) => listPage(db, "invoices", { account, number, afterId: "" }, nowMs, 1)),
  );
  return pages.flatMap(({ rows }) => rows);
}
