import { errorFields, log } from "../front/log.ts";
import { fail, ok, type Result } from "../kit/result.ts";
import { LINK_LIFETIME_MS } from "./one-time-link.ts";

/** Mails a person the link that signs them in. */
export async function mailLink(env: Env, to: string, url: string): Promise<Result<null, "mail-failed">> {
  const minutes = LINK_LIFETIME_MS / 60_000;
  const text = `Open this link to sign in to Apiary. It works once, for ${minutes} minutes.

${url}

If you did not ask for it, do nothing: without the link nobody gets in.
`;
  try {
    await env.MAIL.send({ from: senderOf(env, url), to, subject: "Your link to Apiary", text });
    return ok(null);
  } catch (error) {
    log("error", "mail-failed", errorFields(error));
    return fail("mail-failed", "The mail could not be sent. Ask an owner for a sign-in link.");
  }
}

const senderOf = (env: Env, url: string): string => env.APIARY_MAIL_FROM || `apiary@${new URL(url).hostname}`;
