import Stripe from "stripe";
import type { TestServer } from "./server.ts";

/** The secret by which the test server's webhooks are signed. */
export const WEBHOOK_SECRET = "whsec_conformance";

/** Posts an event about an object, signed by Stripe's library at a time; `change` spoils the body afterwards. Gives the answer's status. */
export async function postSigned(
  server: TestServer,
  id: string,
  type: string,
  object: object,
  { signedMs = Date.now(), change = "" } = {},
): Promise<number> {
  const event = { id, object: "event", type, created: Math.floor(Date.now() / 1_000), data: { object } };
  const payload = JSON.stringify(event);
  const timestamp = Math.floor(signedMs / 1_000);
  const options = { payload, secret: WEBHOOK_SECRET, timestamp, cryptoProvider: Stripe.createSubtleCryptoProvider() };
  const signature = await new Stripe("sk_test_1").webhooks.generateTestHeaderStringAsync(options as never); // its type asks for what it computes
  const headers = { "stripe-signature": signature, "content-type": "application/json" };
  return (await fetch(`${server.url}/hooks/stripe`, { method: "POST", headers, body: payload + change })).status;
}
