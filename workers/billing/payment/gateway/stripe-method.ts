import type Stripe from "stripe";
import { BRAND_CHARS_MAX, type PaymentMethod } from "../payment.ts";

/** What a method of Stripe's is here; null for a kind that is not charged. */
export function methodOf({
  card,
  sepa_debit: sepa,
  us_bank_account: bank,
}: Stripe.PaymentMethod):
  | (Pick<PaymentMethod, "brand" | "last4" | "expires"> & { kind: Exclude<PaymentMethod["kind"], "bank-transfer"> })
  | null {
  if (card) {
    const expires = { month: card.exp_month, year: card.exp_year };
    return { kind: "card", brand: card.brand, last4: card.last4, expires };
  }
  if (sepa) return { kind: "sepa-debit", brand: "SEPA", last4: sepa.last4 ?? "", expires: null };
  if (bank)
    return {
      kind: "ach-debit",
      brand: (bank.bank_name ?? "ACH").slice(0, BRAND_CHARS_MAX),
      last4: bank.last4 ?? "",
      expires: null,
    };
  return null;
}
