import { type OutboundAnswer, postOutbound } from "./outbound.ts";

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
export const NO_EXCHANGE: Exchange = { headers: null, status: null, answer: "" };

/** What of an answer stands in an error. */
const ANSWER_CHARS = 300;

/** Posts JSON once and says how that ended: an answer of success is one, a redirect or 410 is final, all else may be tried again. */
export async function exchange(env: Env, url: string, body: string, signed: Record<string, string>): Promise<Ending> {
  const headers = { "content-type": "application/json", ...signed };
  const posted = await postOutbound(env, url, { headers, body });
  const sent = { ...headers, ...("webhook-signature" in headers && { "webhook-signature": HIDDEN }) };
  if (!posted.ok) {
    const refused = posted.reason === "refused-address";
    return { ...failed(posted.detail, refused), exchange: { ...NO_EXCHANGE, headers: refused ? null : sent } };
  }
  const { status, text } = posted.value;
  return { ...endingOf(posted.value), exchange: { headers: sent, status, answer: text.slice(0, ANSWER_KEPT_CHARS) } };
}

/** A try that failed without an exchange. */
export const failed = (detail: string, final: boolean) => ({
  ok: false as const,
  detail,
  final,
  retryAfterMs: null,
  exchange: NO_EXCHANGE,
});

function endingOf({ status, headers, text }: OutboundAnswer): Ending {
  if (status >= 200 && status < 300) return { ok: true, exchange: NO_EXCHANGE };
  const said = text.slice(0, ANSWER_CHARS).trim();
  if (status >= 300 && status < 400)
    return failed(`It answered ${status}, a redirect, and those are not followed.`, true);
  const seconds = Number(headers.get("retry-after"));
  const retryAfterMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : null;
  return { ...failed(`It answered ${status}${said === "" ? "" : `: ${said}`}`, status === 410), retryAfterMs };
}
