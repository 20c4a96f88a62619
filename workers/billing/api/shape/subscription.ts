import * as z from "zod";
import type { Told } from "../../books/told-record.ts";
import type { Price } from "../../catalogue/price.ts";
import { priceSchema } from "../../catalogue/price-input.ts";
import type {
  Discount,
  FormerItem,
  Resumption,
  ScheduledChange,
  Subscription,
  SubscriptionItem,
} from "../../subscription/subscription.ts";
import { amount, moment, of, shapeOf, text } from "./shape.ts";

/** A price as books keep it: parsed by this very schema when it was bought. */
export const priceShape: z.ZodType<Price> = priceSchema;

const item = shapeOf<SubscriptionItem>()(
  z.object({ id: text, price: priceShape, quantity: z.int(), fromMs: moment.exactOptional() }),
);

export const offShape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("percent"), percent: text }),
  z.object({ kind: z.literal("amount"), amount, currency: text }),
]);

const discount = shapeOf<Discount>()(
  z.object({
    id: text,
    name: text,
    off: offShape,
    invoicesLeft: z.int().nullable(),
    endsMs: moment.exactOptional(),
    productIds: z.array(text).nullable(),
    priceIds: z.array(text).exactOptional(),
    createdMs: moment,
  }),
);

const anchor = z.object({ local: text, zone: text });
const period = z.object({ index: z.int(), startMs: moment, endMs: moment });
const scheduled = z.array(
  shapeOf<ScheduledChange>()(
    z.object({
      ...{ id: text, atMs: moment, items: z.array(item) },
      timing: z.enum(["now", "next-invoice", "next-cycle"]).exactOptional(),
    }),
  ),
);
const resumption = shapeOf<Resumption>()(
  z.object({ invoiceId: text, items: z.array(item), scheduled, anchor, period }),
);

const status = z.enum(["incomplete", "trialing", "active", "past-due", "paused", "cancelled", "expired"]);

export const subscriptionShape = shapeOf<Told<Subscription, "subscription">>()(
  z.object({
    ...of("subscription"),
    id: text,
    status,
    currency: text,
    items: z.array(item),
    anchor,
    period,
    trialEndMs: moment.nullable(),
    trialEnd: z.enum(["freeze", "cancel"]),
    cancelAtMs: moment.nullable(),
    cancelledMs: moment.nullable(),
    pausedMs: moment.nullable(),
    resumeAtMs: moment.nullable(),
    scheduled,
    discounts: z.array(discount),
    minimumAmount: amount,
    collection: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("automatic") }),
      z.object({ kind: z.literal("send-invoice"), daysUntilDue: z.int() }),
    ]),
    createdMs: moment,
    awaitsFirstPayment: z.literal(true).exactOptional(),
    resumption: resumption.exactOptional(),
    former: z.array(shapeOf<FormerItem>()(z.object({ item, period }))).exactOptional(),
    importedFrom: text.exactOptional(),
  }),
);
