import { sendMail } from "../mail/mail.ts";
import { type Ending, exchange, failed, NO_EXCHANGE } from "../outbound/exchange.ts";
import { signatureHeaders, signingSecrets } from "../outbound/signing.ts";
import type { Destination } from "./destination.ts";
import { mailMessage } from "./mail-message.ts";
import { requestBody } from "./message.ts";
import type { NotificationContent } from "./view.ts";

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
