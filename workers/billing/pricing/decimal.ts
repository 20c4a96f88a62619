import type { Decimal } from "../money.ts";

/** Digits after the point, and the whole number that stands for one. Stripe's `unit_amount_decimal` has as many. */
export const DECIMAL_PLACES = 12;
export const ONE = 10n ** BigInt(DECIMAL_PLACES);

const PATTERN = /^(-?)(\d{1,15})(?:\.(\d{1,12}))?$/;

/** Whether text is a decimal within the limits. */
export function isDecimal(text: string): boolean {
  return PATTERN.test(text);
}

/** A decimal in whole numbers of 10⁻¹². Throws for text that is none: the edge parses. */
export function scaled(decimal: Decimal): bigint {
  const match = PATTERN.exec(decimal);
  if (match === null) throw new RangeError(`not a decimal: ${decimal}`);
  const [, sign, whole = "", fraction = ""] = match;
  const value = BigInt(whole + fraction.padEnd(DECIMAL_PLACES, "0"));
  return sign === "-" ? -value : value;
}

/** The decimal of a whole number of 10⁻¹², shortest form. */
export function unscaled(value: bigint): Decimal {
  const digits = (value < 0n ? -value : value).toString().padStart(DECIMAL_PLACES + 1, "0");
  const whole = digits.slice(0, -DECIMAL_PLACES);
  const fraction = digits.slice(-DECIMAL_PLACES).replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

/** The quotient, rounded half away from zero: the only rounding of money. The divisor is positive. */
export function quotient(dividend: bigint, divisor: bigint): bigint {
  const half = divisor / 2n + (divisor & 1n);
  const size = dividend < 0n ? -dividend : dividend;
  const floor = size / divisor;
  const rounded = size - floor * divisor >= half ? floor + 1n : floor;
  return dividend < 0n ? -rounded : rounded;
}

/** An amount as a number. Throws beyond the safe integers, where no invoice is. */
export function amountOf(value: bigint): number {
  const amount = Number(value);
  if (!Number.isSafeInteger(amount)) throw new RangeError(`an amount of ${value} minor units is too large`);
  return amount;
}

/** `part` out of `of` of an amount, in minor units, rounded half away from zero. `of` is positive. */
export const partOf = (amount: number, part: number, of: number): number =>
  amountOf(quotient(BigInt(amount) * BigInt(part), BigInt(of)));
