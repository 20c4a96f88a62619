import type { AddressedMail } from "./mail.ts";
import { type HttpTransport, NoMailbox, PROVIDERS } from "./transport.ts";
import { unsubscribeHeaders } from "./unsubscribe.ts";

const TIMEOUT_MS = 15_000;
const ERROR_CHARS_MAX = 300;

/** What Postmark says of an address that returned its mails before. */
const INACTIVE = /"ErrorCode":\s*406\b/;

/** Hands a mail to an HTTP provider; throws with what it answered unless it takes it. A repeat of an id is sent once where it knows keys. */
export async function postMail(transport: HttpTransport, mail: AddressedMail): Promise<void> {
  const answer = await fetch(PROVIDERS[transport.kind], {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json", ...headersOf(transport, mail) },
    body: JSON.stringify(transport.kind === "resend" ? resendMail(mail) : postmarkMail(mail)),
    signal: AbortSignal.timeout(TIMEOUT_MS),
    redirect: "manual",
  });
  const text = (await answer.text()).slice(0, ERROR_CHARS_MAX);
  if (answer.ok) return;
  const detail = `${transport.kind} answered ${answer.status}: ${text}`;
  throw transport.kind === "postmark" && INACTIVE.test(text) ? new NoMailbox(detail) : new Error(detail);
}

const headersOf = ({ kind, key }: HttpTransport, { id }: AddressedMail): Record<string, string> =>
  kind === "resend" ? { authorization: `Bearer ${key}`, "idempotency-key": id } : { "x-postmark-server-token": key };

const resendMail = ({ from, to, subject, text, html, unsubscribeUrl }: AddressedMail) => ({
  from,
  to,
  subject,
  text,
  ...(html !== null && { html }),
  ...(unsubscribeUrl && { headers: unsubscribeHeaders(unsubscribeUrl) }),
});

const postmarkMail = ({ id, from, to, subject, text, html, unsubscribeUrl }: AddressedMail) => ({
  From: from,
  To: to.join(", "),
  Subject: subject,
  TextBody: text,
  ...(html !== null && { HtmlBody: html }),
  ...(unsubscribeUrl && {
    Headers: Object.entries(unsubscribeHeaders(unsubscribeUrl)).map(([Name, Value]) => ({ Name, Value })),
  }),
  MessageStream: "outbound",
  Metadata: { id },
});
