import type Stripe from "stripe";
import { DESCRIPTION_CHARS_MAX, NAME_CHARS_MAX } from "../../catalogue/limits.ts";
import type { Plan } from "../../catalogue/plan.ts";
import { importedId } from "./imported-id.ts";

/** Letters of a code that are left for telling plans of the same name apart. */
const CODE_LENGTH_MAX = 24;

/** A product of Stripe's as the first version of a plan of the product that accounts are of; it entitles to nothing yet. */
export function planFrom(
  product: Stripe.Product,
  productId: string,
  nowMs: number,
): Omit<Plan, "productVersion" | "createdBy"> {
  return {
    ...{ id: importedId("plan", product.id), productId, kind: "plan", code: codeOf(product.name), version: 1 },
    name: product.name.trim().slice(0, NAME_CHARS_MAX) || product.id,
    description: (product.description ?? "").trim().slice(0, DESCRIPTION_CHARS_MAX),
    ...{
      trialDays: 0,
      entitlements: {},
      selfService: true,
      createdMs: nowMs,
      archivedMs: product.active ? null : nowMs,
    },
  };
}

/** The code that a name becomes: `Team plan (2024)` is `TeamPlan2024`. */
export function codeOf(name: string): string {
  const words = name.normalize("NFKD").match(/[A-Za-z0-9]+/g) ?? [];
  const joined = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
  const code = (/^[A-Z]/.test(joined) ? joined : `Plan${joined}`).slice(0, CODE_LENGTH_MAX);
  // The version follows the code, so one that ends as a version does would read as another's.
  return /V\d+$/.test(code) ? `${code}x` : code;
}
