import { fail, ok, type Result } from "../kit/result.ts";

/** Providers that take a mail as JSON over HTTP, and where. */
export const PROVIDERS = {
  resend: "https://api.resend.com/emails",
  postmark: "https://api.postmarkapp.com/email",
} as const;

export interface SmtpTransport {
  kind: "smtp";
  host: string;
  port: number;
  /** TLS from the first byte; else STARTTLS where the server offers it. */
  tls: boolean;
  login: { user: string; password: string } | null;
}

export interface HttpTransport {
  kind: keyof typeof PROVIDERS;
  key: string;
}

/** What transports throw where nobody takes mail at the address, now or later. */
export class NoMailbox extends Error {}

const SMTP_PORT = 587;
const SMTPS_PORT = 465;

/**
 * How mail is sent, as `APIARY_MAIL_URL` says: `smtp://user:password@host:587`, `smtps://…`, `resend:<key>` or `postmark:<token>`. Null when it
 * is not set.
 */
export function transportOf(url: string | undefined): Result<SmtpTransport | HttpTransport | null, "misconfigured"> {
  if (!url) return ok(null);
  const provider = /^(resend|postmark):(\S+)$/.exec(url);
  if (provider?.[2] !== undefined)
    return ok({ kind: provider[1] === "resend" ? "resend" : "postmark", key: provider[2] });
  if (/^smtps?:\/\//.test(url) && URL.canParse(url)) {
    const { protocol, hostname, port, username, password } = new URL(url);
    const tls = protocol === "smtps:";
    const login =
      username === "" ? null : { user: decodeURIComponent(username), password: decodeURIComponent(password) };
    if (hostname !== "") {
      return ok({ kind: "smtp", host: hostname, port: Number(port) || (tls ? SMTPS_PORT : SMTP_PORT), tls, login });
    }
  }
  return fail("misconfigured", "APIARY_MAIL_URL is none of smtp://…, smtps://…, resend:<key> and postmark:<token>.");
}
