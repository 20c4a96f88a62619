import type { Actor } from "../../../front/context.ts";
import type { Scope } from "../../../identity/role.ts";
import { DAY_MS } from "../../../kit/time.ts";
import { BANK } from "../../payment/payment.ts";
import type { BillingAttention, DisputeRow, StoppedJobRow } from "../view.ts";

/** Disputes that are shown at most; more of them at once is not a matter for a list. */
const DISPUTES_SHOWN = 20;

const count = (where: string) => `select count(*) as n from ${where}`;
/** `?1` stands for what is given: the time, or who asks, who decides on nothing of their own. */
interface Count {
  scope: Scope;
  sql: string;
  given?: "now" | "asker";
}
const COUNTS: Record<Exclude<keyof BillingAttention, "disputes" | "jobs">, Count> = {
  failing: { scope: "billing:write", sql: count("billing_account where failing_since_ms is not null") },
  reviews: { scope: "billing:comp", sql: count("billing_account where waiver_review_ms <= ?1"), given: "now" },
  parked: { scope: "billing:operate", sql: count("billing_account where parked > 0") },
  webhooks: { scope: "billing:operate", sql: count("billing_webhook_lane where parked = 1") },
  openCases: { scope: "billing:close", sql: count("billing_case where resolved_ms is null") },
  transfers: {
    scope: "billing:close",
    sql: count(`billing_refund as r join billing_payment as p on p.id = r.payment_id
      where r.status = 'initiated' and p.gateway = '${BANK}'`),
  },
  entries: {
    scope: "billing:close",
    sql: `select (select count(*) from ledger_manual where status = 'asked' and asked_by_id <> ?1) +
      (select count(*) from ledger_close where status = 'asked' and asked_by_id <> ?1) as n`,
    given: "asker",
  },
  differences: { scope: "billing:close", sql: count("ledger_difference") },
};

const DISPUTES = `select d.id, d.account_id as accountId, coalesce(a.name, '') as accountName, d.amount, d.currency, d.reason,
    d.respond_by_ms as respondByMs from billing_dispute d left join billing_account a on a.id = d.account_id
  where d.closed_ms is null and d.status in ('needs-response', 'warning')
  order by d.respond_by_ms is null, d.respond_by_ms limit ${DISPUTES_SHOWN}`;

/** Runs and imports that wait for a word, and that failed lately with none of their kind done since. */
const STOPPED_DAYS = 7;
const STOPPED_SHOWN = 20;
const STOPPED = `select id, kind, title, status, detail from billing_job as j
  where status = 'asking' or (status = 'failed' and ended_ms > ?1 - ${STOPPED_DAYS * DAY_MS} and not exists (
    select 1 from billing_job as later where later.kind = j.kind and later.status = 'done' and later.created_ms > j.created_ms))
  order by created_ms desc limit ${STOPPED_SHOWN}`;

/** What waits for somebody with these rights: nobody is told of what only others can do something about. */
export async function billingAttention(
  db: D1Database,
  { id, scopes }: Pick<Actor, "id" | "scopes">,
  nowMs: number,
): Promise<BillingAttention> {
  const attention: BillingAttention = {};
  const asked = Object.entries(COUNTS).filter(([, { scope }]) => scopes.has(scope));
  const seesDisputes = scopes.has("billing:refund");
  const seesJobs = scopes.has("billing:bulk");
  const statements = asked.map(([, { sql, given }]) =>
    given ? db.prepare(sql).bind(given === "now" ? nowMs : id) : db.prepare(sql),
  );
  if (seesDisputes) statements.push(db.prepare(DISPUTES));
  if (seesJobs) statements.push(db.prepare(STOPPED).bind(nowMs));
  if (statements.length === 0) return attention;
  const answers = await db.batch(statements);
  for (const [at, [name]] of asked.entries()) {
    const [row] = (answers[at]?.results ?? []) as { n: number }[]; // as the statement selects
    attention[name as keyof typeof COUNTS] = row?.n ?? 0; // a name of COUNTS
  }
  const rest = answers.slice(asked.length).map(({ results }) => results);
  if (seesDisputes) attention.disputes = (rest.shift() ?? []) as DisputeRow[]; // as the statement selects
  if (seesJobs) attention.jobs = (rest.shift() ?? []) as StoppedJobRow[]; // as the statement selects
  return attention;
}
