import * as z from "zod";
import type { EventOwner, EventPerson, Holding } from "../../webhook/event.ts";
import { entitlementShape, personRoleShape } from "./account.ts";
import { moment, shapeOf, text } from "./shape.ts";

const owner = z.object({ id: text, name: text, mail: text });

export const eventOwnerShape = shapeOf<EventOwner>()(owner);

export const eventPersonShape = shapeOf<EventPerson>()(owner.extend({ role: personRoleShape }));

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
