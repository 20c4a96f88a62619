import { expect, it } from "vitest";
import { ciiOf } from "../../workers/billing/document/cii.ts";
import { creditNoteAsEInvoice, type EInvoice, invoiceAsEInvoice } from "../../workers/billing/document/e-invoice.ts";
import { ublOf } from "../../workers/billing/document/ubl.ts";
import type { Invoice } from "../../workers/billing/invoice/invoice.ts";
import {
  BUYER,
  REVERSE_CHARGE,
  SELLER,
  sampleCreditNote,
  sampleInvoice,
  sampleLine,
  vat,
} from "../../workers/billing/invoice/sample.ts";
import type { TaxDecision } from "../../workers/billing/tax/decision.ts";
import type { Result } from "../../workers/kit/result.ts";
import { hasJudge, judge } from "../en16931.ts";

const untaxed = (category: TaxDecision["category"], because: string): TaxDecision => ({
  category,
  rates: [],
  because,
  proof: null,
});

const of = (...lines: Partial<Invoice["lines"][number]>[]): Invoice =>
  sampleInvoice({ lines: lines.map((line, index) => sampleLine({ key: `line:${index}`, ...line })) });

const AMERICAN = {
  ...BUYER,
  taxId: null,
  address: { ...BUYER.address, country: "US", region: "NY", postalCode: "10001" },
};

/** One of each kind of invoice that is sent, by its name. */
const INVOICES: Record<string, Invoice> = {
  standard: sampleInvoice(),
  "two-rates": of({}, { amount: 1_234, unitAmount: null, tax: vat("7") }),
  "zero-rate": of({ tax: vat("0") }),
  "tax-included": of({ taxInclusive: true }, { taxInclusive: true, amount: 1, quantity: "1", unitAmount: "1" }),
  discount: of({ discountAmount: 950 }),
  "whole-discount": of({ discountAmount: 9_500 }, { amount: 100, quantity: "1", unitAmount: "100" }),
  usage: of({ amount: 999, unitAmount: "0.125", quantity: "7992" }),
  "taken-back": of({}, { amount: -3_333, unitAmount: null }),
  "no-period": of({ service: null }),
  reverse: of({ tax: REVERSE_CHARGE }),
  exempt: of({ tax: untaxed("E", "Exempt under article 132.") }),
  outside: of({ tax: untaxed("O", "") }),
  export: { ...of({ tax: untaxed("G", "Export outside the EU.") }), customer: AMERICAN },
  "nothing-due": of({ amount: 0, quantity: "0" }),
  "no-due-day": sampleInvoice({ dueMs: null }),
  "small-seller": sampleInvoice({
    seller: { ...SELLER, taxId: "12-3456789", address: { ...SELLER.address, country: "US" } },
    lines: [sampleLine({ tax: vat("8.875", "US") })],
  }),
  "odd-text": of({ description: `A & B <c> "d" ]]> €` }),
  "credit-used": sampleInvoice({ creditUsed: 1_305 }),
  yen: sampleInvoice({ currency: "JPY" }),
  void: sampleInvoice({ status: "void", voidedMs: 1 }),
};

function given<R extends string>(made: Result<EInvoice, R>): EInvoice {
  if (!made.ok) throw new Error(made.detail);
  return made.value;
}

/** Each invoice, and a note that takes some of it back where it has something to take. */
function documents(): Map<string, EInvoice> {
  const all = new Map<string, EInvoice>();
  for (const [name, invoice] of Object.entries(INVOICES)) {
    all.set(name, given(invoiceAsEInvoice(invoice)));
    if (invoice.total < 200) continue;
    const note = sampleCreditNote(invoice, 123);
    all.set(`${name}-credited`, given(creditNoteAsEInvoice(note, invoice)));
    all.set(`${name}-credited-void`, given(creditNoteAsEInvoice({ ...note, status: "void", voidedMs: 1 }, invoice)));
  }
  return all;
}

const judged = hasJudge();
if (!judged && process.env.CI) throw new Error("CI needs java and mvn to judge e-invoices.");
if (!judged) console.warn("SKIPPED: without java and mvn no e-invoice is judged by the rules of EN 16931.");

it.skipIf(!judged).each([
  ["ubl", ublOf],
  ["cii", ciiOf],
] as const)("writes %s in which the official rules of EN 16931 find nothing", (syntax, write) => {
  const made = new Map([...documents()].map(([name, document]) => [name, write(document)]));
  expect(judge(syntax, made)).toEqual([]);
  const broken = write(given(invoiceAsEInvoice(sampleInvoice()))).replace(/>113\.05</, ">113.06<");
  expect(judge(syntax, new Map([["broken", broken]])).join()).toContain("BR-CO-15");
});
