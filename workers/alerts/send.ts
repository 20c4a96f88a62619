import { sendMail } from "../mail/mail.ts";
import { type OutboundAnswer, postOutbound } from "../outbound/outbound.ts";
import { type Destination, signingSecrets } from "./destination.ts";
import { mailMessage } from "./mail-message.ts";
import { requestBody } from "./message.ts";
import type { NotificationContent } from "./view.ts";
import { signatureHeaders } from "./webhook-message.ts";

/** How a try to deliver ended. `final`: another try would end the same. */
export type Ending = { ok: true } | { ok: false; detail: string; final: boolean; retryAfterMs: number | null };

/** What of an answer stands in an error. */
const ANSWER_CHARS = 300;

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
    return sent.ok ? { ok: true } : failed(sent.detail, false);
  }
  const body = requestBody(destination.kind, content, nowMs);
  const signed =
    destination.kind === "webhook" ? signatureHeaders(signingSecrets(destination.secrets, nowMs), id, nowMs, body) : {};
  const headers = { "content-type": "application/json", ...signed };
  const posted = await postOutbound(env, destination.url, { headers, body });
  return posted.ok ? endingOf(posted.value) : failed(posted.detail, posted.reason === "refused-address");
}

function endingOf({ status, headers, text }: OutboundAnswer): Ending {
  if (status >= 200 && status < 300) return { ok: true };
  const said = text.slice(0, ANSWER_CHARS).trim();
  if (status >= 300 && status < 400)
    return failed(`It answered ${status}, a redirect, and those are not followed.`, true);
  const seconds = Number(headers.get("retry-after"));
  const retryAfterMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : null;
  return { ...failed(`It answered ${status}${said === "" ? "" : `: ${said}`}`, status === 410), retryAfterMs };
}

const failed = (detail: string, final: boolean) => ({ ok: false as const, detail, final, retryAfterMs: null });
