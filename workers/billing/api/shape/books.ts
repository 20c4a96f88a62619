import * as z from "zod";
import { companySchema } from "../../company/company.ts";
import type { BooksResource, CompanyResource, CompanyVersionResource, PeriodEventResource } from "../books-api.ts";
import { moment, shapeOf, text } from "./shape.ts";

export const companyShape = shapeOf<CompanyResource>()(
  z.object({ object: z.literal("company"), ...companySchema.shape }),
);

export const companyVersionShape = shapeOf<CompanyVersionResource>()(
  z.object({
    ...{ object: z.literal("company_version"), version: z.int(), company: z.object(companySchema.shape) },
    ...{ changedByName: text, changedMs: moment },
  }),
);

export const booksShape = shapeOf<BooksResource>()(
  z.object({
    ...{ object: z.literal("books"), id: text, behind: z.int() },
    ...{ openMonth: text.nullable(), firstMonth: text.nullable() },
  }),
);

export const periodEventShape = shapeOf<PeriodEventResource>()(
  z.object({
    ...{ object: z.literal("period_event"), id: text, month: text, entity: text, kind: z.enum(["close", "reopen"]) },
    ...{ status: z.enum(["asked", "done", "refused"]), reason: text, digest: text.nullable() },
    ...{ askedById: text, askedByName: text, askedMs: moment },
    ...{ decidedById: text.nullable(), decidedByName: text.nullable(), decidedMs: moment.nullable() },
  }),
);
