import { errorFields, log } from "../front/log.ts";
import { newId } from "../kit/ids.ts";
import { sendMail } from "../mail/mail.ts";
import { linkTo } from "./link.ts";
import { createLink, LINK_LIFETIME_MS } from "./one-time-link.ts";
import { findPerson } from "./person.ts";

/**
 * Mails the person with this address a link that signs them in, and nobody else anything. `origin` is the console's. A failure is
 * logged and not returned: whoever asked for the mail must not learn of it, as it would tell them that there is such a person.
 */
export async function mailLink(env: Env, email: string, origin: string, nowMs: number): Promise<void> {
  try {
    const person = await findPerson(env, { email });
    const link = person && !person.disabled ? await createLink(env, person.id, nowMs) : null;
    if (!person || !link) return;
    const text = textWith(linkTo(origin, "link", link.token));
    const mail = { id: newId(), kind: "sign-in" as const, to: [person.email], subject: "Your link to Apiary" };
    await sendMail(env, { ...mail, text, html: null }, nowMs);
  } catch (error) {
    log("error", "mail-failed", errorFields(error));
  }
}

const textWith = (
  url: string,
): string => `Open this link to sign in to Apiary. It works once, for ${LINK_LIFETIME_MS / 60_000} minutes.

${url}

If you did not ask for it, do nothing: without the link nobody gets in.
`;
