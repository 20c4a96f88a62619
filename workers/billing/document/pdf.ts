import fontkit from "@cantoo/fontkit";
import { PDFDocument, PDFHexString } from "@cantoo/pdf-lib";
import type { CreditNote, Invoice } from "../invoice/invoice.ts";
import { creditNotePaper, invoicePaper, isNews, type Paper, type PaperRow } from "./paper.ts";
import { Sheet, type TextStyle, WIDTH } from "./sheet.ts";
import { Typeface } from "./typeface.ts";
import { filled } from "./words/words.ts";

/** TrueType fonts in which documents are set. */
export interface Fonts {
  regular: ArrayBuffer;
  strong: ArrayBuffer;
}

const BODY: TextStyle = { size: 9 };
const SMALL: TextStyle = { size: 7.5, gray: 0.4 };
const STRONG: TextStyle = { size: 9, weight: "strong" };
const LEADING = 13;
const SMALL_LEADING = 11;

/** Where the table's columns end (figures) or begin (text), and how wide descriptions may be. */
const COLUMNS = { description: 0, quantity: 285, unitPrice: 365, rate: 418, amount: WIDTH };
const DESCRIPTION_WIDTH = 230;
const FOOT_WIDTH = 400;
/** Where the right one of two blocks begins. */
const RIGHT_HALF = 290;

/** An invoice as a PDF, of its frozen snapshot and nothing else: the same bytes each time. */
export const invoicePdf = (invoice: Invoice, fonts: Fonts): Promise<Uint8Array> =>
  paperPdf(invoicePaper(invoice), invoice.id, fonts);

/** A credit note as a PDF, of the snapshots of itself and its invoice: the same bytes each time. */
export const creditNotePdf = (note: CreditNote, invoice: Invoice, fonts: Fonts): Promise<Uint8Array> =>
  paperPdf(creditNotePaper(note, invoice), note.id, fonts);

async function paperPdf(paper: Paper, id: string, fonts: Fonts): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.registerFontkit(fontkit);
  const fileId = PDFHexString.of(Buffer.from(id).toString("hex"));
  pdf.context.trailerInfo.ID = pdf.context.obj([fileId, fileId]);
  pdf.setTitle(`${paper.title} ${paper.number}`, { showInWindowTitleBar: true });
  pdf.setAuthor(paper.seller.name);
  pdf.setProducer("Apiary");
  pdf.setLanguage(paper.language);
  pdf.setCreationDate(new Date(paper.issuedMs));
  pdf.setModificationDate(new Date(paper.issuedMs));
  const sheet = new Sheet(pdf, {
    regular: await Typeface.embed(pdf, fonts.regular, "Inter-Regular"),
    strong: await Typeface.embed(pdf, fonts.strong, "Inter-SemiBold"),
  });
  writeHead(sheet, paper);
  writeRows(sheet, paper);
  writeSums(sheet, paper);
  writeTaxes(sheet, paper);
  writeNotes(sheet, paper);
  const [foot = ""] = sheet.wrap([paper.seller.name, ...paper.seller.lines].join(" · "), SMALL, FOOT_WIDTH);
  sheet.foot(foot.replace(/ ·$/, ""), (page, pages) =>
    filled(paper.words.page, { page: String(page), pages: String(pages) }),
  );
  return pdf.save({ addDefaultPage: false });
}

function writeHead(sheet: Sheet, paper: Paper): void {
  const { seller, customer, facts } = paper;
  sheet.text(paper.title, 0, { size: 18, weight: "strong" });
  sheet.y += 34;
  if (paper.void !== undefined) {
    writeBlock(sheet, [paper.void], 0, WIDTH);
    sheet.y += LEADING;
  }
  const top = sheet.y;
  writeBlock(sheet, [seller.name, ...seller.lines], RIGHT_HALF, WIDTH - RIGHT_HALF);
  const sellerEnd = sheet.y;
  sheet.y = top;
  sheet.text(customer.label, 0, SMALL);
  sheet.y += SMALL_LEADING + 2;
  writeBlock(sheet, [customer.name, ...customer.lines], 0, RIGHT_HALF - 30);
  sheet.y = Math.max(sheet.y, sellerEnd) + 14;
  for (const { label, value } of facts) {
    sheet.text(label, 0, { ...BODY, gray: 0.4 });
    for (const line of sheet.wrap(value, BODY, WIDTH - 150)) {
      sheet.text(line, 150, BODY);
      sheet.y += LEADING;
    }
  }
  sheet.y += 14;
}

