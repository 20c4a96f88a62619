/** An amount: an integer in the currency's minor units (ISO 4217), negative for what is owed to the customer. */
export interface Money {
  amount: number;
  currency: string;
}

/** A decimal number as text, exact: at most 15 digits before the point and 12 after it. Rates and unit prices are such. */
export type Decimal = string;
