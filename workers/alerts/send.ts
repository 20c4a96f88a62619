import { sentLink } from "../front/origin.ts";
import { findPerson } from "../identity/person.ts";
import { sendMail } from "../mail/mail.ts";
import { type Ending, exchange, failed, NO_EXCHANGE } from "../outbound/exchange.ts";
import { signatureHeaders, signingSecrets } from "../outbound/signing.ts";
import type { Destination } from "./destination.ts";
import { receivingPerson, unfollowToken } from "./follower.ts";
import { mailMessage } from "./mail-message.ts";
import { requestBody } from "./message.ts";
import { UNFOLLOW_PATH } from "./unfollow-app.ts";
import type { FollowerContent, NotificationContent } from "./view.ts";

/** Sends a notification once, in the form that its destination takes. `id` is the same in each try. */
export async function sendTo(
  env: Env,
  destination: Destination | null,
  id: string,
  content: NotificationContent,
  nowMs: number,
): Promise<Ending> {
  if (destination === null) {
    return failed("Where it goes cannot be read any more: the server's secret was replaced. Enter it anew.", true);
  }
  if (destination.kind === "mail") {
    const mail = { id, kind: content.test ? ("test" as const) : ("alert" as const), to: destination.addresses };
    const sent = await sendMail(env, { ...mail, ...mailMessage(content) }, nowMs);
    return sent.ok ? { ok: true, exchange: NO_EXCHANGE } : failed(sent.detail, false);
  }
  const body = requestBody(destination.kind, content, nowMs);
  const signed =
    destination.kind === "webhook" ? signatureHeaders(signingSecrets(destination.secrets, nowMs), id, nowMs, body) : {};
  return exchange(env, destination.url, body, signed);
}

/** Mails somebody what happened to an issue that they follow; final when they are not here any more. */
export async function sendToFollower(
  env: Env,
  receiverId: string,
  id: string,
  content: FollowerContent,
  nowMs: number,
): Promise<Ending> {
  const person = await findPerson(env, { id: receivingPerson(receiverId) ?? "" });
  if (person === null || person.disabled) return failed("Who it is for is not here any more.", true);
  const token = unfollowToken(env.APIARY_SECRET, { person: person.id, issue: content.issues[0]?.id ?? "" });
  const unfollow = {
    page: sentLink(env, `/unfollow?token=${token}`),
    post: sentLink(env, `${UNFOLLOW_PATH}?token=${token}`),
  };
  const mail = { id, kind: "issue" as const, to: [person.email], unsubscribeUrl: unfollow.post };
  const sent = await sendMail(env, { ...mail, ...mailMessage(content, unfollow.page) }, nowMs);
  return sent.ok ? { ok: true, exchange: NO_EXCHANGE } : failed(sent.detail, false);
}
