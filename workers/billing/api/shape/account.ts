import * as z from "zod";
import { SCOPES } from "../../../identity/role.ts";
import type { Account, AccountNote, AccountPerson, Waiver } from "../../account/account.ts";
import { APPROVAL_STATUSES } from "../../account/view.ts";
import type { Told } from "../../books/told-record.ts";
import type { AccountEntitlements } from "../../entitlement/account-entitlements.ts";
import type { HeldPlan } from "../../entitlement/effective.ts";
import type { EntitlementOverride } from "../../entitlement/override.ts";
import type { Address } from "../../invoice/invoice.ts";
import type { AccountResource } from "../account-resource.ts";
import type { ApprovalResource } from "../approval-api.ts";
import type { AccountExport } from "../person-api.ts";
import type { PersonResource } from "../person-resource.ts";
import { decimal, moment, of, shapeOf, text } from "./shape.ts";

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
  entityId: text.exactOptional(),
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
export const accountRecordShape = shapeOf<Account & { object: "account" }>()(
  account.extend({ object: z.literal("account") }),
);

export const heldPlanShape = shapeOf<HeldPlan>()(z.object({ id: text, name: text, title: text, quantity: z.int() }));

/** An account as it is read: with its plan. */
export const accountShape = shapeOf<AccountResource>()(
  accountRecordShape.extend({ comped: z.boolean(), plan: heldPlanShape.nullable() }),
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

export const waiverShape = shapeOf<Told<Waiver, "waiver">>()(
  z.object({
    ...of("waiver"),
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

export const overrideShape = shapeOf<Told<EntitlementOverride, "override">>()(
  z.object({
    ...of("override"),
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

export const noteShape = shapeOf<Told<AccountNote, "note">>()(
  z.object({
    ...of("note"),
    id: text,
    text,
    author: member,
    createdMs: moment,
    removedMs: moment.exactOptional(),
  }),
);

export const personRoleShape = z.enum(["owner", "admin", "billing", "member"]);

const person = z.object({
  id: text,
  role: personRoleShape,
  createdMs: moment,
  endedMs: moment.nullable(),
  mailChanges: z.int().exactOptional(),
});

/** Somebody's part in an account as commands answer it. */
export const personPartShape = shapeOf<AccountPerson & { object: "person" }>()(
  person.extend({ object: z.literal("person") }),
);

/** Somebody of an account as they are read: name and mail masked, empty once erased. */
export const personShape = shapeOf<PersonResource>()(person.extend({ ...of("person"), name: text, mail: text }));

export const approvalShape = shapeOf<ApprovalResource>()(
  z.object({
    ...{ object: z.literal("approval"), id: text, accountId: text, accountName: text, command: text },
    ...{ effect: z.array(text), reason: text, scope: z.enum(SCOPES), requesterId: text, requesterName: text },
    ...{ createdMs: moment, expiresMs: moment, status: z.enum(APPROVAL_STATUSES) },
    ...{ deciderName: text.nullable(), decidedMs: moment.nullable(), outcome: text },
  }),
);

export const accountExportShape = shapeOf<AccountExport>()(
  z.object({
    ...{ object: z.literal("account_export"), accountId: text, exportedMs: moment },
    people: z.array(z.object({ id: text, personal: z.object({ name: text, mail: text }).nullable() })),
    records: z.array(z.object({ kind: text, id: text, row: z.unknown() })),
    commands: z.array(z.record(text, z.unknown())),
    proof: z.unknown(),
  }),
);
