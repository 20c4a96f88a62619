import { errorFields, log } from "../../../front/log.ts";
import { newId } from "../../../kit/ids.ts";
import { sendMail } from "../../../mail/mail.ts";
import { accountBooks } from "../../account-client.ts";
import { billingMail } from "../../document/mail/mail.ts";
import { paperWords } from "../../document/words/language.ts";
import { findMembers, type Member, whoHas } from "../member.ts";
import { sellerOf } from "../visit.ts";
import { createPortalLink, portalLinkUrl } from "./portal-link.ts";

/**
 * Mails a link into the portal to who has this address in an account, and nobody else anything. A failure is logged and not returned:
 * whoever asked must not learn of it, as it would tell them that the address is known.
 */
export async function mailPortalLink(env: Env, mail: string, origin: string, nowMs: number): Promise<void> {
  try {
    const known = await findMembers(env, mail);
    if (known) await sendPortalLink(env, known, origin, nowMs);
  } catch (error) {
    log("error", "mail-failed", errorFields(error));
  }
}

/** Mails a link that lets its reader in as these members; else says why none left. */
export async function sendPortalLink(
  env: Env,
  { mail, members }: { mail: string; members: Member[] },
  origin: string,
  nowMs: number,
): Promise<"sent" | "too-many" | "not-sent"> {
  const link = await createPortalLink(env, { who: whoHas(env.APIARY_SECRET, mail), members }, nowMs);
  if (!link) return "too-many";
  const first = members[0]?.accountId ?? "";
  const { account, company } = await accountBooks(env, first).records(["account", "company"]);
  const language = account[0]?.language ?? "en";
  const label = paperWords(language).account;
  const url = portalLinkUrl(origin, link.token);
  const written = billingMail("portal-link", language, { seller: sellerOf(company[0], account[0]) }, url, label);
  // Of the kind that only those read in the embedded server's outbox who may let people in.
  const sent = await sendMail(env, { id: newId(), kind: "sign-in", to: [mail], ...written, accountId: first }, nowMs);
  return sent.ok ? "sent" : "not-sent";
}
