import { LOCAL_GATEWAY_NAME } from "../../../../durable-objects/local-gateway/name.ts";
import { accountBooks } from "../../account-client.ts";
import type { PaymentDesk } from "../charge/payment-errand.ts";
import { bankPath } from "./bank-link.ts";
import type { Gateway } from "./gateway.ts";
import { LOCAL, localGateway, type TillPort } from "./local-gateway.ts";
import { STRIPE, stripeGateway } from "./stripe-gateway.ts";

/** The gateway of that name; null when it is not set up here. */
export function gatewayOf(env: Env, name: string): Gateway | null {
  if (name === LOCAL && env.APIARY_ENGINE === "embedded") {
    // The object's methods are the till's; the platform's type of a stub makes promises and copies of them.
    const till = env.LOCAL_GATEWAY.getByName(LOCAL_GATEWAY_NAME) as unknown as TillPort;
    return localGateway(
      till,
      () => Date.now(),
      (charge) => bankPath(env.APIARY_SECRET, charge),
    );
  }
  if (name === STRIPE && env.STRIPE_SECRET_KEY !== undefined) {
    return stripeGateway({
      secretKey: env.STRIPE_SECRET_KEY,
      webhookSecret: env.STRIPE_WEBHOOK_SECRET ?? "",
      apiUrl: env.STRIPE_API_URL ?? null,
    });
  }
  return null;
}

/** The gateways that are set up here. */
export const gatewaysOf = (env: Env): Gateway[] => [LOCAL, STRIPE].flatMap((name) => gatewayOf(env, name) ?? []);

/** What errands of this Worker's accounts need. */
export const deskOf = (env: Env): PaymentDesk => ({
  gateway: (name) => gatewayOf(env, name),
  record: (accountId, kind, id) => accountBooks(env, accountId).record(kind, id),
});
