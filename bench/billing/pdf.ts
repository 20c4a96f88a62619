import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
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

/** How long a PDF of an invoice takes and how large it is: of one line, and of a hundred over several pages. */
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
    let bytes = 0;
    const tookMs: number[] = [];
    for (let run = 0; run < (short ? SHORT_RUNS : RUNS); run += 1) {
      const beganMs = performance.now();
      bytes = (await invoicePdf(invoice, fonts)).length;
      tookMs.push(performance.now() - beganMs);
    }
    const { p95 } = quantiles(tookMs);
    figures.push({ name: `PDF of ${name}, p95`, value: p95, unit: "ms", bar: { atMost: BAR_MS } });
    figures.push({ name: `PDF of ${name}, size`, value: bytes / 1_024, unit: "KiB", bar: { atMost: BAR_KIB } });
  }
  return figures;
}
