import * as z from "zod";
import { DESCRIPTION_CHARS_MAX, ENTITLEMENTS_MAX, TRIAL_DAYS_MAX } from "./limits.ts";
import { nameInput } from "./price-input.ts";

/** By name: a feature that is there or not, or a limit, null for none. */
export type Entitlements = Record<string, boolean | number | null>;

/** A version of a plan or add-on. It is never changed: who has `FreeV1` keeps it when there is a `FreeV2`. */
export interface Plan {
  id: string;
  productId: string;
  /** The product's version under which it was made. */
  productVersion: number;
  kind: "plan" | "add-on";
  /** Short name of all versions, `Free`. */
  code: string;
  version: number;
  name: string;
  description: string;
  trialDays: number;
  entitlements: Entitlements;
  /** Whether customers buy it themselves, in their portal; staff sells the rest. */
  selfService: boolean;
  createdMs: number;
  /** Who made it, by name; empty where that was not kept. */
  createdBy: string;
  archivedMs: number | null;
}

/** A version's name, by which products know what it entitles to: `FreeV1`. */
export const versionName = ({ code, version }: Pick<Plan, "code" | "version">): string => `${code}V${version}`;

/** What an entitlement is called, and what it may be. */
export const entitlementName = z
  .string()
  .regex(/^[a-z][a-z0-9_.-]{0,63}$/, "A feature's name has small letters, digits, _ . and -.");
export const entitlementValue = z.union(
  [z.boolean(), z.int().min(0), z.null()],
  "A feature is on or off, a limit a number or none.",
);

const content = {
  name: nameInput,
  description: z.string().trim().max(DESCRIPTION_CHARS_MAX).default(""),
  trialDays: z.int().min(0).max(TRIAL_DAYS_MAX).default(0),
  entitlements: z
    .record(entitlementName, entitlementValue)
    .refine((all) => Object.keys(all).length <= ENTITLEMENTS_MAX, `At most ${ENTITLEMENTS_MAX} features and limits.`)
    .default({}),
};

/** What the next version of a plan is. */
export const planContent = z.strictObject(content);

export type PlanContent = z.output<typeof planContent>;

/** A plan's or add-on's first version. */
export const newPlan = z.strictObject({
  productId: z.string().max(64),
  kind: z.enum(["plan", "add-on"]).default("plan"),
  // The version follows it, so a code that ends as a version does would read as another's.
  code: z
    .string()
    .regex(/^[A-Z][A-Za-z0-9]{0,29}$/, "A code starts with a capital and has letters and digits, such as Free.")
    .refine((code) => !/V\d+$/.test(code), "The version is added to the code by itself."),
  ...content,
  /** Left out, customers buy plans themselves and add-ons from staff. */
  selfService: z.boolean().exactOptional(),
});

/** Whether customers buy a plan or add-on themselves. */
export const planOpening = z.strictObject({ selfService: z.boolean() });
