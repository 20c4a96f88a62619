import { sum } from "../../kit/sum.ts";
import type { Invoice, InvoiceLine, TaxTotal } from "../invoice/invoice.ts";
import { ONE, scaled } from "../pricing/decimal.ts";
import { type Fraction, rounded, roundedShares } from "./share.ts";

/** What taxes are reckoned from. */
export type TaxableLine = Pick<InvoiceLine, "amount" | "discountAmount" | "taxInclusive" | "tax">;

/** A line with its tax, and the sums that an invoice shows. Amounts in minor units. */
export interface TaxedLines<Line> {
  lines: (Line & Pick<InvoiceLine, "netAmount" | "taxAmounts">)[];
  netTotal: number;
  taxTotals: TaxTotal[];
  taxTotal: number;
  total: number;
}

const HUNDRED = 100n * ONE;

/**
 * The taxes of an invoice's lines. Each rate is rounded once for all lines (`invoice`) or line by line (`line`), a half away from zero; the
 * lines' shares sum up to the totals. Where a price includes tax, what the buyer pays stays as it is to the last unit.
 */
export function taxTotals<Line extends TaxableLine>(lines: Line[], rounding: Invoice["rounding"]): TaxedLines<Line> {
  const taxAmounts = lines.map(({ tax }) => tax.rates.map(() => 0));
  const shares = new Map<string, { line: number; rate: number; exact: Fraction }[]>();
  for (const [line, { tax }] of lines.entries()) {
    for (const [rate, { jurisdiction, name, rate: percent }] of tax.rates.entries()) {
      const key = JSON.stringify([jurisdiction, name, percent, tax.category]);
      const share = { line, rate, exact: exactTax(lines[line] ?? missing(), rate) };
      const bucket = shares.get(key);
      if (bucket === undefined) shares.set(key, [share]);
      else bucket.push(share);
    }
  }
  for (const bucket of shares.values()) {
    const exact = bucket.map((share) => share.exact);
    const amounts = rounding === "invoice" ? roundedShares(exact) : exact.map(rounded);
    for (const [index, { line, rate }] of bucket.entries()) {
      const row = taxAmounts[line] ?? missing();
      row[rate] = amounts[index] ?? missing();
    }
  }
  return summed(
    lines.map((line, index) => {
      const taxes = taxAmounts[index] ?? [];
      const priced = line.amount - line.discountAmount;
      return { ...line, netAmount: line.taxInclusive ? priced - sum(taxes) : priced, taxAmounts: taxes };
    }),
  );
}

/** What one rate takes of a line, before rounding. */
function exactTax({ amount, discountAmount, taxInclusive, tax }: TaxableLine, index: number): Fraction {
  const rates = tax.rates.map(({ rate }) => scaled(rate));
  const all = rates.reduce((total, rate) => total + rate, 0n);
  return {
    over: BigInt(amount - discountAmount) * (rates[index] ?? 0n),
    under: taxInclusive ? HUNDRED + all : HUNDRED,
  };
}

/** The sums of lines that have their tax. Lines that bear none have a total of rate 0 by their category, as EN 16931 asks for. */
function summed<Line extends Pick<InvoiceLine, "netAmount" | "taxAmounts" | "tax">>(lines: Line[]): TaxedLines<Line> {
  const totals = new Map<string, TaxTotal>();
  for (const { tax, netAmount, taxAmounts } of lines) {
    const rates = tax.rates.length > 0 ? tax.rates : [{ jurisdiction: "", name: "", rate: "0" }];
    for (const [index, { jurisdiction, name, rate }] of rates.entries()) {
      const key = JSON.stringify([jurisdiction, name, rate, tax.category]);
      const total = totals.get(key) ?? { jurisdiction, name, rate, category: tax.category, base: 0, amount: 0 };
      totals.set(key, {
        ...total,
        base: total.base + netAmount,
        amount: total.amount + (taxAmounts[index] ?? 0),
      });
    }
  }
  const netTotal = sum(lines.map(({ netAmount }) => netAmount));
  const taxTotal = sum(lines.flatMap(({ taxAmounts }) => taxAmounts));
  return { lines, netTotal, taxTotals: [...totals.values()], taxTotal, total: netTotal + taxTotal };
}

const missing = (): never => {
  throw new Error("Every line has its taxes.");
};
