/** The least that card processors take, in minor units of the currency. From Stripe's published table. */
const MINIMUM_CHARGE: Record<string, number> = {
  AED: 200,
  AUD: 50,
  BRL: 50,
  CAD: 50,
  CHF: 50,
  CZK: 1500,
  DKK: 250,
  EUR: 50,
  GBP: 30,
  HKD: 400,
  HUF: 17500,
  INR: 50,
  JPY: 50,
  MXN: 1000,
  MYR: 200,
  NOK: 300,
  NZD: 50,
  PLN: 200,
  RON: 200,
  SEK: 300,
  SGD: 50,
  THB: 1000,
  USD: 50,
};

/** The least that may be charged in a currency; 1 where no processor says anything. */
export const minimumCharge = (currency: string): number => MINIMUM_CHARGE[currency] ?? 1;
