import * as z from "zod";
import { isZone } from "../calendar/zone-offset.ts";
import { isCurrency } from "../currency.ts";
import {
  ADDRESS_LINE_LENGTH_MAX,
  EXTERNAL_ID_LENGTH_MAX,
  EXTERNAL_IDS_MAX,
  NAME_LENGTH_MAX,
  REFERENCE_LENGTH_MAX,
  TAG_LENGTH_MAX,
  TAGS_MAX,
} from "./limits.ts";

export const Name = z.string().trim().min(1, "A name is needed.").max(NAME_LENGTH_MAX);
export const LegalName = z.string().trim().max(NAME_LENGTH_MAX);
export const Reference = z.string().trim().max(REFERENCE_LENGTH_MAX);
export const CurrencyCode = z
  .string()
  .refine(isCurrency, "A currency is one of ISO 4217 in capital letters, such as EUR.");
/** One of the company's legal entities: `main` is its own. */
export const EntityId = z.string().min(1).max(40);
export const Language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "A language is a tag such as en or pt-BR.");
export const TimeZone = z.string().max(64).refine(isZone, "A time zone is a name such as Europe/Berlin (IANA).");

const line = z.string().trim().max(ADDRESS_LINE_LENGTH_MAX).default("");
export const AddressInput = z.strictObject({
  line1: line,
  line2: line,
  city: line,
  region: line,
  postalCode: line,
  country: z.string().regex(/^[A-Z]{2}$/, "A country is two capital letters, such as DE (ISO 3166-1)."),
});

export const Tag = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9:._-]*$/, "A tag has letters, digits and : . _ - and starts with a letter or digit.")
  .max(TAG_LENGTH_MAX);
export const Tags = z
  .array(Tag)
  .max(TAGS_MAX)
  .transform((tags) => [...new Set(tags)]);

export const SystemName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, "A system's name has small letters, digits, _ and -.");
export const ExternalId = z.string().trim().min(1).max(EXTERNAL_ID_LENGTH_MAX);
export const ExternalIds = z
  .record(SystemName, ExternalId)
  .refine((ids) => Object.keys(ids).length <= EXTERNAL_IDS_MAX, `At most ${EXTERNAL_IDS_MAX} external ids.`);
