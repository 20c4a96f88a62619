import * as z from "zod";
import { CASE_KINDS, CASE_STATUSES } from "../../payment/view.ts";
import type { CaseResource, TransferResource } from "../case-api.ts";
import type { MovementResource, PayoutDetailResource, PayoutResource } from "../payout-api.ts";
import { amount, moment, shapeOf, text } from "./shape.ts";

export const caseShape = shapeOf<CaseResource>()(
  z.object({
    ...{ object: z.literal("case"), id: text, kind: z.enum(CASE_KINDS), status: z.enum(CASE_STATUSES) },
    ...{ gateway: text, amount, currency: text, accountId: text.nullable() },
    known: z.record(text, z.union([text, z.number(), z.null()])),
    ...{ occurredMs: moment, openedMs: moment, resolvedMs: moment.nullable() },
    ...{ resolvedBy: text.nullable(), resolution: text.nullable(), reason: text.nullable() },
    bookings: z.array(
      z.object({
        ...{ account: text, status: z.enum(["asked", "posted", "refused"]), askedBy: text, askedMs: moment },
        ...{ decidedBy: text.nullable(), decidedMs: moment.nullable() },
      }),
    ),
    reopenings: z.array(
      z.object({
        ...{ explanation: text, explainedBy: text, explainedMs: moment },
        ...{ reason: text, by: text, atMs: moment },
      }),
    ),
  }),
);

const transfer = { object: z.literal("transfer"), bankReference: text };

export const transferShape = shapeOf<TransferResource>()(
  z.discriminatedUnion("became", [
    z.object({ ...transfer, became: z.literal("payment"), number: text.nullable(), caseId: z.null() }),
    z.object({ ...transfer, became: z.literal("case"), number: z.null(), caseId: text }),
  ]),
);

const payout = z.object({
  ...{ object: z.literal("payout"), id: text, gateway: text, reference: text, amount, currency: text },
  ...{ status: z.enum(["pending", "paid", "failed"]), createdMs: moment, arrivalMs: moment },
  ...{ movements: z.int(), unmatched: amount, postedMs: moment.nullable() },
});
const movementKind = z.enum([
  ...(["charge", "refund", "refund-failure", "dispute", "dispute-won"] as const),
  ...(["payout", "payout-failure", "fee", "other"] as const),
]);

export const payoutShape = shapeOf<PayoutResource>()(payout);

export const payoutDetailShape = shapeOf<PayoutDetailResource>()(
  payout.extend({
    sums: z.array(
      z.object({ kind: movementKind, count: z.int(), amount, fee: amount, net: amount, unmatched: amount }),
    ),
    caseId: text.nullable(),
  }),
);

export const movementShape = shapeOf<MovementResource>()(
  z.object({
    ...{ object: z.literal("movement"), id: text, payoutId: text, gateway: text, reference: text, kind: movementKind },
    ...{ charge: text.nullable(), source: text.nullable(), amount, fee: amount, net: amount, currency: text },
    ...{ originalAmount: amount.nullable(), originalCurrency: text.nullable(), createdMs: moment },
    ...{ matched: z.boolean(), paymentId: text.nullable(), accountId: text.nullable(), caseId: text.nullable() },
  }),
);
