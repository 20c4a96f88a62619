import { log } from "../front/log.ts";
import { fail, ok, type Result } from "../kit/result.ts";
import { keepMails } from "./kept-mail.ts";
import { postMail } from "./provider.ts";
import { sendBySmtp } from "./smtp.ts";
import { NoMailbox, transportOf } from "./transport.ts";
import { unsubscribeHeaders } from "./unsubscribe.ts";
import type { MailKind } from "./view.ts";

/** A mail to send. */
export interface Mail {
  /** The same in each try: where a transport can, it sends a repeat once. */
  id: string;
  kind: MailKind;
  to: string[];
  subject: string;
  text: string;
  html: string | null;
  /** Where a post ends mails of this kind (RFC 8058); absent or null for mails that cannot be ended so. */
  unsubscribeUrl?: string | null;
  /** The customer's account that it is about: kept mails go with it. */
  accountId?: string;
}

/** A mail and when it is sent; epoch milliseconds. */
export interface TimedMail extends Mail {
  atMs: number;
}

/** A mail with its sender, as transports take it. */
export interface AddressedMail extends Mail {
  from: string;
}

/** `no-mailbox`: nobody takes mail at the address, now or later. */
export type MailFailure = "misconfigured" | "not-accepted" | "no-mailbox";

/**
 * Sends a mail by whatever is configured: an SMTP server or an HTTP provider (`APIARY_MAIL_URL`), else Cloudflare's binding. The embedded
 * server keeps every mail and, unless a transport is configured, sends none. The one way by which mail leaves.
 */
export async function sendMail(env: Env, mail: Mail, atMs: number): Promise<Result<void, MailFailure>> {
  const [sent] = await sendMails(env, [{ ...mail, atMs }]);
  return sent as Result<void, MailFailure>; // one for each mail
}

/** Sends some mails, each for itself, and says what became of each, in their order. */
export async function sendMails(env: Env, mails: readonly TimedMail[]): Promise<Result<void, MailFailure>[]> {
  const from = senderOf(env);
  const sent = await Promise.all(mails.map(async (mail) => ({ mail, result: await transmit(env, { ...mail, from }) })));
  if (env.APIARY_ENGINE === "embedded") await keepMails(env.DB, sent);
  return sent.map(({ mail: { kind }, result }) => {
    if (result.ok) return ok(undefined);
    log("error", "mail-failed", { kind, reason: result.reason, detail: result.detail });
    return result;
  });
}

/** Hands a mail to the configured transport; true when it went out, false when there is none to hand it to. */
async function transmit(env: Env, mail: AddressedMail): Promise<Result<boolean, MailFailure>> {
  const transport = transportOf(env.APIARY_MAIL_URL);
  if (!transport.ok) return transport;
  try {
    if (transport.value?.kind === "smtp") await sendBySmtp(transport.value, mail);
    else if (transport.value !== null) await postMail(transport.value, mail);
    else if (env.APIARY_ENGINE === "embedded") return ok(false);
    else await sendByBinding(env, mail);
    return ok(true);
  } catch (error) {
    return fail(
      error instanceof NoMailbox ? "no-mailbox" : "not-accepted",
      error instanceof Error ? error.message : String(error),
    );
  }
}

async function sendByBinding(
  env: Env,
  { from, to, subject, text, html, unsubscribeUrl }: AddressedMail,
): Promise<void> {
  const headers = unsubscribeUrl && { headers: unsubscribeHeaders(unsubscribeUrl) };
  await env.MAIL.send({ from, to, subject, text, ...(html !== null && { html }), ...headers });
}

/** `APIARY_MAIL_FROM`, else `apiary@` and the console's host. */
const senderOf = (env: Env): string =>
  env.APIARY_MAIL_FROM || `apiary@${env.APIARY_URL ? new URL(env.APIARY_URL).hostname : "localhost"}`;
