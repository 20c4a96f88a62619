import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { describe, expect, it } from "vitest";
import { formatPeriod } from "../calendar/local-time.ts";
import { BUYER, REVERSE_CHARGE, sampleCreditNote, sampleInvoice, sampleLine, vat } from "../invoice/sample.ts";
import { portalWords } from "../portal/words/words.ts";
import { creditNotePdf, type Fonts, invoicePdf } from "./pdf.ts";
import { LANGUAGES } from "./words/language.ts";

const font = (path: string): ArrayBuffer => {
  const file = createRequire(import.meta.url).resolve(`@expo-google-fonts/inter/${path}.ttf`);
  return new Uint8Array(readFileSync(file)).buffer;
};
const FONTS: Fonts = { regular: font("400Regular/Inter_400Regular"), strong: font("600SemiBold/Inter_600SemiBold") };

/** The pages' texts as an independent reader sees them. */
async function read(bytes: Uint8Array): Promise<{ pages: string[]; info: Record<string, unknown>; text: string }> {
  const pdf = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    pages.push(items.map((item) => ("str" in item ? item.str : "")).join("|"));
  }
  const { info } = await pdf.getMetadata();
  await pdf.loadingTask.destroy();
  return { pages, info: { ...info }, text: pages.join("|").replace(/\s/g, " ") };
}

