import { sentLink } from "../../front/origin.ts";
import { sendMail } from "../../mail/mail.ts";
import { amountWords, dayWords } from "../account/command/amount-words.ts";
import { accountBooks } from "../account-client.ts";
import type { EffectEnding, EffectOrder } from "../command/effect-order.ts";
import { escapeHtml } from "./mail/mail.ts";

/** Mails about an account that go to the company's own people; the effects that send them begin with these names. */
export const STAFF_MAIL_KINDS = ["refund-failed", "dispute-opened"] as const;
type StaffMailKind = (typeof STAFF_MAIL_KINDS)[number];

const DONE: EffectEnding = { kind: "done", commands: [] };
const RECIPIENTS_MAX = 20;

/** Those of finance; the owners where nobody has that role. */
const RECIPIENTS = `select email from person where disabled_at_ms is null and exists (
    select 1 from json_each(roles) where value = case when exists (
      select 1 from person f, json_each(f.roles) r where r.value = 'finance' and f.disabled_at_ms is null)
    then 'finance' else 'owner' end)
  order by email limit ${RECIPIENTS_MAX}`;

/** Tells the company's people of something about an account that needs one of them. */
export async function mailStaff(env: Env, kind: StaffMailKind, { accountId, effect, nowMs }: EffectOrder) {
  const books = accountBooks(env, accountId);
  const account = await books.record("account", accountId);
  const sentence =
    kind === "refund-failed" ? await failedRefund(books, effect.subject) : await dispute(books, effect.subject);
  if (!account || sentence === null) return DONE;
  const { results } = await env.DB.prepare(RECIPIENTS).all<{ email: string }>();
  const to = results.map(({ email }) => email);
  // Before a server has its first owner nobody is there to be told: what happened stands in the lists all the same.
  if (to.length === 0) return DONE;
  const url = sentLink(env, `/customers/${accountId}`);
  const subject = `${kind === "refund-failed" ? "A refund failed" : "A payment is disputed"}: ${account.name}`;
  const text = `${account.name}: ${sentence}\n${url === null ? "" : `\n${url}\n`}`;
  const link = url === null ? "" : `<p><a href="${escapeHtml(url)}">${escapeHtml(url)}</a></p>`;
  const html = `<!doctype html><html lang="en"><body><p>${escapeHtml(`${account.name}: ${sentence}`)}</p>${link}</body></html>`;
  const mail = { id: `${accountId}/${effect.id}`, kind: "billing" as const, to, text, html, accountId };
  // A subject is one line whatever names are in it.
  const sent = await sendMail(env, { ...mail, subject: subject.replace(/\s+/g, " ") }, nowMs);
  return sent.ok ? DONE : ({ kind: "retry", because: sent.detail } as const);
}

type Records = Pick<ReturnType<typeof accountBooks>, "record">;

async function failedRefund(books: Records, id: string): Promise<string | null> {
  const refund = await books.record("refund", id);
  if (refund?.status !== "failed") return null;
  const why = refund.failure?.message ?? "the bank gave no reason";
  return `the refund of ${amountWords(refund.amount, refund.currency)} failed (${why}). It can be refunded another way.`;
}

async function dispute(books: Records, id: string): Promise<string | null> {
  const found = await books.record("dispute", id);
  if (!found) return null;
  const amount = amountWords(found.amount, found.currency);
  const until = found.respondByMs === null ? "" : ` Evidence is taken until ${dayWords(found.respondByMs)}.`;
  return `the customer's bank disputes a payment of ${amount}: ${found.reason}.${until}`;
}
