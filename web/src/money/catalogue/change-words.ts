import type { FieldChange } from "../../../../workers/billing/catalogue/view.ts";
import { moneyText, unitMoney } from "../amount.ts";
import { CHARGE_WORDS, GRANULARITY_WORDS, TIMING_WORDS } from "../price/price-words.ts";

/** A change of a version as a person reads it. */
export interface ChangeWords {
  what: string;
  before: string | null;
  after: string | null;
}

const NAMES: Record<string, string> = {
  name: "Name",
  description: "Description",
  trialDays: "Trial, days",
  taxCode: "Tax code",
  "charge.kind": "Charges",
  "charge.amount": "Amount",
  "charge.unitAmount": "Each",
  "charge.size": "Units in a package",
  "charge.freeUnits": "Free units",
  "charge.rate": "Share",
  "charge.freeAmount": "Free amount",
  "charge.perEvent": "Each event",
  "charge.freeEvents": "Free events",
  "interval.count": "Billed every",
  "interval.unit": "Billed by",
  interval: "Billed",
  minimumAmount: "At least",
  "proration.granularity": "Is prorated",
  "proration.timing": "A change within a period",
  "tax.behaviour": "Tax",
  "tax.code": "Tax code",
  "usage.kind": "Of",
  "usage.meterId": "Meter",
};

const TIER_NAMES: Record<string, string> = { upTo: "Up to", unitAmount: "Each", rate: "Share", flatAmount: "Once" };

const VALUES: Record<string, Record<string, string>> = {
  "charge.kind": CHARGE_WORDS,
  "proration.granularity": GRANULARITY_WORDS,
  "proration.timing": TIMING_WORDS,
  "tax.behaviour": { exclusive: "comes on top", inclusive: "is included" },
  "usage.kind": { licensed: "what is bought", metered: "what is measured" },
};

/** Says in words what differs between two versions: `Tier 2, each: €9.50 becomes €8.25`. */
export function changeWords({ field, before, after }: FieldChange, currency: string): ChangeWords {
  const [, tier, part = ""] = /^charge\.tiers\.(\d+)\.(\w+)$/.exec(field) ?? [];
  const [, entitlement] = /^entitlements\.(.+)$/.exec(field) ?? [];
  const what =
    tier !== undefined
      ? `Tier ${Number(tier) + 1}, ${(TIER_NAMES[part] ?? part).toLowerCase()}`
      : (entitlement ?? NAMES[field] ?? field);
  const leaf = tier === undefined ? (field.split(".").at(-1) ?? field) : part;
  const say = (value: string | null) =>
    value === null ? null : entitlement === undefined ? valueWords(field, leaf, value, currency) : ownWords(value);
  return { what, before: say(before), after: say(after) };
}

function valueWords(field: string, leaf: string, value: string, currency: string): string {
  if (leaf === "unitAmount") return unitMoney(value, currency);
  if (["amount", "flatAmount", "freeAmount", "perEvent", "minimumAmount"].includes(leaf))
    return moneyText(Number(value), currency);
  if (leaf === "rate") return `${value}%`;
  if (leaf === "upTo" && value === "none") return "everything above";
  if (value === "") return "nothing";
  return VALUES[field]?.[value] ?? value;
}

/** A feature that is there or not, or a limit. */
const ownWords = (value: string): string => ({ true: "yes", false: "no", none: "unlimited" })[value] ?? value;
