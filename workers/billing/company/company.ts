import * as z from "zod";
import { MAIN_ENTITY, TEST_SERIES } from "./legal-entity.ts";

const address = z.strictObject({
  line1: z.string().max(200),
  line2: z.string().max(200),
  city: z.string().max(100),
  region: z.string().max(100),
  postalCode: z.string().max(20),
  country: z.string().regex(/^[A-Z]{2}$/),
});

const party = z.strictObject({
  name: z.string().min(1).max(200),
  legalName: z.string().max(200),
  address,
  taxId: z.string().max(40).nullable(),
  email: z.string().max(320).nullable(),
});

/** Rates of sales tax in the company's table at most. */
export const SALES_TAX_RATES_MAX = 300;
/** Legal entities beside the company's own at most. */
export const LEGAL_ENTITIES_MAX = 20;

const PREFIX = /^[A-Z0-9-]{1,12}$/;

/** What differs between legal entities: in whose name is sold, how documents are numbered, where tax is collected. */
const sells = {
  seller: party,
  invoicePrefix: z.string().regex(PREFIX),
  creditNotePrefix: z.string().regex(PREFIX),
  /** ISO 3166-1 countries, `US-CA` for a state, where tax is collected, with the registration's number. */
  taxRegistrations: z.array(z.strictObject({ place: z.string().max(6), number: z.string().max(40) })).max(100),
};

/** A legal entity beside the company's own, with books and number series by its id. */
const legalEntity = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "An id is up to 40 small letters, digits and hyphens."),
  ...sells,
});

export type LegalEntity = z.output<typeof legalEntity>;

/** What the company decided about its billing: a version of its settings. Objects keep the version that they last saw. */
const settings = z.strictObject({
  version: z.int().positive(),
  /** The number series of the company's own legal entity. */
  legalEntity: z.string().min(1).max(60),
  ...sells,
  /** Those beside it. */
  legalEntities: z.array(legalEntity).max(LEGAL_ENTITIES_MAX).default([]),
  /** What a place takes that has no value added tax, such as a state of the US: its rates add up. Staff keep them as they are. */
  salesTaxRates: z
    .array(
      z.strictObject({
        place: z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/),
        name: z.string().min(1).max(60),
        rate: z.string().regex(/^\d{1,2}(\.\d{1,6})?$/),
      }),
    )
    .max(SALES_TAX_RATES_MAX)
    .default([]),
  /** Days after a failed payment at which it is tried again; the account freezes with the last. */
  dunning: z.strictObject({
    retryDays: z.array(z.int().min(0).max(60)).max(12),
    cancelAfterDays: z.int().min(1).max(730),
  }),
  /** How deferred revenue becomes revenue. */
  recognition: z.enum(["daily", "monthly"]),
  trialCancelAfterDays: z.int().min(1).max(365),
  incinerateAfterDays: z.int().min(1).max(365),
  /** What staff give back, put on a balance, void or write off above it needs a second person, in minor units by currency. */
  approvalThreshold: z.record(z.string().regex(/^[A-Z]{3}$/), z.int().nonnegative()),
  /** Whether a payment that its bank takes for fraud is given back at once, or a person decides. */
  refundsOnFraudWarning: z.boolean().default(false),
  gateway: z.string().min(1).max(40),
  /** In which the company keeps its books: reports take in other currencies by the month's rates. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default("EUR"),
  /** Where exchange rates come from: staff, or the reference rates of the European Central Bank on each of its working days. */
  exchangeRates: z.enum(["by-hand", "ecb"]).default("by-hand"),
});

/** The same, each legal entity with an id and prefixes of its own: a document's number says whose it is. */
export const companySchema = settings.superRefine((company, context) => {
  const { legalEntities: others } = company;
  const taken = [MAIN_ENTITY, TEST_SERIES, company.legalEntity];
  const clash = (index: number, field: "id" | "invoicePrefix" | "creditNotePrefix", message: string) =>
    context.addIssue({ code: "custom", path: ["legalEntities", index, field], message });
  for (const [index, { id, invoicePrefix, creditNotePrefix }] of others.entries()) {
    const before = [company, ...others.slice(0, index)];
    if (taken.includes(id) || others.slice(0, index).some((other) => other.id === id))
      clash(index, "id", "Another legal entity has this id.");
    if (before.some((other) => other.invoicePrefix === invoicePrefix))
      clash(index, "invoicePrefix", "Another legal entity has this prefix.");
    if (before.some((other) => other.creditNotePrefix === creditNotePrefix))
      clash(index, "creditNotePrefix", "Another legal entity has this prefix.");
  }
});

export type Company = z.output<typeof companySchema>;
