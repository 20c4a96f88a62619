import * as z from "zod";
import { fail, ok, type Result } from "../../kit/result.ts";
import type { Address } from "../invoice/invoice.ts";
import type { SalesTaxQuote } from "./decision.ts";

/** Tax codes that one question has, and rates that one answer has per code, at most. */
export const QUOTE_CODES_MAX = 100;
export const QUOTE_RATES_MAX = 20;

/** What a sales tax service is asked: which rates an address bears for things by their tax codes. */
export interface QuoteQuestion {
  /** The same for each try: the service may answer a repeat as the first time. */
  id: string;
  /** ISO time as of which the rates are wanted. */
  at: string;
  currency: string;
  invoice: string;
  customer: { id: string; address: Address; taxId: string | null };
  seller: { address: Address };
  /** What is sold of each tax code: decimal text in major units, after discounts. */
  items: { taxCode: string; amount: string; taxIncluded: boolean }[];
}

const rate = z.object({
  jurisdiction: z.string().min(1).max(60),
  name: z.string().min(1).max(60),
  rate: z.string().regex(/^\d{1,2}(\.\d{1,6})?$/),
});

/** An answer's parts, as the protocol in docs/design/sales-tax.md has them and as they are kept. */
export const quotedItem = z.object({ taxCode: z.string().min(1).max(40), rates: z.array(rate).max(QUOTE_RATES_MAX) });
export const quoteReference = z.string().min(1).max(200);

const answered = z.object({
  reference: quoteReference,
  items: z.array(quotedItem).max(QUOTE_CODES_MAX),
});

/** What a service answered: its name for the answer, and the rates of each tax code. */
export type QuoteAnswer = z.output<typeof answered>;

/** Reads an answer's text. Refused when it is none, or leaves out a tax code that was asked about. */
export function readQuote(text: string, question: QuoteQuestion): Result<QuoteAnswer, "malformed"> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return fail("malformed", "The answer is no JSON.");
  }
  const read = answered.safeParse(body);
  if (!read.success) {
    const [issue] = read.error.issues;
    return fail("malformed", `The answer's ${issue?.path.join(".") || "body"}: ${issue?.message ?? "is not valid"}`);
  }
  const missing = question.items.find(({ taxCode }) => !read.data.items.some((item) => item.taxCode === taxCode));
  return missing ? fail("malformed", `The answer says nothing of tax code ${missing.taxCode}.`) : ok(read.data);
}

/** The rates of each tax code, as a decision takes them. */
export const quotesOf = ({ reference, items }: QuoteAnswer): Record<string, SalesTaxQuote> =>
  Object.fromEntries(items.map(({ taxCode, rates }) => [taxCode, { rates, proof: reference }]));
