import type { CreditNote, Invoice, InvoiceLine } from "../invoice/invoice.ts";

const PARTY = {
  name: "Example",
  legalName: "Example Ltd",
  address: { line1: "", line2: "", city: "", region: "", postalCode: "", country: "DE" },
  taxId: null,
  email: null,
};

/** A line of a net amount with its tax, for tests. */
export const line = (id: string, netAmount: number, service: InvoiceLine["service"], taxAmount = 0): InvoiceLine => ({
  id,
  key: id,
  kind: "recurring",
  description: id,
  productId: "shop",
  priceId: null,
  subscriptionId: null,
  quantity: "1",
  unitAmount: null,
  amount: netAmount,
  discountAmount: 0,
  service,
  taxCode: "",
  taxInclusive: false,
  netAmount,
  taxAmounts: [taxAmount],
  tax: { category: "S", rates: [{ jurisdiction: "DE", name: "VAT", rate: "19" }], because: "", proof: null },
});

/** An open invoice of these lines, finalised at a moment, for tests. */
export function invoiceOf(lines: InvoiceLine[], finalisedMs: number, currency = "USD"): Invoice {
  const net = lines.reduce((sum, { netAmount }) => sum + netAmount, 0);
  const tax = lines.flatMap(({ taxAmounts }) => taxAmounts).reduce((sum, amount) => sum + amount, 0);
  return {
    id: "in_1",
    accountId: "a",
    status: "open",
    number: "A-1",
    reason: "manual",
    subscriptionId: null,
    currency,
    language: "en",
    timeZone: "UTC",
    seller: PARTY,
    customer: PARTY,
    reference: "",
    createdMs: finalisedMs,
    finalisedMs,
    dueMs: null,
    lines,
    subtotal: net,
    discountTotal: 0,
    netTotal: net,
    taxTotals: [{ jurisdiction: "DE", name: "VAT", rate: "19", category: "S", base: net, amount: tax }],
    taxTotal: tax,
    total: net + tax,
    rounding: "invoice",
    collection: "automatic",
    paid: 0,
    credited: 0,
    balanceApplied: 0,
    writtenOff: 0,
    amountRemaining: net + tax,
    paidMs: null,
    voidedMs: null,
    disputed: false,
    attempts: 0,
    nextAttemptMs: null,
  };
}

/** A note that takes back `net` and `tax` of the line `l`, all of it from what is still owed unless said, for tests. */
export function noteOf(id: string, createdMs: number, net: number, tax = 0, to: Partial<CreditNote> = {}): CreditNote {
  const total = net + tax;
  return {
    id,
    number: "CN-1",
    invoiceId: "in_1",
    status: "issued",
    reason: "goodwill",
    memo: "",
    currency: "USD",
    lines: [{ invoiceLineId: "l", description: "", netAmount: net, taxAmounts: [tax] }],
    netTotal: net,
    taxTotal: tax,
    total,
    prePaymentAmount: total,
    postPaymentAmount: 0,
    refundAmount: 0,
    balanceAmount: 0,
    outOfBandAmount: 0,
    createdMs,
    ...to,
  };
}
