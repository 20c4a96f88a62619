import * as z from "zod";
import type { Price } from "../../catalogue/price.ts";
import { priceSchema } from "../../catalogue/price-input.ts";
import type { Discount, Subscription, SubscriptionItem } from "../../subscription/subscription.ts";
import { amount, moment, shapeOf, text } from "./shape.ts";

/** A price as books keep it: parsed by this very schema when it was bought. */
export const priceShape: z.ZodType<Price> = priceSchema;

const item = shapeOf<SubscriptionItem>()(
  z.object({ id: text, price: priceShape, quantity: z.int(), fromMs: moment.exactOptional() }),
);

const discount = shapeOf<Discount>()(
  z.object({
    id: text,
    name: text,
    off: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("percent"), percent: text }),
      z.object({ kind: z.literal("amount"), amount, currency: text }),
    ]),
    invoicesLeft: z.int().nullable(),
    endsMs: moment.exactOptional(),
    productIds: z.array(text).nullable(),
    priceIds: z.array(text).exactOptional(),
    createdMs: moment,
  }),
);

const status = z.enum(["incomplete", "trialing", "active", "past-due", "paused", "cancelled", "expired"]);

export const subscriptionShape = shapeOf<Subscription>()(
  z.object({
    id: text,
    status,
    currency: text,
    items: z.array(item),
    anchor: z.object({ local: text, zone: text }),
    period: z.object({ index: z.int(), startMs: moment, endMs: moment }),
    trialEndMs: moment.nullable(),
    trialEnd: z.enum(["freeze", "cancel"]),
    cancelAtMs: moment.nullable(),
    cancelledMs: moment.nullable(),
    pausedMs: moment.nullable(),
    resumeAtMs: moment.nullable(),
    scheduled: z.array(z.object({ id: text, atMs: moment, items: z.array(item) })),
    discounts: z.array(discount),
    minimumAmount: amount,
    collection: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("automatic") }),
      z.object({ kind: z.literal("send-invoice"), daysUntilDue: z.int() }),
    ]),
    createdMs: moment,
    importedFrom: text.exactOptional(),
  }),
);
