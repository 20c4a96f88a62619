import type { OfEntity } from "../company/legal-entity.ts";
import type { Decimal } from "../money.ts";
import type { SalesTaxQuote, TaxDecision } from "../tax/decision.ts";

export type InvoiceStatus = "draft" | "open" | "paid" | "void" | "uncollectible";

/** Why there is an invoice. */
export type BillingReason =
  | "subscription-create"
  | "subscription-cycle"
  | "subscription-update"
  | "subscription-cancel"
  | "manual"
  | "import";

/** One charge or credit on an invoice. Amounts in minor units of the invoice's currency. */
export interface InvoiceLine {
  id: string;
  /** What is billed, told apart for ever: subscription item, period and kind. A key is on one invoice that is not void. */
  key: string;
  kind: "recurring" | "usage" | "proration" | "one-off" | "minimum";
  description: string;
  productId: string | null;
  priceId: string | null;
  subscriptionId: string | null;
  quantity: Decimal;
  /** Of one unit, where there is one such price; null for tiers and packages. */
  unitAmount: Decimal | null;
  /** Before discounts; before tax unless `taxInclusive`. Negative for a credit. */
  amount: number;
  /** The discount's share of this line, positive. */
  discountAmount: number;
  /** When it is delivered: revenue is recognised over it. Null for what is delivered at once. */
  service: { startMs: number; endMs: number } | null;
  taxCode: string;
  taxInclusive: boolean;
  /** Amount less discount, without tax. */
  netAmount: number;
  /** Rounded shares of the invoice's tax, in the order of `TaxDecision.rates`. */
  taxAmounts: number[];
  tax: TaxDecision;
}

/** A charge before discounts and tax. Its amount is not negative: what is given back is a credit note. */
export type ProposedLine = Omit<InvoiceLine, "id" | "discountAmount" | "netAmount" | "taxAmounts" | "tax">;

/** Who sells or buys, as the document shows it. */
export interface Party {
  name: string;
  legalName: string;
  address: Address;
  /** VAT id or other registration; null when there is none. */
  taxId: string | null;
  email: string | null;
}

export interface Address {
  line1: string;
  line2: string;
  city: string;
  region: string;
  postalCode: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
}

/** The sum of one rate over all lines, as the law wants it shown. */
export interface TaxTotal {
  jurisdiction: string;
  name: string;
  /** In percent. */
  rate: Decimal;
  category: TaxDecision["category"];
  base: number;
  amount: number;
}

/** An invoice. From `open` on everything above `paid` is a frozen snapshot; `amountRemaining` is `total - paid - credited - balanceApplied - writtenOff`. */
export interface Invoice extends OfEntity {
  id: string;
  accountId: string;
  status: InvoiceStatus;
  /** Set when it is finalised: gapless per legal entity and series. */
  number: string | null;
  reason: BillingReason;
  subscriptionId: string | null;
  currency: string;
  language: string;
  /** The account's IANA zone: the days that the document names are its days. */
  timeZone: string;
  seller: Party;
  customer: Party;
  /** Purchase order or reference of the customer; empty when none. */
  reference: string;
  createdMs: number;
  finalisedMs: number | null;
  dueMs: number | null;
  lines: InvoiceLine[];
  /** Sum of the lines' amounts before discounts. */
  subtotal: number;
  discountTotal: number;
  netTotal: number;
  taxTotals: TaxTotal[];
  taxTotal: number;
  total: number;
  /** How tax was rounded: once for all lines of a rate. */
  rounding: "invoice" | "line";
  collection: "automatic" | "send-invoice";
  paid: number;
  credited: number;
  balanceApplied: number;
  writtenOff: number;
  amountRemaining: number;
  paidMs: number | null;
  voidedMs: number | null;
  /** Facts apart from the status. */
  disputed: boolean;
  attempts: number;
  nextAttemptMs: number | null;
  /** What of the customer's credit it used up when it was issued, part of `balanceApplied`; absent where that is nothing. */
  creditUsed?: number;
  /** What the sales tax service answered about it, by tax code; absent where it was not asked. */
  quotes?: Record<string, SalesTaxQuote>;
  /** Up to when its revenue was posted; absent before the first time. */
  recognisedMs?: number;
}

export type CreditNoteReason = "duplicate" | "fraudulent" | "order-change" | "unsatisfactory" | "goodwill";

/** A line of an invoice that is taken back, wholly or in part. Amounts positive. */
export interface CreditNoteLine {
  invoiceLineId: string;
  description: string;
  netAmount: number;
  taxAmounts: number[];
}

/** Takes back a part of a finalised invoice. What was paid of it goes to the card, the balance or was settled outside: the three sum up to `postPaymentAmount`. */
export interface CreditNote {
  id: string;
  number: string | null;
  invoiceId: string;
  status: "issued" | "void";
  reason: CreditNoteReason;
  memo: string;
  currency: string;
  lines: CreditNoteLine[];
  netTotal: number;
  taxTotal: number;
  total: number;
  /** The part that lowers what is still to be paid. */
  prePaymentAmount: number;
  postPaymentAmount: number;
  refundAmount: number;
  balanceAmount: number;
  outOfBandAmount: number;
  createdMs: number;
  /** Absent unless it is void. */
  voidedMs?: number;
}
