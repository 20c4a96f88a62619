import Stripe from "stripe";
import * as z from "zod";
import { fail, ok } from "../../../kit/result.ts";
import type { Gateway, GatewayEvent } from "./gateway.ts";

/** How old a signature may be, in seconds. */
export const TOLERANCE_S = 300;

const object = z.looseObject({ id: z.string(), payment_method: z.string().nullish() });
const former = z.looseObject({ customer: z.string() });

/** What an event is about, by its type; what billing does not act on is `other`. `before` is what of the object changed, as it was. */
export function subjectOf(type: string, about: unknown, before: unknown = null): GatewayEvent["subject"] {
  const parsed = object.safeParse(about);
  if (!parsed.success) return { kind: "other" };
  const { id, payment_method: method } = parsed.data;
  if (type.startsWith("payment_intent.")) return { kind: "charge", reference: id };
  if (type.startsWith("refund.") || type === "charge.refund.updated") return { kind: "refund", reference: id };
  if (type.startsWith("charge.dispute.")) return { kind: "dispute", reference: id };
  if (type.startsWith("radar.early_fraud_warning.")) return { kind: "fraud-warning", reference: id };
  if (type.startsWith("payout.")) return { kind: "payout", reference: id };
  if (type.startsWith("payment_method.")) {
    // One that was detached says no more whose it was; of what came from elsewhere nothing else does.
    const was = former.safeParse(before);
    return { kind: "method", reference: id, ...(was.success && { formerCustomer: was.data.customer }) };
  }
  const ofMethod = type.startsWith("setup_intent.") || type === "mandate.updated";
  return ofMethod && method ? { kind: "method", reference: method } : { kind: "other" };
}

/** Verifies a webhook of Stripe's over its raw text, by the library's own check. */
export async function parseStripeWebhook(
  stripe: Stripe,
  webhookSecret: string,
  rawText: string,
  headers: Headers,
  nowMs: number,
): ReturnType<Gateway["parseWebhook"]> {
  const signature = headers.get("stripe-signature") ?? "";
  const crypto = Stripe.createSubtleCryptoProvider();
  try {
    // The library reads its own clock; handing the time in keeps it ours.
    const event = await stripe.webhooks.constructEventAsync(
      rawText,
      signature,
      webhookSecret,
      TOLERANCE_S,
      crypto,
      nowMs,
    );
    const { id, type, created } = event;
    return ok({
      id,
      type,
      subject: subjectOf(type, event.data.object, event.data.previous_attributes),
      createdMs: created * 1_000,
    });
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeSignatureVerificationError))
      return fail("bad-body", "The body is not an event.");
    return /tolerance/i.test(error.message)
      ? fail("too-old", `The signature is older than ${TOLERANCE_S} seconds.`)
      : fail("bad-signature", "The signature does not fit the body.");
  }
}
