import { hashOf } from "../../../identity/secret.ts";
import { accountBooks } from "../../account-client.ts";
import type { Deed } from "../../command/command.ts";
import { whoHas } from "../member.ts";
import { mailFormerAddress } from "./link-mail.ts";
import type { MailChange, PortalLink } from "./portal-link.ts";

/**
 * Gives a link's people the address that it went to: the former one is told first, unless there is no mailbox any more, then each account's books have the new one, then nobody is in
 * any more by the former one, and no link to it works. Cut off anywhere, the same link does the rest. Says who the people are by now; null
 * where the former address is theirs in none of the accounts any more.
 */
export async function changeMailBy(
  env: Env,
  token: string,
  { who, members }: Pick<PortalLink, "who" | "members">,
  change: MailChange,
  { nowMs, requestId }: Pick<Deed, "nowMs" | "requestId">,
): Promise<Pick<PortalLink, "who" | "members"> | "not-sent" | null> {
  const id = hashOf(token);
  const told = await mailFormerAddress(env, `mail-changed/${id}`, { was: change.was, members }, nowMs);
  if (!told.ok && told.reason !== "no-mailbox") return "not-sent";
  const changed = [];
  for (const member of members) {
    const { accountId, personId } = member;
    const deed = { nowMs, actor: { kind: "customer", id: personId, name: "customer" }, reason: "", requestId } as const;
    const sent = { key: `mail-change:${id}`, command: "person.change-mail", input: { personId }, deed };
    const reply = await accountBooks(env, accountId).readdress(sent, { personId, ...change });
    if (reply.ok) changed.push(member);
  }
  await env.DB.batch([
    env.DB.prepare("delete from billing_portal_session where who = ?").bind(who),
    env.DB.prepare("delete from billing_portal_link where who = ?").bind(who),
  ]);
  return changed.length === 0 ? null : { who: whoHas(env.APIARY_SECRET, change.mail), members: changed };
}
