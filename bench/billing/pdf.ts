import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fontkit from "@cantoo/fontkit";
import { PDFDocument } from "@cantoo/pdf-lib";
import { type Fonts, invoicePdf } from "../../workers/billing/document/pdf.ts";
import { sampleInvoice, sampleLine } from "../../workers/billing/invoice/sample.ts";
import { quantiles } from "../errors/load.ts";
import type { Figure } from "../figure.ts";

const RUNS = 60;
const SHORT_RUNS = 15;
const LINES = 100;
const BAR_MS = 150;
const BAR_KIB = 60;

const { resolve } = createRequire(import.meta.url);
const font = (file: string): ArrayBuffer =>
  new Uint8Array(readFileSync(resolve(`@expo-google-fonts/inter/${file}.ttf`))).buffer;

/**
 * How long a PDF of an invoice takes and how large it is: of one line, and of a hundred over several pages. The floor is a document of as many
 * lines of text by the library alone, which takes in the same fonts.
 */
export async function measurePdf(short: boolean): Promise<Figure[]> {
  const fonts: Fonts = {
    regular: font("400Regular/Inter_400Regular"),
    strong: font("600SemiBold/Inter_600SemiBold"),
  };
  const lines = Array.from({ length: LINES }, (_, index) => sampleLine({ description: `Thing ${index + 1}` }));
  const figures: Figure[] = [];
  for (const [name, invoice] of [
    ["one line", sampleInvoice({ language: "de" })],
    [`${LINES} lines`, sampleInvoice({ language: "de", lines })],
  ] as const) {
    const runs = short ? SHORT_RUNS : RUNS;
    const bare = await measured(runs, () => barePdf(invoice.lines.length, fonts));
    const made = await measured(runs, () => invoicePdf(invoice, fonts));
    const figure = (what: string, unit: string, of: "p95" | "kib", atMost: number): Figure => ({
      ...{ name: `PDF of ${name}, ${what}`, value: made[of], unit },
      floor: { name: "by the library alone", value: bare[of] },
      bar: { atMost, of: "value" },
    });
    figures.push(figure("p95", "ms", "p95", BAR_MS), figure("size", "KiB", "kib", BAR_KIB));
  }
  return figures;
}

async function measured(runs: number, make: () => Promise<Uint8Array>): Promise<{ p95: number; kib: number }> {
  let bytes = 0;
  const tookMs: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const beganMs = performance.now();
    bytes = (await make()).length;
    tookMs.push(performance.now() - beganMs);
  }
  return { p95: quantiles(tookMs).p95, kib: bytes / 1_024 };
}

async function barePdf(lines: number, fonts: Fonts): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontkit);
  const [regular, strong] = [
    await pdf.embedFont(fonts.regular, { subset: true }),
    await pdf.embedFont(fonts.strong, { subset: true }),
  ];
  const page = pdf.addPage();
  page.drawText("Invoice", { font: strong, size: 9 });
  for (let line = 0; line < lines; line += 1) page.drawText(`Thing ${line + 1}`, { font: regular, size: 9, y: line });
  return pdf.save();
}
