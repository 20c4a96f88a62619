import { isCurrency, minorDigits } from "../../currency.ts";
import { stripeDigits } from "../../payment/gateway/stripe-amount.ts";
import { scaled, unscaled } from "../../pricing/decimal.ts";
import { problem, type Translated } from "./remarks.ts";

/** A currency of Stripe's in capital letters; null for one that cannot be billed in here. */
export function currencyOf(stripeCurrency: string): string | null {
  const code = stripeCurrency.toUpperCase();
  return isCurrency(code) ? code : null;
}

/** An amount of Stripe's in ISO's minor units, exact: a decimal of at most twelve places. */
export function decimalOf(amount: string, currency: string): string {
  const more = minorDigits(currency) - stripeDigits(currency);
  const value = scaled(amount);
  return unscaled(more >= 0 ? value * 10n ** BigInt(more) : value / 10n ** BigInt(-more));
}

/** A whole amount of Stripe's in ISO's minor units; a problem where that is a fraction of one. */
export function amountOf(amount: number | string, currency: string): Translated<number> {
  const value = Number(decimalOf(String(amount), currency));
  return Number.isSafeInteger(value)
    ? { ok: true, value: value === 0 ? 0 : value }
    : problem(`The amount ${amount} ${currency} has a fraction of the smallest unit.`);
}
