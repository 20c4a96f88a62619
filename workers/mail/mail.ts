import { log } from "../front/log.ts";
import { fail, ok, type Result } from "../kit/result.ts";
import { keepMail } from "./kept-mail.ts";
import { postMail } from "./provider.ts";
import { sendBySmtp } from "./smtp.ts";
import { transportOf } from "./transport.ts";
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

/** A mail with its sender, as transports take it. */
export interface AddressedMail extends Mail {
  from: string;
}

export type MailFailure = "misconfigured" | "not-accepted";

/**
 * Sends a mail by whatever is configured: an SMTP server or an HTTP provider (`APIARY_MAIL_URL`), else Cloudflare's binding. The embedded
 * server keeps every mail and, unless a transport is configured, sends none. The one way by which mail leaves.
 */
export async function sendMail(env: Env, mail: Mail, nowMs: number): Promise<Result<void, MailFailure>> {
  const sent = await transmit(env, { ...mail, from: senderOf(env) });
  if (env.APIARY_ENGINE === "embedded") await keepMail(env.DB, mail, sent, nowMs);
  if (sent.ok) return ok(undefined);
  log("error", "mail-failed", { kind: mail.kind, reason: sent.reason, detail: sent.detail });
  return sent;
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
    return fail("not-accepted", error instanceof Error ? error.message : String(error));
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
