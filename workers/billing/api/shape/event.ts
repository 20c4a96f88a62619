import * as z from "zod";
import type { EventOwner, Holding } from "../../webhook/event.ts";
import { entitlementShape } from "./account.ts";
import { moment, shapeOf, text } from "./shape.ts";

export const eventOwnerShape = shapeOf<EventOwner>()(z.object({ id: text, name: text, mail: text }));

export const holdingShape = shapeOf<Holding>()(
  z.object({
    id: text,
    comped: z.boolean(),
    compExpiresMs: moment.nullable(),
    planIds: z.array(text),
    items: z.array(z.object({ planId: text, quantity: z.int() })),
    overrides: z.array(z.object({ name: text, value: entitlementShape, expiresMs: moment.nullable() })),
  }),
);
