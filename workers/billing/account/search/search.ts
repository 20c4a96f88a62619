import type { D1Database, D1Result } from "@cloudflare/workers-types";
import type { AccountStatus } from "../account.ts";
import type { KeyedHash } from "../person/keyed-hash.ts";
import type { AccountRow } from "../view.ts";
import { numberKey } from "./search-key.ts";
import { searchQuery } from "./search-query.ts";

/** Accounts on one page of a list. */
export const PAGE_MAX = 50;
/** Accounts that a search looks at, of which the best fill a page. */
const CANDIDATES = 100;
/** Plans that a list is narrowed to by choice. */
const PLANS_MAX = 100;
/** Words of a search from which on a whole name that fits is enough. */
const WHOLE_NAME_WORDS = 3;

/** What a list is narrowed to; all of it holds. */
export interface AccountFilter {
  status?: AccountStatus;
  comped?: boolean;
  /** Exactly what the list shows as its plan. */
  plan?: string;
  needs?: Needs;
}

/** What of an account waits for somebody: a payment that fails, a comp to be looked at again, an effect that is parked. */
export const NEEDS = ["payment", "review", "effect"] as const;
export type Needs = (typeof NEEDS)[number];

const FIELDS = `no, id, name, product_id as productId, status, plan, comped, waiver_id as waiverId,
  waiver_expires_ms as waiverExpiresMs, waiver_review_ms as waiverReviewMs, parked, mrr, currency, owed,
  failing_since_ms as failingSinceMs, owner_name as ownerName, owner_mail as ownerMail, country, tags, created_ms as createdMs`;

/** A number is one customer's for each of the company's legal entities. */
const WITH_NUMBER = `select distinct account_id as id from billing_invoice where number_key = ? limit ${CANDIDATES}`;

type Row = Omit<AccountRow, "comped" | "tags"> & { comped: number; tags: string };

/** The order in which found accounts are shown: what is alive first, then what pays most. */
const LIVELY: Record<AccountStatus, number> = {
  active: 0,
  "past-due": 0,
  trial: 0,
  paused: 1,
  frozen: 1,
  cancelled: 2,
  incinerated: 3,
};

/**
 * The accounts that somebody means by what they typed: those that a whole key or an invoice's number names, else those
 * whose name's words begin so, at most a page. What is found by a key stands before what is found by a name.
 */
export async function searchAccounts(db: D1Database, typed: string, hash: KeyedHash): Promise<AccountRow[]> {
  const { id, keys, names, number } = searchQuery(typed, hash);
  if (id !== null) {
    const sql = `select ${FIELDS} from billing_account where id = ?1 or id = (select merged_into_id from billing_account where id = ?1)
      order by merged_into_id is not null`;
    return rows(await db.prepare(sql).bind(id).all<Row>());
  }
  const byKey = keys === null ? null : found(db, "billing_account_key", keys);
  const byName = names === null ? null : found(db, "billing_account_name", names);
  const byNumber =
    number === null
      ? null
      : db.prepare(`select ${FIELDS} from billing_account where id in (${WITH_NUMBER})`).bind(number);
  const exact = [byKey, byNumber].filter((statement) => statement !== null);
  // Several words that are a whole name or number mean that account: beginnings of all of them are dear to look up.
  if (exact.length > 0 && names !== null && names.split(" ").length >= WHOLE_NAME_WORDS) {
    const whole = merged(await db.batch<Row>(exact));
    if (whole.length > 0) return whole;
  }
  const asked = byName === null ? exact : [...exact, byName];
  return asked.length === 0 ? [] : merged(await db.batch<Row>(asked));
}

/** What several statements found, each once, where the first of them has it. */
function merged(answers: readonly D1Result<Row>[]): AccountRow[] {
  const seen = new Map<number, AccountRow>();
  for (const answer of answers) {
    for (const row of sorted(rows(answer))) if (!seen.has(row.no)) seen.set(row.no, row);
  }
  return [...seen.values()].slice(0, PAGE_MAX);
}

const sorted = (accounts: AccountRow[]): AccountRow[] =>
  accounts.sort((a, b) => LIVELY[a.status] - LIVELY[b.status] || b.mrr - a.mrr || b.no - a.no);

/** The newest of what the index names: it is read from its end, so that a common word costs no more than a rare one. */
const found = (db: D1Database, index: string, expression: string) =>
  db
    .prepare(
      `select ${FIELDS} from billing_account where no in
         (select rowid from ${index} where ${index} match ? order by rowid desc limit ${CANDIDATES})`,
    )
    .bind(expression);

/** A page of all accounts, newest first, before the account of place `before`; null for the newest. */
export async function listAccounts(
  db: D1Database,
  filter: AccountFilter,
  before: number | null,
  nowMs: number,
  limit: number = PAGE_MAX,
): Promise<AccountRow[]> {
  const where = ["no < ?"];
  const values: (string | number)[] = [before ?? Number.MAX_SAFE_INTEGER];
  if (filter.status !== undefined) {
    where.push("status = ?");
    values.push(filter.status);
  }
  if (filter.comped !== undefined) where.push(filter.comped ? "comped = 1" : "comped = 0");
  if (filter.plan !== undefined) {
    where.push("plan = ?");
    values.push(filter.plan);
  }
  if (filter.needs === "payment") where.push("failing_since_ms is not null");
  if (filter.needs === "effect") where.push("parked > 0");
  if (filter.needs === "review") {
    where.push("waiver_review_ms <= ?");
    values.push(nowMs);
  }
  const sql = `select ${FIELDS} from billing_account where ${where.join(" and ")} order by no desc limit ?`;
  return rows(
    await db
      .prepare(sql)
      .bind(...values, limit)
      .all<Row>(),
  );
}

/** Plans that accounts are on, in the order of the alphabet, at most `PLANS_MAX`: each is looked up by the one before. */
export async function listPlans(db: D1Database): Promise<string[]> {
  const sql = `with recursive found(plan) as (
      select min(plan) from billing_account where plan <> ''
      union all select (select min(plan) from billing_account where plan > found.plan) from found where found.plan is not null limit ${PLANS_MAX}
    ) select plan from found where plan is not null`;
  return (await db.prepare(sql).all<{ plan: string }>()).results.map(({ plan }) => plan);
}

const rows = ({ results }: D1Result<Row>): AccountRow[] =>
  // The projection wrote the tags as a JSON array.
  results.map((row) => ({ ...row, comped: row.comped === 1, tags: JSON.parse(row.tags) as string[] }));

/** The accounts that have an invoice of a number, at most a few; test accounts are in no list. */
export async function accountsInvoiced(db: D1Database, number: string): Promise<string[]> {
  const { results } = await db.prepare(WITH_NUMBER).bind(numberKey(number)).all<{ id: string }>();
  return results.map(({ id }) => id);
}