describe("an invoice's PDF", () => {
  it("shows who sells what to whom, and what it comes to", async () => {
    const { pages, info, text } = await read(await invoicePdf(sampleInvoice({ reference: "PO 7" }), FONTS));
    expect(pages).toHaveLength(1);
    for (const part of [
      "Invoice",
      "AP-2026-000042",
      "May 1, 2026",
      "PO 7",
      "Beispiel Software GmbH",
      "VAT id DE136695976",
      "Exemple SARL",
      "69002 Lyon",
      "France",
      "Shop, Team plan",
      "May 1 – 31, 2026",
      "19.00",
      "€95.00",
      "€18.05",
      "€113.05",
      "VAT DE 19%",
      "Please pay €113.05 by May 15, 2026 and name the number AP-2026-000042.",
      "Page 1 of 1",
    ]) {
      expect(text).toContain(part);
    }
    expect(info).toMatchObject({ Title: "Invoice AP-2026-000042", CreationDate: "D:20260501090000Z" });
  });

  it("has the same bytes each time, and few of them", async () => {
    const [one, other] = [await invoicePdf(sampleInvoice(), FONTS), await invoicePdf(sampleInvoice(), FONTS)];
    expect(Buffer.compare(one, other)).toBe(0);
    expect(one.length).toBeLessThan(60 * 1024);
  });

  it.each([
    ["en", "Invoice", "€113.05"],
    ["de", "USt DE 19", "113,05 €"],
    ["fr", "Facture", "113,05 €"],
    ["es", "Factura", "113,05 €"],
    ["nl", "Factuur", "€ 113,05"],
    ["it", "Fattura", "113,05 €"],
    ["de-CH", "Rechnung", "CHF"],
    ["ja", "Invoice", "€113.05"],
  ])("speaks %s", async (language, title, total) => {
    const currency = language === "de-CH" ? "CHF" : "EUR";
    const { text } = await read(await invoicePdf(sampleInvoice({ language, currency }), FONTS));
    expect(text).toContain(title);
    expect(text).toContain(total);
    expect(text).not.toMatch(/\?|undefined|\{/);
  });

  it("says why no tax is due, with the proof", async () => {
    const words = { en: "Reverse charge", de: "Steuerschuldnerschaft des Leistungsempfängers", fr: "Autoliquidation" };
    for (const [language, said] of Object.entries({ ...words, es: "Inversión", nl: "Btw verlegd", it: "Inversione" })) {
      const invoice = sampleInvoice({ language, lines: [sampleLine({ tax: REVERSE_CHARGE })] });
      const { text } = await read(await invoicePdf(invoice, FONTS));
      expect(text).toContain(said);
      expect(text).toContain("WAPIAAAAX1");
    }
  });

  it("asks for what the customer's credit leaves to be paid, and says a line's period once", async () => {
    const { service } = sampleLine();
    const period = service ? formatPeriod(service, "Europe/Berlin", "en-US") : "";
    const lines = [sampleLine({ description: `Team, ${period}` })];
    const { text } = await read(await invoicePdf(sampleInvoice({ lines, creditUsed: 1_305 }), FONTS));
    expect(text).toMatch(/Total\|[^€]*€113\.05\|.*From your credit\|[^€]*-€13\.05\|.*To be paid\|[^€]*€100\.00/);
    expect(text).toContain("Please pay €100.00 by");
    const plain = (words: string) => words.replace(/\s/g, " ");
    expect(plain(text).split(plain(period))).toHaveLength(2);
    const all = await read(await invoicePdf(sampleInvoice({ creditUsed: 11_305 }), FONTS));
    expect(all.text).toContain("There is nothing to pay.");
  });

  it("goes on on further pages with its head and what is carried forward", async () => {
    const lines = Array.from({ length: 120 }, (_, index) =>
      sampleLine({ description: `Thing ${index + 1}`, amount: 100 }),
    );
    const { pages, text } = await read(await invoicePdf(sampleInvoice({ lines }), FONTS));
    expect(pages.length).toBeGreaterThan(2);
    for (let index = 1; index <= 120; index += 1) expect(text).toContain(`Thing ${index}|`);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
      const rows = page.match(/Thing \d+/g)?.map((row) => Number(row.slice(6))) ?? [];
      if (index > 0 && rows.length > 0) {
        const before = (rows[0] ?? 0) - 1;
        expect(page).toContain("Description");
        expect(page).toContain(`Brought forward|`);
        expect(page).toContain(`€${before}.00`);
        expect(pages[index - 1]).toMatch(/Carried forward\|/);
        expect(pages[index - 1]).toContain(`€${before}.00`);
      }
    }
  });

  it("keeps long names inside and replaces what its font does not have", async () => {
    const customer = { ...BUYER, legalName: `${"Donaudampfschiff".repeat(12)} Ζεύς Жук 山`, name: "" };
    const lines = [sampleLine({ description: "Überlang ".repeat(400) })];
    const { pages, text } = await read(await invoicePdf(sampleInvoice({ customer, lines }), FONTS));
    expect(pages.length).toBeGreaterThan(1);
    expect(text).toContain("Ζεύς Жук ?");
    expect(text.match(/Überlang/g)).toHaveLength(400);
  });

  it.each([
    ["JPY", "¥11,305"],
    ["BHD", "BHD 11.305"],
    ["HUF", "HUF 113.05"],
  ])("writes %s with the digits of its minor unit", async (currency, total) => {
    const { text } = await read(await invoicePdf(sampleInvoice({ currency }), FONTS));
    expect(text).toContain(total);
  });

  it("shows discounts, unit prices with all their places, several rates and that tax is included", async () => {
    const lines = [
      sampleLine({ amount: 1000, discountAmount: 250, unitAmount: "0.125", quantity: "8000", taxInclusive: true }),
      sampleLine({ amount: 500, unitAmount: null, tax: vat("7") }),
    ];
    const { text } = await read(await invoicePdf(sampleInvoice({ lines }), FONTS));
    for (const part of ["-€2.50", "0.00125", "8,000", "VAT DE 19%", "VAT DE 7%", "Prices include tax.", "Subtotal"]) {
      expect(text).toContain(part);
    }
  });
});

describe("a credit note's PDF", () => {
  it("names its invoice and where the money goes, in every language", async () => {
    for (const language of LANGUAGES) {
      const invoice = sampleInvoice({ language });
      const { text } = await read(await creditNotePdf(sampleCreditNote(invoice, 5000), invoice, FONTS));
      expect(text).toContain("CN-2026-000007");
      expect(text).toContain("AP-2026-000042");
      expect(text).toMatch(/42[.,]02/);
      expect(text).toMatch(/7[.,]98/);
      const isVoid = portalWords(language).voidNoteText.replace(/\s/g, " ");
      expect(text).not.toContain(isVoid);
      const ended = sampleCreditNote(invoice, 5000, { status: "void", voidedMs: 1 });
      expect((await read(await creditNotePdf(ended, invoice, FONTS))).text).toContain(isVoid);
      expect(text).not.toMatch(/\?|undefined|\{/);
    }
  });
});
