import * as z from "zod";
import type { Account, Waiver } from "../../account/account.ts";
import type { AccountEntitlements } from "../../entitlement/account-entitlements.ts";
import type { HeldPlan } from "../../entitlement/effective.ts";
import type { EntitlementOverride } from "../../entitlement/override.ts";
import type { Address } from "../../invoice/invoice.ts";
import type { AccountResource } from "../account-resource.ts";
import { decimal, moment, type Owned, shapeOf, text } from "./shape.ts";

export const addressShape = shapeOf<Address>()(
  z.object({ line1: text, line2: text, city: text, region: text, postalCode: text, country: text }),
);

const taxId = z.object({
  value: text,
  status: z.enum(["pending", "valid", "invalid", "unavailable"]),
  checkedMs: moment.nullable(),
  proof: text.nullable(),
});

const exemption = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("none") }),
  z.object({ kind: z.literal("exempt"), certificate: text, untilMs: moment.nullable() }),
  z.object({ kind: z.literal("fixed"), jurisdiction: text, name: text, rate: decimal, because: text }),
]);

const status = z.enum(["trial", "active", "past-due", "frozen", "paused", "cancelled", "incinerated"]);

const account = z.object({
  id: text,
  productId: text,
  name: text,
  status,
  ownerId: text,
  currency: text,
  timeZone: text,
  language: text,
  legalName: text,
  reference: text.exactOptional(),
  address: addressShape.nullable(),
  taxId: taxId.nullable(),
  exemption,
  externalIds: z.record(text, text),
  tags: z.array(text),
  clockMs: moment.nullable(),
  testClockId: text.nullable().exactOptional(),
  frozenMs: moment.nullable(),
  pastDueMs: moment.nullable().exactOptional(),
  cancelledMs: moment.nullable(),
  incinerateAtMs: moment.nullable(),
  incineratedMs: moment.nullable(),
  mergedIntoId: text.nullable(),
  createdMs: moment,
});

/** An account as commands answer it. */
export const accountRecordShape = shapeOf<Account>()(account);

export const heldPlanShape = shapeOf<HeldPlan>()(z.object({ id: text, name: text, title: text, quantity: z.int() }));

/** An account as it is read: with its plan. */
export const accountShape = shapeOf<AccountResource>()(
  account.extend({ object: z.literal("account"), comped: z.boolean(), plan: heldPlanShape.nullable() }),
);

export const entitlementShape = z.union([z.boolean(), z.int(), z.null()]);

export const entitlementsShape = shapeOf<AccountEntitlements>()(
  z.object({
    object: z.literal("entitlements"),
    account: text,
    productId: text,
    status,
    comped: z.boolean(),
    plan: heldPlanShape.nullable(),
    addOns: z.array(heldPlanShape),
    entitlements: z.record(text, entitlementShape),
    overridden: z.array(text),
    changesAtMs: moment.nullable(),
  }),
);

const member = z.object({ id: text, name: text });

export const waiverShape = shapeOf<Owned<Waiver>>()(
  z.object({
    accountId: text,
    id: text,
    planId: text,
    planName: text,
    reason: text,
    giver: member,
    employeeId: text.nullable(),
    startsMs: moment,
    expiresMs: moment.nullable(),
    reviewMs: moment.nullable(),
    endedMs: moment.nullable(),
    endedBecause: text,
  }),
);

export const overrideShape = shapeOf<Owned<EntitlementOverride>>()(
  z.object({
    accountId: text,
    id: text,
    name: text,
    value: entitlementShape,
    reason: text,
    giver: member,
    startsMs: moment,
    expiresMs: moment.nullable(),
    endedMs: moment.nullable(),
    endedBecause: text,
  }),
);
