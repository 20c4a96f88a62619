import * as z from "zod";
import { companySchema } from "../../company/company.ts";
import { ENTRY_STATUSES } from "../../ledger/period/manual-status.ts";
import { ACCOUNT_CLASSES } from "../../ledger/posting/chart.ts";
import type { XeroFilesView } from "../../ledger/view.ts";
import type { BooksResource, CompanyResource, CompanyVersionResource, PeriodEventResource } from "../books-api.ts";
import type { ChartAccountResource } from "../chart-api.ts";
import type { GeneralLedgerResource } from "../general-ledger-api.ts";
import type { ManualEntryResource } from "../manual-entry-api.ts";
import type { RateResource, RatesStoredResource } from "../rate-api.ts";
import { postingShape } from "./ledger.ts";
import { decimal, moment, shapeOf, text } from "./shape.ts";

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

export const manualEntryShape = shapeOf<ManualEntryResource>()(
  z.object({
    ...{ object: z.literal("manual_entry"), id: text, entity: text, status: z.enum(ENTRY_STATUSES) },
    ...{ effectiveMs: moment, expiresMs: moment.nullable(), description: text, caseId: text.nullable() },
    ...{ reversalOf: text.nullable(), reversalId: text.nullable() },
    postings: z.array(postingShape),
    ...{ askedById: text, askedByName: text, askedMs: moment },
    ...{ decidedByName: text.nullable(), decidedMs: moment.nullable() },
    ...{ settledByName: text.nullable(), settledMs: moment.nullable() },
  }),
);

export const chartAccountShape = shapeOf<ChartAccountResource>()(
  z.object({
    ...{ object: z.literal("chart_account"), id: text, code: text, name: text, class: z.enum(ACCOUNT_CLASSES) },
    ...{ contra: z.boolean(), divided: z.enum(["processor", "jurisdiction", "product", "currency"]).nullable() },
    ...{ exportName: text, exportCode: text, builtIn: z.boolean() },
  }),
);

export const rateShape = shapeOf<RateResource>()(
  z.object({ object: z.literal("exchange_rate"), currency: text, base: text, day: text, rate: decimal }),
);

export const ratesStoredShape = shapeOf<RatesStoredResource>()(
  z.object({ object: z.literal("exchange_rates_stored"), stored: z.int() }),
);

export const xeroFilesShape = shapeOf<XeroFilesView>()(z.object({ object: z.literal("xero_files"), files: z.int() }));

export const generalLedgerShape = shapeOf<GeneralLedgerResource>()(
  z.object({
    ...{ object: z.literal("general_ledger"), isSetUp: z.boolean(), deliveredDay: text.nullable(), waiting: z.int() },
    parked: z.array(z.object({ number: text, attempts: z.int(), because: text })),
  }),
);
