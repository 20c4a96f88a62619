import { AUDIT_LOG_NAME } from "../../../../durable-objects/audit-log/entry.ts";
import { forgetMails } from "../../../mail/kept-mail.ts";
import type { BookNews } from "../../command/effect-order.ts";

/** Accounts that one minute clears. */
const CLEARED_AT_ONCE = 50;

/** Notes which accounts were incinerated. Told again it changes nothing. */
export function projectErasures(env: Env, news: readonly BookNews[]): D1PreparedStatement[] {
  const erased = news.flatMap(({ accountId, changed }) =>
    changed.flatMap(({ kind, row }) =>
      kind === "account" && row !== null && "incineratedMs" in row && row.incineratedMs !== null
        ? [[accountId, row.incineratedMs]]
        : [],
    ),
  );
  if (erased.length === 0) return [];
  const note = `insert into billing_erasure (account_id, at_ms) select value ->> 0, value ->> 1 from json_each(?) where true
    on conflict do nothing`;
  return [env.DB.prepare(note).bind(JSON.stringify(erased))];
}

/**
 * Each minute: makes unreadable what the audit log says of incinerated accounts, and takes what the lists say of them beside their row out of
 * them, all of it and the note of that in one commit. Cut off before, the next minute does it.
 */
export async function clearErased(env: Env, nowMs: number): Promise<void> {
  const { results } = await env.DB.prepare(
    `select account_id as id from billing_erasure where cleared_ms is null order by 1 limit ${CLEARED_AT_ONCE}`,
  ).all<{ id: string }>();
  if (results.length === 0) return;
  // First, as the note of what is cleared comes with the lists: cut off in between, it is done once more.
  await env.AUDIT_LOG.getByName(AUDIT_LOG_NAME).forget(results.map(({ id }) => `account:${id}`));
  const ids = JSON.stringify(results.map(({ id }) => id));
  const those = "account_id in (select value from json_each(?1))";
  const statements = [
    `update billing_approval set input = '{}', effect = '[]', reason = '', outcome = '' where ${those}`,
    `update billing_job_row set name = '', detail = '' where ${those}`,
    `update billing_case set known = '{}' where kind = 'transfer' and resolved_ms is not null and ${those}`,
    `update billing_refund_transfer set told = json_set(told, '$.deed.reason', '', '$.deed.actor.name', '') where ${those}`,
    `delete from billing_webhook_try where ${those}`,
  ];
  await env.DB.batch([
    ...statements.map((statement) => env.DB.prepare(statement).bind(ids)),
    forgetMails(env.DB, ids),
    env.DB.prepare(`update billing_erasure set cleared_ms = ?2 where ${those}`).bind(ids, nowMs),
  ]);
}