/** Lines below each other, the first one strong; long ones wrapped. */
function writeBlock(sheet: Sheet, lines: string[], x: number, width: number): void {
  for (const [index, text] of lines.entries()) {
    const style = index === 0 ? STRONG : BODY;
    for (const line of sheet.wrap(text, style, width)) {
      sheet.text(line, x, style);
      sheet.y += LEADING;
    }
  }
}

/** The table. Where it goes on on another page, both say what it comes to so far. */
function writeRows(sheet: Sheet, paper: Paper): void {
  writeTableHead(sheet, paper);
  let sum = 0;
  for (const row of paper.rows) {
    const lines = sheet.wrap(row.description, BODY, DESCRIPTION_WIDTH);
    const details = !isNews(row) ? [] : sheet.wrap(row.detail, SMALL, DESCRIPTION_WIDTH);
    const figures = figuresOf(row, paper);
    const all = [
      ...lines.map((text) => ({ text, style: BODY, height: LEADING })),
      ...details.map((text) => ({ text, style: SMALL, height: SMALL_LEADING })),
    ];
    for (const [index, { text, style, height }] of all.entries()) {
      // Room for the line and for what is carried forward below it; a row begins only where its first lines stay together.
      const wanted = index === 0 ? Math.min(all.length, 4) * LEADING : height;
      if (!sheet.hasRoom(wanted + 2 * LEADING)) turnTable(sheet, paper, sum);
      if (index === 0) {
        for (const [x, figure] of figures) sheet.text(figure, x, { ...BODY, align: "right" });
        sum += row.amount;
      }
      sheet.text(text, COLUMNS.description, style);
      sheet.y += height;
    }
    sheet.y += 5;
  }
  sheet.rule();
  sheet.y += 8;
}

const figuresOf = ({ quantity, unitPrice, rate, amount }: PaperRow, { money }: Paper): [number, string][] => [
  [COLUMNS.quantity, quantity],
  [COLUMNS.unitPrice, unitPrice],
  [COLUMNS.rate, rate],
  [COLUMNS.amount, money(amount)],
];

function writeTableHead(sheet: Sheet, { columns }: Paper): void {
  for (const column of ["description", "quantity", "unitPrice", "rate", "amount"] as const) {
    const align = column === "description" ? "left" : "right";
    sheet.text(columns[column], COLUMNS[column], { ...SMALL, align });
  }
  sheet.y += SMALL_LEADING + 4;
  sheet.rule();
  sheet.y += 6;
}

function turnTable(sheet: Sheet, paper: Paper, sum: number): void {
  const carry = (label: string) => {
    sheet.text(label, COLUMNS.description, STRONG);
    sheet.text(paper.money(sum), COLUMNS.amount, { ...STRONG, align: "right" });
    sheet.y += LEADING + 5;
  };
  sheet.rule();
  sheet.y += 5;
  carry(paper.words.carriedForward);
  sheet.turn();
  writeTableHead(sheet, paper);
  carry(paper.words.broughtForward);
}

function writeSums(sheet: Sheet, { sums: total, due = [] }: Paper): void {
  const sums = [...total, ...due];
  if (!sheet.hasRoom(sums.length * (LEADING + 3))) sheet.turn();
  for (const { label, value, strong } of sums) {
    const style: TextStyle = strong ? { size: 11, weight: "strong" } : BODY;
    sheet.text(label, RIGHT_HALF, style);
    sheet.text(value, WIDTH, { ...style, align: "right" });
    sheet.y += LEADING + 3;
  }
  sheet.y += 14;
}

function writeTaxes(sheet: Sheet, { taxes }: Paper): void {
  if (!sheet.hasRoom((taxes.rows.length + 2) * LEADING)) sheet.turn();
  for (const [index, row] of [taxes.head, ...taxes.rows].entries()) {
    if (!sheet.hasRoom(LEADING)) sheet.turn();
    const style = index === 0 ? SMALL : BODY;
    const [name = "", base = "", amount = ""] = row;
    sheet.text(name, 0, style);
    sheet.text(base, COLUMNS.quantity, { ...style, align: "right" });
    sheet.text(amount, COLUMNS.rate, { ...style, align: "right" });
    sheet.y += LEADING;
  }
  sheet.y += 12;
}

function writeNotes(sheet: Sheet, { notes }: Paper): void {
  for (const note of notes) {
    for (const line of sheet.wrap(note, BODY, WIDTH)) {
      if (!sheet.hasRoom(LEADING)) sheet.turn();
      sheet.text(line, 0, BODY);
      sheet.y += LEADING;
    }
    sheet.y += 3;
  }
}
