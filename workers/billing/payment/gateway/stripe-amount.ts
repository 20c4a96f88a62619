import { minorDigits } from "../../currency.ts";

/**
 * Where Stripe counts otherwise than ISO 4217, by the decimal places of its amounts (docs.stripe.com/currencies, special cases):
 * krónur and shillings have no minor unit and are told in hundredths all the same; ariary are told whole.
 */
const STRIPE_DIGITS: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 };

/** Of three decimal places Stripe takes amounts whose last is zero only. */
const THREE_DIGITS_STEP = 10;

/** The decimal places of Stripe's amounts in a currency. */
export const stripeDigits = (currency: string): number => STRIPE_DIGITS[currency] ?? minorDigits(currency);

const shiftOf = (currency: string): number => stripeDigits(currency) - minorDigits(currency);

/** An amount in minor units as Stripe counts it; null for one that it cannot take. */
export function toStripe(amount: number, currency: string): number | null {
  const told = amount * 10 ** shiftOf(currency);
  const step = minorDigits(currency) === 3 ? THREE_DIGITS_STEP : 1;
  return Number.isSafeInteger(told) && told % step === 0 ? told : null;
}

/** An amount that Stripe told, in minor units; a currency may be written small. One that nobody bills in is as it was told. */
export function fromStripe(amount: number, currency: string): number {
  const code = currency.toUpperCase();
  return code in STRIPE_DIGITS ? Math.round(amount * 10 ** -shiftOf(code)) : amount;
}
