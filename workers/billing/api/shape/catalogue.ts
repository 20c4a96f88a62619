import * as z from "zod";
import type { Coupon } from "../../catalogue/coupon.ts";
import type { Plan, Product } from "../../catalogue/plan.ts";
import { priceSchema } from "../../catalogue/price-input.ts";
import type { CataloguePrice } from "../../catalogue/view.ts";
import { AGGREGATIONS, type Meter } from "../../usage/meter.ts";
import { entitlementShape } from "./account.ts";
import { moment, shapeOf, text } from "./shape.ts";
import { offShape } from "./subscription.ts";

/** When something was made, and when it was taken off sale: null while it is sold. */
const sold = { createdMs: moment, archivedMs: moment.nullable() };

export const productShape = shapeOf<Product>()(
  z.object({ id: text, name: text, description: text, taxCode: text, ...sold }),
);

export const planShape = shapeOf<Plan>()(
  z.object({
    id: text,
    productId: text,
    kind: z.enum(["plan", "add-on"]),
    code: text,
    version: z.int(),
    name: text,
    description: text,
    trialDays: z.int(),
    entitlements: z.record(text, entitlementShape),
    ...sold,
  }),
);

export const cataloguePriceShape: z.ZodType<CataloguePrice> = priceSchema.extend({
  ...{ series: text, version: z.int(), ...sold },
});

export const couponShape = shapeOf<Coupon>()(
  z.object({
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

export const meterShape = shapeOf<Meter>()(
  z.object({ id: text, key: text, name: text, unit: text, aggregation: z.enum(AGGREGATIONS), ...sold }),
);
