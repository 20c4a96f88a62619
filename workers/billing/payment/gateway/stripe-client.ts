import Stripe from "stripe";

/** The version of Stripe's API that the adapter and the import were written for; the library's types are of it. */
export const STRIPE_API_VERSION = "2026-10-28.endive";
const TIMEOUT_MS = 30_000;

/**
 * Stripe's own library, to Stripe or another server that speaks its API. Without retries of its own: whether a request
 * may be sent again is the caller's decision.
 */
export function stripeClient(key: string, apiUrl: string | null): Stripe {
  const url = apiUrl === null ? null : new URL(apiUrl);
  return new Stripe(key, {
    apiVersion: STRIPE_API_VERSION,
    httpClient: Stripe.createFetchHttpClient(),
    maxNetworkRetries: 0,
    timeout: TIMEOUT_MS,
    telemetry: false,
    ...(url && {
      host: url.hostname,
      port: url.port === "" ? (url.protocol === "http:" ? 80 : 443) : Number(url.port),
      protocol: url.protocol === "http:" ? "http" : "https",
    }),
  });
}
