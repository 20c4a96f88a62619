import { sendMail } from "../mail/mail.ts";
import { type OutboundAnswer, postOutbound } from "../outbound/outbound.ts";
import { type Destination, signingSecrets } from "./destination.ts";
import { mailMessage } from "./mail-message.ts";
import { requestBody } from "./message.ts";
import type { NotificationContent } from "./view.ts";
import { signatureHeaders } from "./webhook-message.ts";

/** What went out and came back, as far as people may see it. */
export interface Exchange {
  /** Of the request, without what is secret; null when there was none, as for a mail. */
  headers: Record<string, string> | null;
  /** Null when no answer came. */
  status: number | null;
  /** The first `ANSWER_KEPT_CHARS` of the answer. */
  answer: string;
}

/** How a try to deliver ended. `final`: another try would end the same. */
export type Ending = { exchange: Exchange } & (
  | { ok: true }
  | { ok: false; detail: string; final: boolean; retryAfterMs: number | null }
);

/** What of an answer is kept with its try. */
export const ANSWER_KEPT_CHARS = 1_024;
/** Stands for a header's value that nobody is to see. */
const HIDDEN = "…";
const NO_EXCHANGE: Exchange = { headers: null, status: null, answer: "" };

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
    return sent.ok ? { ok: true, exchange: NO_EXCHANGE } : failed(sent.detail, false);
  }
  const body = requestBody(destination.kind, content, nowMs);
  const signed =
    destination.kind === "webhook" ? signatureHeaders(signingSecrets(destination.secrets, nowMs), id, nowMs, body) : {};
  const headers = { "content-type": "application/json", ...signed };
  const posted = await postOutbound(env, destination.url, { headers, body });
  const sent = { ...headers, ...("webhook-signature" in headers && { "webhook-signature": HIDDEN }) };
  if (!posted.ok) {
    const exchange = posted.reason === "refused-address" ? NO_EXCHANGE : { ...NO_EXCHANGE, headers: sent };
    return { ...failed(posted.detail, posted.reason === "refused-address"), exchange };
  }
  const { status, text } = posted.value;
  return { ...endingOf(posted.value), exchange: { headers: sent, status, answer: text.slice(0, ANSWER_KEPT_CHARS) } };
}

function endingOf({ status, headers, text }: OutboundAnswer): Ending {
  if (status >= 200 && status < 300) return { ok: true, exchange: NO_EXCHANGE };
  const said = text.slice(0, ANSWER_CHARS).trim();
  if (status >= 300 && status < 400)
    return failed(`It answered ${status}, a redirect, and those are not followed.`, true);
  const seconds = Number(headers.get("retry-after"));
  const retryAfterMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : null;
  return { ...failed(`It answered ${status}${said === "" ? "" : `: ${said}`}`, status === 410), retryAfterMs };
}

const failed = (detail: string, final: boolean) => ({
  ok: false as const,
  detail,
  final,
  retryAfterMs: null,
  exchange: NO_EXCHANGE,
});
