import { expect, test } from "vitest";
import { changeWords } from "./change-words.ts";

test.each([
  ["charge.tiers.1.unitAmount", "950", "825", "Tier 2, each", "€9.50", "€8.25"],
  ["charge.tiers.0.upTo", "10", "none", "Tier 1, up to", "10", "everything above"],
  ["charge.amount", "1900", "2100", "Amount", "€19.00", "€21.00"],
  ["charge.rate", "2.9", "2.5", "Share", "2.9%", "2.5%"],
  ["minimumAmount", "0", "500", "At least", "€0.00", "€5.00"],
  ["charge.kind", "flat", "volume", "Charges", "A flat amount", "Tiers, the one reached for all units"],
  ["tax.behaviour", "exclusive", "inclusive", "Tax", "comes on top", "is included"],
  ["entitlements.seats", "10", "none", "seats", "10", "unlimited"],
  ["entitlements.audit-log", null, "true", "audit-log", null, "yes"],
  ["description", "", "For shops.", "Description", "nothing", "For shops."],
  ["something.new", "1", null, "something.new", "1", null],
])("says %s in words", (field, before, after, what, was, is) => {
  expect(changeWords({ field, before, after }, "EUR")).toEqual({ what, before: was, after: is });
});
