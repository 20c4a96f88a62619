import * as z from "zod";
import { CASE_KINDS, CASE_STATUSES } from "../../payment/view.ts";
import type { CaseResource } from "../case-api.ts";
import { amount, moment, shapeOf, text } from "./shape.ts";

export const caseShape = shapeOf<CaseResource>()(
  z.object({
    ...{ object: z.literal("case"), id: text, kind: z.enum(CASE_KINDS), status: z.enum(CASE_STATUSES) },
    ...{ gateway: text, amount, currency: text, accountId: text.nullable() },
    known: z.record(text, z.union([text, z.number(), z.null()])),
    ...{ occurredMs: moment, openedMs: moment, resolvedMs: moment.nullable() },
    ...{ resolvedBy: text.nullable(), resolution: text.nullable(), reason: text.nullable() },
  }),
);
