import { fail } from "../../../kit/result.ts";
import { unseal } from "../../../outbound/sealed.ts";
import { stripeClient } from "../../payment/gateway/stripe-client.ts";
import { listMeters } from "../../usage/meter-book.ts";
import type { CatalogueFile } from "./catalogue-file.ts";
import type { LineGround } from "./customer-line.ts";
import { StripeReader } from "./reader.ts";
import { type CatalogueGround, pricing } from "./stripe-catalogue.ts";
import type { StripeInput } from "./stripe-input.ts";

export const NO_KEY = fail("unreadable", "The key is gone, as the import has ended. Begin another one.");

/** The reader of the account that an import's key opens; null once the key is gone. */
export async function readerOf(env: Env, { sealedKey }: StripeInput): Promise<StripeReader | null> {
  const kept = sealedKey === undefined ? null : await unseal<{ key: string }>(env.APIARY_SECRET, sealedKey);
  return kept && new StripeReader(stripeClient(kept.key, env.STRIPE_API_URL ?? null));
}

/** What of our own catalogue decides on how Stripe's is translated. */
export async function groundOf(env: Env, { productId }: StripeInput): Promise<CatalogueGround> {
  const meters = await listMeters(env.DB);
  return { productId, meterIds: Object.fromEntries(meters.map(({ key, id }) => [key, id])) };
}

/** How customers become lines, by what was read of the catalogue. */
export async function lineGround(env: Env, input: StripeInput, file: CatalogueFile): Promise<LineGround> {
  const { productId, currency, begunMs: nowMs } = input;
  const priceOf = pricing(file, await groundOf(env, input));
  const known = { priceById: (id: string) => file.prices[id], couponOf: (id: string) => file.coupons[id] };
  return { priceOf, ...known, productId, currency, nowMs };
}
