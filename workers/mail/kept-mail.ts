import { newId } from "../kit/ids.ts";
import type { Result } from "../kit/result.ts";
import { DAY_MS } from "../kit/time.ts";
import type { MailFailure, TimedMail } from "./mail.ts";
import type { AccountMail, MailDetail, MailKind, MailRow } from "./view.ts";

/** How long the embedded server keeps mails, and how many. */
export const MAIL_KEPT_MS = 7 * DAY_MS;
export const MAILS_MAX = 5_000;

const KEPT = ["id", "kind", "recipients", "subject", "text", "html", "sent", "error", "atMs", "accountId"];
const KEEP = `insert into mail (id, kind, recipients, subject, text, html, sent, error, at_ms, account_id)
  select ${KEPT.map((name) => `value ->> '$.${name}'`).join(", ")} from json_each(?)`;

/** Keeps mails for the outbox page. Each try is a mail of its own there, as it would be in a mailbox. */
export async function keepMails(
  db: D1Database,
  mails: readonly { mail: TimedMail; result: Result<boolean, MailFailure> }[],
): Promise<void> {
  if (mails.length === 0) return;
  const rows = mails.map(({ mail: { kind, to, subject, text, html, atMs, accountId = null }, result }) => ({
    ...{ id: newId(), kind, recipients: JSON.stringify(to), subject, text, html, atMs, accountId },
    sent: result.ok && result.value ? 1 : 0,
    error: result.ok ? null : result.detail,
  }));
  await db.prepare(KEEP).bind(JSON.stringify(rows)).run();
}

interface Row {
  id: string;
  kind: MailKind;
  recipients: string;
  subject: string;
  sent: number;
  error: string | null;
  at_ms: number;
}

const COLUMNS = "id, kind, recipients, subject, sent, error, at_ms";
/** Which mails a reader does not see: links that sign somebody in are for those who may make such, customers' names and addresses for those who may reveal them. */
const READABLE = "kind not in (select value from json_each(?1))";

/** A page of kept mails, the newest first. */
export async function listMails(
  db: D1Database,
  { hidden, cursor, limit }: { hidden: readonly MailKind[]; cursor: string | null; limit: number },
): Promise<{ rows: MailRow[]; nextCursor: string | null }> {
  const { results } = await db
    .prepare(`select ${COLUMNS} from mail where ${READABLE} and (?2 is null or id < ?2) order by id desc limit ?3`)
    .bind(JSON.stringify(hidden), cursor, limit + 1)
    .all<Row>();
  const rows = results.slice(0, limit);
  return { rows: rows.map(toRow), nextCursor: results.length > limit ? (rows.at(-1)?.id ?? null) : null };
}

/** One kept mail; null when there is none of that id that the reader may see. */
export async function findMail(db: D1Database, id: string, hidden: readonly MailKind[]): Promise<MailDetail | null> {
  const row = await db
    .prepare(`select ${COLUMNS}, text, html from mail where ${READABLE} and id = ?2`)
    .bind(JSON.stringify(hidden), id)
    .first<Row & { text: string; html: string | null }>();
  return row && { ...toRow(row), text: row.text, html: row.html };
}

/** The newest mails that were kept about a customer's account, without whom they went to. */
export async function listMailsAbout(db: D1Database, accountId: string, limit: number): Promise<AccountMail[]> {
  const { results } = await db
    .prepare("select id, subject, sent, error, at_ms from mail where account_id = ? order by id desc limit ?")
    .bind(accountId, limit)
    .all<Pick<Row, "id" | "subject" | "sent" | "error" | "at_ms">>();
  return results.map(({ id, subject, sent, error, at_ms: atMs }) => ({ id, subject, sent: sent === 1, error, atMs }));
}

/** Removes mails past their time and above their number. For the cron; harmless to repeat. */
export async function sweepMails(db: D1Database, nowMs: number): Promise<void> {
  await db.batch([
    db.prepare("delete from mail where at_ms < ?").bind(nowMs - MAIL_KEPT_MS),
    db.prepare("delete from mail where id <= (select id from mail order by id desc limit 1 offset ?)").bind(MAILS_MAX),
  ]);
}

/** The statement that removes what was kept about customers' accounts, bound to a JSON array of their ids. */
export const forgetMails = (db: D1Database, accountIds: string): D1PreparedStatement =>
  db.prepare("delete from mail where account_id in (select value from json_each(?))").bind(accountIds);

const toRow = (row: Row): MailRow => ({
  id: row.id,
  kind: row.kind,
  to: JSON.parse(row.recipients),
  subject: row.subject,
  sent: row.sent === 1,
  error: row.error,
  atMs: row.at_ms,
});
