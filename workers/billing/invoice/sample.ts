import { creditNoteLines } from "../tax/credit.ts";
import type { TaxDecision } from "../tax/decision.ts";
import { taxTotals } from "../tax/total.ts";
import type { CreditNote, Invoice, InvoiceLine, Party } from "./invoice.ts";

/** A seller in Berlin, for previews and tests. */
export const SELLER: Party = {
  name: "Beispiel Software",
  legalName: "Beispiel Software GmbH",
  address: { line1: "Torstraße 1", line2: "", city: "Berlin", region: "", postalCode: "10119", country: "DE" },
  taxId: "DE136695976",
  email: "billing@example.com",
};

/** A buyer in Lyon, for previews and tests. */
export const BUYER: Party = {
  name: "Exemple",
  legalName: "Exemple SARL",
  address: { line1: "12 rue Mercière", line2: "Bât. C", city: "Lyon", region: "", postalCode: "69002", country: "FR" },
  taxId: "FR40303265045",
  email: "compta@example.org",
};

export const REVERSE_CHARGE: TaxDecision = {
  category: "AE",
  rates: [],
  because: "Reverse charge: the buyer owes the tax.",
  proof: "WAPIAAAAX1",
};

/** A decision for one rate of value added tax. */
export const vat = (rate: string, jurisdiction = "DE"): TaxDecision => ({
  category: rate === "0" ? "Z" : "S",
  rates: [{ jurisdiction, name: "VAT", rate }],
  because: "",
  proof: null,
});

const MAY = { startMs: Date.UTC(2026, 3, 30, 22), endMs: Date.UTC(2026, 4, 31, 22) };

/** A line; the invoice's builder fills in its taxes. */
export const sampleLine = (to: Partial<InvoiceLine> = {}): InvoiceLine => ({
  id: "il_1",
  key: "item:1:recurring",
  kind: "recurring",
  description: "Shop, Team plan",
  productId: "shop",
  priceId: "price_1",
  subscriptionId: "sub_1",
  quantity: "5",
  unitAmount: "1900",
  amount: 9500,
  discountAmount: 0,
  service: MAY,
  taxCode: "standard",
  taxInclusive: false,
  netAmount: 0,
  taxAmounts: [],
  tax: vat("19"),
  ...to,
});

/** A line of a net amount and its tax, delivered in `service`, or at once. */
export const netLine = (id: string, netAmount: number, service: InvoiceLine["service"], taxAmount = 0): InvoiceLine =>
  sampleLine({ id, key: id, amount: netAmount, netAmount, service, taxAmounts: [taxAmount] });

/** A finalised invoice of lines whose taxes are reckoned, with its sums. */
export function invoiceOf(lines: InvoiceLine[], to: Partial<Omit<Invoice, "lines">> = {}): Invoice {
  const sum = (of: (line: InvoiceLine) => number) => lines.reduce((total, line) => total + of(line), 0);
  const netTotal = sum((line) => line.netAmount);
  const taxTotal = sum(({ taxAmounts }) => taxAmounts.reduce((total, amount) => total + amount, 0));
  const total = to.total ?? netTotal + taxTotal;
  return {
    id: "in_018f0000000070008000000000000001",
    accountId: "018f0000-0000-7000-8000-000000000002",
    status: "open",
    number: "AP-2026-000042",
    reason: "subscription-cycle",
    subscriptionId: "sub_1",
    currency: "EUR",
    language: "en",
    timeZone: "Europe/Berlin",
    seller: SELLER,
    customer: BUYER,
    reference: "",
    createdMs: Date.UTC(2026, 4, 1, 8),
    finalisedMs: Date.UTC(2026, 4, 1, 9),
    dueMs: Date.UTC(2026, 4, 15, 9),
    lines,
    subtotal: sum(({ amount }) => amount),
    discountTotal: sum(({ discountAmount }) => discountAmount),
    netTotal,
    taxTotals: [{ jurisdiction: "DE", name: "VAT", rate: "19", category: "S", base: netTotal, amount: taxTotal }],
    taxTotal,
    total,
    rounding: "invoice",
    collection: "send-invoice",
    paid: 0,
    credited: 0,
    balanceApplied: 0,
    writtenOff: 0,
    amountRemaining: total,
    paidMs: null,
    voidedMs: null,
    disputed: false,
    attempts: 0,
    nextAttemptMs: null,
    ...to,
  };
}

/** A finalised invoice of lines, with its taxes reckoned; a month's Team plan unless said. */
export function sampleInvoice(to: Partial<Omit<Invoice, "lines">> & { lines?: InvoiceLine[] } = {}): Invoice {
  const { lines: given = [sampleLine()], ...rest } = to;
  const drawn = given.map((line, index) => ({ ...line, id: `il_${index + 1}` }));
  const { lines, taxTotals: totals, netTotal, taxTotal, total } = taxTotals(drawn, to.rounding ?? "invoice");
  return invoiceOf(lines, { netTotal, taxTotals: totals, taxTotal, total, ...rest });
}

/** A note that takes back `net` and `tax` of the line `il_1`, all of it from what is still owed unless said. */
export function noteOf(netTotal: number, taxTotal: number, to: Partial<CreditNote> = {}): CreditNote {
  const total = netTotal + taxTotal;
  return {
    id: "cn_018f0000000070008000000000000003",
    number: "CN-2026-000007",
    invoiceId: "in_018f0000000070008000000000000001",
    status: "issued",
    reason: "order-change",
    memo: "",
    currency: "EUR",
    lines: [{ invoiceLineId: "il_1", description: "", netAmount: netTotal, taxAmounts: [taxTotal] }],
    netTotal,
    taxTotal,
    total,
    prePaymentAmount: total,
    postPaymentAmount: 0,
    refundAmount: 0,
    balanceAmount: 0,
    outOfBandAmount: 0,
    createdMs: Date.UTC(2026, 4, 20, 9),
    ...to,
  };
}

/** A note that takes back a gross amount of an invoice's first line, wholly refunded. */
export function sampleCreditNote(invoice: Invoice, grossAmount: number, to: Partial<CreditNote> = {}): CreditNote {
  const result = creditNoteLines(invoice, [], [{ invoiceLineId: "il_1", grossAmount }]);
  if (!result.ok) throw new Error(result.detail);
  const { id: invoiceId, currency } = invoice;
  const netTotal = result.value.reduce((sum, { netAmount }) => sum + netAmount, 0);
  const refunded = { prePaymentAmount: 0, postPaymentAmount: grossAmount, refundAmount: grossAmount };
  const note = { invoiceId, currency, lines: result.value, ...refunded, ...to };
  return noteOf(netTotal, grossAmount - netTotal, note);
}
