// What the Worker finds in `env` beside the bindings that wrangler.toml declares: secrets, and what only the embedded server adds.
interface Settings {
  /** Signs cookies and one-time links. 32 random bytes, hex. */
  APIARY_SECRET: string;
  /** When set, accepted as an owner's API token. */
  APIARY_OWNER_TOKEN?: string;
  /** One-time token that makes the first visitor the owner; refused once an owner exists. */
  APIARY_FIRST_OWNER_TOKEN?: string;
  /** Public origin of the console in production, `https://console.example.com`; the request's own origin when unset. */
  APIARY_URL?: string;
  /** Sender of mails; `apiary@` and the console's host name when unset. */
  APIARY_MAIL_FROM?: string;
  /** How mail is sent: `smtp://user:password@host:587`, `smtps://…`, `resend:<key>`, `postmark:<token>`. Unset: Cloudflare's binding, or not at all. */
  APIARY_MAIL_URL?: string;
  /** Addresses, ranges and host names beside the public internet that webhooks may go to, with commas between. */
  APIARY_OUTBOUND_ALLOW?: string;
  /** Where tax ids of the EU are checked, in place of the Commission's own address. */
  APIARY_VIES_URL?: string;
  /** Where sales tax of the US is asked for, `local` for made-up rates, and the secret that signs the questions. Unset: the company's table only. */
  APIARY_SALES_TAX_URL?: string;
  APIARY_SALES_TAX_SECRET?: string;
  /** The key that seals accounts' chains, 32 bytes in base64; made of the secret when unset. */
  APIARY_SEAL_KEY?: string;
  /** Where exchange rates are read, in the form of the European Central Bank's; the bank itself when unset. */
  APIARY_RATES_URL?: string;
  /** Where daily journals of the books are posted as JSON, and the bearer token for it. Unset: nowhere. */
  APIARY_GENERAL_LEDGER_URL?: string;
  APIARY_GENERAL_LEDGER_TOKEN?: string;
  /** Public origin that DSNs name in production; the request's own origin when unset. */
  APIARY_INGEST_URL?: string;
  /** Set by the embedded server and nowhere else: data points go to a table, and no network of Cloudflare's names clients. */
  APIARY_ENGINE?: "embedded";
  /** `1` on an embedded server behind a proxy that sets `x-forwarded-for`: its last entry is then the client's address. */
  APIARY_TRUST_PROXY?: string;
  /** Where the embedded server listens: what links in notifications begin with while `APIARY_URL` is unset. */
  APIARY_LOCAL_URL?: string;
  /** The isolate that takes events on the embedded server, where it is not this one. */
  GATE?: { forgetKeys(): Promise<void> };
  /** The embedded server's way out: a network that connects to public and allowed addresses only. */
  OUTBOUND?: Fetcher;
  /** Reads data points back through Analytics Engine's SQL API, in production. */
  ANALYTICS_ACCOUNT_ID?: string;
  ANALYTICS_API_TOKEN?: string;
  /** Stripe's secret key; unset, Stripe is not set up. */
  STRIPE_SECRET_KEY?: string;
  /** Signs Stripe's webhooks to `/hooks/stripe`. */
  STRIPE_WEBHOOK_SECRET?: string;
  /** Another server that speaks Stripe's API, for tests. */
  STRIPE_API_URL?: string;
  /** The built console, served by the embedded server; Pages serves it in production. */
  CONSOLE?: Fetcher;
}

interface Env extends Settings {}
// The type of `env` in "cloudflare:workers".
declare namespace Cloudflare {
  interface Env extends Settings {}
}

/** V8's collector, where the runtime was started with `--expose-gc`. */
declare var gc: ((options: { type: "major" | "minor"; execution: "sync" }) => void) | undefined;

declare module "*.ttf" {
  const bytes: ArrayBuffer;
  export default bytes;
}
