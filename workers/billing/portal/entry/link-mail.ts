import { errorFields, log } from "../../../front/log.ts";
import { newId } from "../../../kit/ids.ts";
import type { Result } from "../../../kit/result.ts";
import { type MailFailure, sendMail } from "../../../mail/mail.ts";
import { accountBooks } from "../../account-client.ts";
import { billingMail } from "../../document/mail/mail.ts";
import { paperWords } from "../../document/words/language.ts";
import { findMembers, type Member, whoHas } from "../member.ts";
import { sellerOf } from "../visit.ts";
import { portalWords } from "../words/words.ts";
import { createPortalLink, type MailChange, portalLinkUrl } from "./portal-link.ts";

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

/** Mails a link that lets its reader in as these members, by which the address that it goes to may become theirs; else says why none left. */
export async function sendPortalLink(
  env: Env,
  { mail, members, change = null }: { mail: string; members: Member[]; change?: MailChange | null },
  origin: string,
  nowMs: number,
): Promise<"sent" | "too-many" | "not-sent"> {
  const who = whoHas(env.APIARY_SECRET, change?.was ?? mail);
  const link = await createPortalLink(env, { who, members, change }, nowMs);
  if (!link) return "too-many";
  const { accountId, language, ...facts } = await letterheadOf(env, members);
  const [kind, label] = change
    ? (["mail-change", portalWords(language).newMailConfirm] as const)
    : (["portal-link", paperWords(language).account] as const);
  const written = billingMail(kind, language, facts, portalLinkUrl(origin, link.token), label);
  // Of the kind that only those read in the embedded server's outbox who may let people in.
  const sent = await sendMail(env, { id: newId(), kind: "sign-in", to: [mail], ...written, accountId }, nowMs);
  return sent.ok ? "sent" : "not-sent";
}

/** Tells whom an address was that it is theirs no more, once per change. */
export async function mailFormerAddress(
  env: Env,
  id: string,
  { was, members }: { was: string; members: Member[] },
  nowMs: number,
): Promise<Result<void, MailFailure>> {
  const { accountId, language, ...facts } = await letterheadOf(env, members);
  const written = billingMail("mail-changed", language, facts, null);
  return sendMail(env, { id, kind: "billing", to: [was], ...written, accountId }, nowMs);
}

/** In whose name, about what and in which language somebody of these accounts is written to: as the first of them has it. */
async function letterheadOf(env: Env, members: readonly Member[]) {
  const accountId = members[0]?.accountId ?? "";
  const { account, company } = await accountBooks(env, accountId).records(["account", "company"]);
  const language = account[0]?.language ?? "en";
  return { accountId, language, name: account[0]?.name ?? "", seller: sellerOf(company[0], account[0]) };
}
