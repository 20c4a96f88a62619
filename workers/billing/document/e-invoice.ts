import { fail, ok, type Result } from "../../kit/result.ts";
import { sum } from "../../kit/sum.ts";
import { localDate } from "../calendar/local-time.ts";
import { minorDigits } from "../currency.ts";
import type { CreditNote, Invoice, InvoiceLine, Party } from "../invoice/invoice.ts";
import { type Decimal, majorText } from "../money.ts";
import { amountOf, ONE, quotient, scaled, unscaled } from "../pricing/decimal.ts";
import { EU_STATES } from "../tax/rate-table.ts";
import { creditNotePaper, invoicePaper } from "./paper.ts";
import { paperWords } from "./words/language.ts";

/** A document in the terms of EN 16931, before it is written as UBL or CII. Amounts are text in major units; dates are ISO. */
export interface EInvoice {
  kind: "invoice" | "credit-note";
  /** BT-1, BT-2, BT-9, BT-5, BT-10, BT-20. */
  number: string;
  issued: string;
  due: string | null;
  currency: string;
  buyerReference: string;
  terms: string;
  /** BT-22: that it is void; null while it stands. */
  note: string | null;
  /** BG-3, of a credit note. */
  preceding: { number: string; issued: string } | null;
  seller: EParty;
  buyer: EParty;
  /** BG-14. */
  period: EPeriod | null;
  lines: ELine[];
  taxes: ETax[];
  net: string;
  tax: string;
  total: string;
  /** BT-113: the customer's credit that it used up; null for none. BT-115: what is left to pay. */
  prepaid: string | null;
  payable: string;
}

export interface EPeriod {
  start: string;
  end: string;
}

export interface EParty {
  name: string;
  /** BT-29: what a seller is known by that has no VAT id or may not name it. */
  id: string | null;
  vatId: string | null;
  /** BT-32: a number of its tax office that is no VAT id. */
  taxNumber: string | null;
  email: string | null;
  address: Party["address"];
}

export interface ETaxKind {
  category: string;
  /** In percent; null for what is not subject to tax. */
  rate: Decimal | null;
}

export interface ETax extends ETaxKind {
  base: string;
  amount: string;
  /** BT-120 and BT-121. */
  reason: string | null;
  reasonCode: string | null;
}

export interface ELine {
  id: string;
  name: string;
  quantity: Decimal;
  /** BT-146: of one, never negative. */
  price: Decimal;
  allowance: { amount: string; reason: string } | null;
  period: EPeriod | null;
  net: string;
  tax: ETaxKind;
}

export type EInvoiceFailure =
  | "not-finalised"
  | "currency-with-three-digits"
  | "country-missing"
  | "seller-without-number";

/** The standard allows amounts two places (BR-DEC). */
const PLACES_MAX = 2;

const VATEX: Record<string, string> = { AE: "VATEX-EU-AE", O: "VATEX-EU-O", G: "VATEX-EU-G", K: "VATEX-EU-IC" };

/** An invoice in the standard's terms; only a finalised one between parties whose countries are known, in a currency of at most two places. */
export function invoiceAsEInvoice(invoice: Invoice): Result<EInvoice, EInvoiceFailure> {
  if (invoice.number === null || invoice.finalisedMs === null) return notFinalised();
  const lines = invoice.lines.map((line) => ({ line, net: line.netAmount, tax: sum(line.taxAmounts) }));
  const paper = invoicePaper(invoice);
  return assembled(invoice, lines, {
    kind: "invoice",
    number: invoice.number,
    issuedMs: invoice.finalisedMs,
    dueMs: invoice.dueMs,
    terms: paper.notes.at(-1) ?? "",
    note: paper.void ?? null,
    prepaid: invoice.creditUsed ?? 0,
    preceding: null,
  });
}

/** A credit note in the standard's terms, of itself and its invoice; amounts are positive, as in its books. */
export function creditNoteAsEInvoice(note: CreditNote, invoice: Invoice): Result<EInvoice, EInvoiceFailure> {
  if (note.number === null || invoice.number === null || invoice.finalisedMs === null) return notFinalised();
  const lines = note.lines.flatMap((credited) => {
    const line = invoice.lines.find(({ id }) => id === credited.invoiceLineId);
    if (line === undefined) return [];
    const part = { ...line, description: credited.description || line.description, unitAmount: null };
    return [{ line: part, net: credited.netAmount, tax: sum(credited.taxAmounts) }];
  });
  const words = paperWords(invoice.language);
  return assembled(invoice, lines, {
    kind: "credit-note",
    number: note.number,
    issuedMs: note.createdMs,
    dueMs: null,
    terms: note.postPaymentAmount > 0 ? words.nothingDue : words.notCollected,
    note: creditNotePaper(note, invoice).void ?? null,
    prepaid: 0,
    preceding: { number: invoice.number, issued: localDate(invoice.finalisedMs, invoice.timeZone) },
  });
}

const notFinalised = () => fail("not-finalised", "Only what has a number has an e-invoice.");

interface Part {
  line: InvoiceLine;
  net: number;
  tax: number;
}

interface Head extends Pick<EInvoice, "kind" | "number" | "terms" | "note" | "preceding"> {
  issuedMs: number;
  dueMs: number | null;
  /** In minor units. */
  prepaid: number;
}

