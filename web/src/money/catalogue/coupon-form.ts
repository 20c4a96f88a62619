import { DAY_MS } from "../../../../workers/kit/time.ts";
import type { CouponFields } from "../../api/catalogue.ts";
import { minorAmount } from "../amount.ts";

/** A coupon as a person writes it: numbers as text, empty for no limit. */
export interface CouponForm {
  name: string;
  kind: "percent" | "amount";
  off: string;
  currency: string;
  invoices: string;
  months: string;
  redemptionsMax: string;
  /** The last day, `YYYY-MM-DD`. */
  expires: string;
  /** None: of every product. */
  productIds: string[];
}

export const NEW_COUPON: CouponForm = {
  ...{ name: "", kind: "percent", off: "", currency: "EUR", invoices: "1", months: "" },
  ...{ redemptionsMax: "", expires: "" },
  productIds: [],
};

/** What the form says, for the server to check. It ends with its last day, UTC. */
export function couponOf({ name, kind, off, currency, productIds, ...limits }: CouponForm): CouponFields {
  const limit = (text: string) => (text === "" ? null : Number(text));
  return {
    name: name.trim(),
    off: kind === "percent" ? { kind, percent: off.trim() } : { kind, amount: minorAmount(off, currency), currency },
    invoices: limit(limits.invoices),
    months: limit(limits.months),
    redemptionsMax: limit(limits.redemptionsMax),
    expiresMs: limits.expires === "" ? null : Date.parse(`${limits.expires}T00:00:00Z`) + DAY_MS,
    productIds: productIds.length === 0 ? null : productIds,
  };
}
