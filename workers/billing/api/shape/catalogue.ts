import * as z from "zod";
import type { Told } from "../../books/told-record.ts";
import type { Coupon, CouponCode } from "../../catalogue/coupon.ts";
import type { Plan } from "../../catalogue/plan.ts";
import { priceSchema } from "../../catalogue/price-input.ts";
import type { Product } from "../../catalogue/product.ts";
import type { CataloguePrice } from "../../catalogue/view.ts";
import { AGGREGATIONS, type Meter } from "../../usage/meter.ts";
import type { AccountUsage } from "../../usage/view.ts";
import { entitlementShape } from "./account.ts";
import { decimal, moment, of, shapeOf, text } from "./shape.ts";
import { offShape } from "./subscription.ts";

/** What is of the company's catalogue: it says what it is. */
type Named<Thing, Name extends string> = Thing & { object: Name };

/** When something was made, and when it was taken off sale: null while it is sold. */
const sold = { createdMs: moment, archivedMs: moment.nullable() };

export const productShape = shapeOf<Named<Product, "product">>()(
  z.object({
    object: z.literal("product"),
    id: text,
    version: z.int(),
    name: text,
    description: text,
    taxCode: text,
    versionMs: moment,
    createdBy: text,
    ...sold,
  }),
);

export const planShape = shapeOf<Named<Plan, "plan">>()(
  z.object({
    object: z.literal("plan"),
    id: text,
    productId: text,
    productVersion: z.int(),
    kind: z.enum(["plan", "add-on"]),
    code: text,
    version: z.int(),
    name: text,
    description: text,
    trialDays: z.int(),
    entitlements: z.record(text, entitlementShape),
    selfService: z.boolean(),
    createdBy: text,
    ...sold,
  }),
);

export const cataloguePriceShape: z.ZodType<Named<CataloguePrice, "price">> = priceSchema.extend({
  ...{ object: z.literal("price"), series: text, version: z.int(), createdBy: text, ...sold },
});

export const couponShape = shapeOf<Named<Coupon, "coupon">>()(
  z.object({
    object: z.literal("coupon"),
    id: text,
    name: text,
    off: offShape,
    invoices: z.int().nullable(),
    months: z.int().nullable(),
    productIds: z.array(text).nullable(),
    currencies: z.array(text).nullable(),
    redemptionsMax: z.int().nullable(),
    redemptions: z.int(),
    expiresMs: moment.nullable(),
    ...sold,
  }),
);

export const promotionCodeShape = shapeOf<Named<CouponCode, "promotion_code">>()(
  z.object({
    ...{ object: z.literal("promotion_code"), code: text, couponId: text },
    ...{ redemptionsMax: z.int().nullable(), redemptions: z.int() },
    ...{ expiresMs: moment.nullable(), archivedMs: moment.nullable() },
  }),
);

export const meterShape = shapeOf<Named<Meter, "meter">>()(
  z.object({
    ...{ object: z.literal("meter"), id: text, key: text, name: text, unit: text },
    ...{ aggregation: z.enum(AGGREGATIONS), ...sold },
  }),
);

const measured = z.object({ quantity: decimal, events: z.int() });

export const accountUsageShape = shapeOf<Told<AccountUsage, "account_usage">>()(
  z.object({
    ...of("account_usage"),
    zone: text,
    meters: z.array(
      z.object({
        ...{ meterId: text, key: text, name: text, unit: text, aggregation: z.enum(AGGREGATIONS) },
        periods: z.array(z.object({ startMs: moment, endMs: moment, now: measured, billed: measured.nullable() })),
        days: z.array(z.object({ day: z.int(), sum: z.number(), events: z.int(), max: z.number(), names: z.int() })),
      }),
    ),
  }),
);