function assembled(invoice: Invoice, parts: Part[], head: Head): Result<EInvoice, EInvoiceFailure> {
  const { currency, timeZone, seller, customer, reference } = invoice;
  if (minorDigits(currency) > PLACES_MAX) {
    return fail("currency-with-three-digits", `EN 16931 has no amounts with the places of ${currency}.`);
  }
  if (seller.address.country === "" || customer.address.country === "") {
    return fail("country-missing", "An e-invoice names the countries of seller and buyer.");
  }
  if (seller.taxId === null) {
    return fail("seller-without-number", "An e-invoice names its seller by a VAT id or a registration (BR-CO-26).");
  }
  const money = (amount: number) => majorText({ amount, currency });
  const date = (atMs: number) => localDate(atMs, timeZone);
  const { issuedMs, dueMs, prepaid, ...rest } = head;
  const [net, tax] = [sum(parts.map((part) => part.net)), sum(parts.map((part) => part.tax))];
  const services = parts.flatMap(({ line }) => (line.service === null ? [] : [line.service]));
  const span = {
    startMs: Math.min(...services.map(({ startMs }) => startMs)),
    endMs: Math.max(...services.map(({ endMs }) => endMs)),
  };
  // What is outside of tax may not name VAT ids (BR-O-02).
  const outside = parts.some(({ line }) => line.tax.category === "O");
  return ok({
    ...rest,
    issued: date(issuedMs),
    due: dueMs === null ? null : date(dueMs),
    currency,
    buyerReference: reference,
    seller: partyOf(seller, outside),
    buyer: partyOf(customer, outside),
    period: services.length === 0 ? null : periodOf(span, timeZone),
    lines: parts.map((part, index) => lineOf(part, index, invoice)),
    taxes: taxesOf(parts, invoice.language, money),
    net: money(net),
    tax: money(tax),
    total: money(net + tax),
    prepaid: prepaid > 0 ? money(prepaid) : null,
    payable: money(net + tax - prepaid),
  });
}

function partyOf({ name, legalName, address, taxId, email }: Party, outside: boolean): EParty {
  const state = taxId?.slice(0, 2) ?? "";
  const isVatId = EU_STATES.has(state) || ["EL", "XI", "GB", "NO", "CH"].includes(state);
  return {
    name: legalName || name,
    // Who has no VAT id to be known by is known by the other number (BR-CO-26).
    id: outside || !isVatId ? taxId : null,
    vatId: isVatId && !outside ? taxId : null,
    taxNumber: isVatId || outside ? null : taxId,
    email,
    address,
  };
}

const periodOf = ({ startMs, endMs }: { startMs: number; endMs: number }, zone: string): EPeriod => ({
  start: localDate(startMs, zone),
  // A period's end is the first moment after it.
  end: localDate(Math.max(endMs - 1, startMs), zone),
});

const taxKind = ({ tax }: InvoiceLine): ETaxKind => ({
  category: tax.category,
  rate: tax.category === "O" ? null : unscaled(tax.rates.reduce((total, { rate }) => total + scaled(rate), 0n)),
});

function lineOf({ line, net }: Part, index: number, invoice: Invoice): ELine {
  const money = (amount: number) => majorText({ amount, currency: invoice.currency });
  const priced = hasUnitPrice(line);
  const shift = 10n ** BigInt(minorDigits(invoice.currency));
  return {
    id: String(index + 1),
    name: line.description || "-",
    quantity: priced ? line.quantity : net < 0 ? "-1" : "1",
    // Exact where the price has room for it, which a check before has seen to.
    price: priced ? unscaled(scaled(line.unitAmount ?? "0") / shift) : money(Math.abs(net)),
    allowance:
      priced && line.discountAmount !== 0
        ? { amount: money(line.discountAmount), reason: paperWords(invoice.language).discount }
        : null,
    period: line.service === null ? null : periodOf(line.service, invoice.timeZone),
    net: money(net),
    tax: taxKind(line),
  };
}

/** Whether quantity times unit price is what the line says, without tax: only then are they written; else it is one of the net amount. */
function hasUnitPrice({ unitAmount, quantity, amount, taxInclusive }: InvoiceLine): boolean {
  if (unitAmount === null || taxInclusive || amount < 0 || scaled(quantity) <= 0n) return false;
  if (scaled(unitAmount) % 1_000n !== 0n) return false;
  return amountOf(quotient(scaled(unitAmount) * scaled(quantity), ONE * ONE)) === amount;
}

/** The breakdown by category and rate (BG-23). Several rates on a line count as one of their sum: the standard knows no other. */
function taxesOf(parts: Part[], language: string, money: (amount: number) => string): ETax[] {
  const words = paperWords(language);
  const reasons: Record<string, string> = {
    E: words.exempt,
    AE: words.reverseCharge,
    O: words.outside,
    K: words.intraCommunity,
    G: words.exportFree,
  };
  const totals = new Map<string, { kind: ETaxKind; base: number; amount: number }>();
  for (const { line, net, tax } of parts) {
    const kind = taxKind(line);
    const key = JSON.stringify(kind);
    const total = totals.get(key) ?? { kind, base: 0, amount: 0 };
    totals.set(key, { kind, base: total.base + net, amount: total.amount + tax });
  }
  return [...totals.values()].map(({ kind, base, amount }) => ({
    ...kind,
    base: money(base),
    amount: money(amount),
    reason: reasons[kind.category] ?? null,
    reasonCode: VATEX[kind.category] ?? null,
  }));
}
