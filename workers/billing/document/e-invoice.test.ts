import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sum } from "../../kit/sum.ts";
import type { Invoice } from "../invoice/invoice.ts";
import { BUYER, REVERSE_CHARGE, SELLER, sampleCreditNote, sampleInvoice, sampleLine, vat } from "../invoice/sample.ts";
import { ciiOf } from "./cii.ts";
import { creditNoteAsEInvoice, type EInvoice, invoiceAsEInvoice } from "./e-invoice.ts";
import { ublOf } from "./ubl.ts";

const OUTSIDE = { category: "O" as const, rates: [], because: "", proof: null };

function made(invoice: Invoice): EInvoice {
  const result = invoiceAsEInvoice(invoice);
  if (!result.ok) throw new Error(result.detail);
  return result.value;
}

/** The texts of all elements of a name, in order; within a part of the document when given. */
const texts = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, "g"))].map((match) => match[1] ?? "");
const parts = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>.*?</${name}>`, "gs"))].map((match) => match[0]);
const cents = (text: string | undefined): number => Math.round(Number(text) * 100);

/** Where a syntax keeps what the standard's arithmetic is about. */
const SYNTAXES = [
  {
    name: "UBL",
    write: ublOf,
    line: "cac:(?:Invoice|CreditNote)Line",
    lineNet: "cbc:LineExtensionAmount",
    price: "cbc:PriceAmount",
    category: "cbc:ID",
    rate: "cbc:Percent",
    breakdown: "cac:TaxSubtotal",
    base: "cbc:TaxableAmount",
    tax: "cbc:TaxAmount",
    sums: "cac:LegalMonetaryTotal",
    net: ["cbc:LineExtensionAmount", "cbc:TaxExclusiveAmount"],
    gross: ["cbc:TaxInclusiveAmount", "cbc:PayableAmount"],
  },
  {
    name: "CII",
    write: ciiOf,
    line: "ram:IncludedSupplyChainTradeLineItem",
    lineNet: "ram:LineTotalAmount",
    price: "ram:ChargeAmount",
    category: "ram:CategoryCode",
    rate: "ram:RateApplicablePercent",
    breakdown: "ram:ApplicableTradeTax",
    base: "ram:BasisAmount",
    tax: "ram:CalculatedAmount",
    sums: "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
    net: ["ram:LineTotalAmount", "ram:TaxBasisTotalAmount"],
    gross: ["ram:GrandTotalAmount", "ram:DuePayableAmount"],
  },
];

/** The standard's arithmetic, read from the document alone: BR-CO-10, 13 to 17, BR-27 and the bases of each rate (BR-*-08). */
function checkArithmetic(xml: string, syntax: (typeof SYNTAXES)[number]): void {
  const lines = [...xml.matchAll(new RegExp(`<(${syntax.line})>.*?</\\1>`, "gs"))].map((match) => match[0]);
  const nets = lines.map((line) => cents(texts(line, syntax.lineNet)[0]));
  const sums = parts(xml, syntax.sums)[0] ?? "";
  const net = sum(nets);
  for (const name of syntax.net) expect(cents(texts(sums, name)[0])).toBe(net);
  const outsideLines = lines.reduce((rest, line) => rest.replace(line, ""), xml);
  const breakdown = parts(outsideLines, syntax.breakdown);
  const taxes = breakdown.map((part) => cents(texts(part, syntax.tax)[0]));
  for (const name of syntax.gross) expect(cents(texts(sums, name)[0])).toBe(net + sum(taxes));
  const rateOf = (part: string) =>
    `${texts(part, syntax.category).find((id) => /^[A-Z]{1,2}$/.test(id))} ${texts(part, syntax.rate)[0]}`;
  for (const [index, part] of breakdown.entries()) {
    const base = cents(texts(part, syntax.base)[0]);
    const own = lines.filter((line) => rateOf(line.replace(/^.*?<cac:Item>/s, "")) === rateOf(part));
    expect(sum(own.map((line) => cents(texts(line, syntax.lineNet)[0])))).toBe(base);
    const exact = (base * Number(texts(part, syntax.rate)[0] ?? 0)) / 100;
    // Prices that include tax are rounded on their side: the standard's own rules allow a whole unit.
    expect(Math.abs((taxes[index] ?? 0) - exact)).toBeLessThan(100);
  }
  for (const line of lines) expect(Number(texts(line, syntax.price)[0])).toBeGreaterThanOrEqual(0);
}

describe.each(SYNTAXES)("$name", (syntax) => {
  it("law: adds up as the standard wants it, for invoices and credit notes", () => {
    const drawn = fc.array(
      fc.record({
        amount: fc.integer({ min: -9_999, max: 99_999 }).filter((amount) => amount !== 0),
        off: fc.integer({ min: 0, max: 100 }),
        rate: fc.constantFrom("19", "7", "0"),
        taxInclusive: fc.boolean(),
        unitAmount: fc.constantFrom(null, "1900", "0.125"),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(drawn, (drawn) => {
        const lines = drawn.map(({ amount, off, rate, taxInclusive, unitAmount }) =>
          sampleLine({
            amount,
            taxInclusive,
            unitAmount,
            quantity: unitAmount === "1900" ? String(Math.abs(amount) / 1900).slice(0, 10) : "3",
            discountAmount: Math.trunc((amount * off) / 200),
            tax: vat(rate),
          }),
        );
        const invoice = sampleInvoice({ lines });
        checkArithmetic(syntax.write(made(invoice)), syntax);
        const [first] = invoice.lines;
        const gross = first === undefined ? 0 : first.netAmount + sum(first.taxAmounts);
        if (gross > 1 && gross <= invoice.total) {
          const note = creditNoteAsEInvoice(sampleCreditNote(invoice, Math.ceil(gross / 2)), invoice);
          if (!note.ok) throw new Error(note.detail);
          checkArithmetic(syntax.write(note.value), syntax);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("writes what is special in text as text", () => {
    const lines = [sampleLine({ description: `A & B <c> "d" ]]> \u0001e` })];
    const xml = syntax.write(made(sampleInvoice({ lines })));
    expect(xml).toContain("A &amp; B &lt;c&gt; &quot;d&quot; ]]&gt; e<");
  });

  it("names the invoice that a credit note is of, and says of both when they are void", () => {
    const invoice = sampleInvoice();
    const note = creditNoteAsEInvoice(sampleCreditNote(invoice, 100), invoice);
    const xml = note.ok ? syntax.write(note.value) : "";
    expect(xml).toContain(">381<");
    expect(xml).toContain(">AP-2026-000042<");
    expect(xml).toMatch(/>2026-?05-?01</);
    const ended = creditNoteAsEInvoice(sampleCreditNote(invoice, 100, { status: "void", voidedMs: 1 }), invoice);
    const isVoid = ">This credit note is void: it takes nothing off its invoice.<";
    expect(xml).not.toContain(isVoid);
    expect(ended.ok && syntax.write(ended.value)).toContain(isVoid);
    expect(syntax.write(made(sampleInvoice({ status: "void", voidedMs: 1 })))).toContain(">This invoice is void");
  });

  it("says why no tax is charged, and hides VAT ids from what is outside of tax", () => {
    const reverse = syntax.write(made(sampleInvoice({ lines: [sampleLine({ tax: REVERSE_CHARGE })] })));
    expect(reverse).toContain(">VATEX-EU-AE<");
    expect(reverse).toContain(">FR40303265045<");
    const outside = syntax.write(made(sampleInvoice({ lines: [sampleLine({ tax: OUTSIDE })] })));
    expect(outside).toContain(">VATEX-EU-O<");
    expect(parts(outside, "cac:PartyTaxScheme")).toEqual([]);
    expect(outside).not.toMatch(/schemeID="VA"|cbc:Percent|RateApplicablePercent/);
  });
});

it("writes quantity, unit price and discount where they make the amount, else one of the net amount", () => {
  const invoice = sampleInvoice({
    lines: [
      sampleLine({ discountAmount: 950 }),
      sampleLine({ amount: 999, unitAmount: "0.125", quantity: "7992" }),
      sampleLine({ amount: -3333, unitAmount: null }),
      sampleLine({ taxInclusive: true }),
    ],
  });
  expect(
    made(invoice).lines.map(({ quantity, price, allowance, net }) => [quantity, price, allowance?.amount, net]),
  ).toEqual([
    ["5", "19", "9.50", "85.50"],
    ["7992", "0.00125", undefined, "9.99"],
    ["-1", "33.33", undefined, "-33.33"],
    ["1", "79.83", undefined, "79.83"],
  ]);
});

it("knows sellers without a VAT id by their own number", () => {
  const seller = { ...SELLER, taxId: "12-3456789", address: { ...SELLER.address, country: "US" } };
  // BR-CO-26: the buyer tells the seller by an identifier, a registration or a VAT id, in and outside of tax.
  for (const tax of [vat("19"), REVERSE_CHARGE, OUTSIDE]) {
    for (const from of [SELLER, seller]) {
      const invoice = made(sampleInvoice({ seller: from, lines: [sampleLine({ tax })] }));
      const ubl = parts(ublOf(invoice), "cac:AccountingSupplierParty")[0] ?? "";
      const identified = [...parts(ubl, "cac:PartyIdentification"), ...parts(ubl, "cac:PartyTaxScheme")].join("");
      expect(identified).toContain(`>${from.taxId}<`);
      expect(parts(ciiOf(invoice), "ram:SellerTradeParty")[0]).toContain(`>${from.taxId}<`);
    }
  }
  expect(made(sampleInvoice({ seller })).seller).toMatchObject({
    id: "12-3456789",
    vatId: null,
    taxNumber: "12-3456789",
  });
});

it("counts days as the account does", () => {
  expect(made(sampleInvoice()).period).toEqual({ start: "2026-05-01", end: "2026-05-31" });
});

it.each<[string, Invoice]>([
  ["not-finalised", sampleInvoice({ number: null })],
  ["currency-with-three-digits", sampleInvoice({ currency: "BHD" })],
  ["seller-without-number", sampleInvoice({ seller: { ...SELLER, taxId: null } })],
  ["country-missing", sampleInvoice({ customer: { ...BUYER, address: { ...BUYER.address, country: "" } } })],
])("is not made: %s", (reason, invoice) => expect(invoiceAsEInvoice(invoice)).toMatchObject({ ok: false, reason }));

it("takes off what the customer's credit paid before it was issued", () => {
  const made = invoiceAsEInvoice(sampleInvoice({ creditUsed: 1_305 }));
  if (!made.ok) throw new Error(made.detail);
  expect(ublOf(made.value)).toMatch(
    /<cbc:TaxInclusiveAmount currencyID="EUR">113\.05<.*<cbc:PrepaidAmount currencyID="EUR">13\.05<.*<cbc:PayableAmount currencyID="EUR">100\.00</s,
  );
  expect(ciiOf(made.value)).toMatch(
    /<ram:GrandTotalAmount>113\.05<.*<ram:TotalPrepaidAmount>13\.05<.*<ram:DuePayableAmount>100\.00</s,
  );
});
