import {
  beginText,
  endText,
  grayscale,
  moveText,
  type PDFDocument,
  PDFName,
  type PDFPage,
  setFillingGrayscaleColor,
  setFontAndSize,
  showText,
} from "@cantoo/pdf-lib";
import type { Typeface } from "./typeface.ts";

/** A4 in points, what stays free around, and what is left for text. */
const PAGE = { width: 595.28, height: 841.89 };
const MARGIN = 48;
export const WIDTH = PAGE.width - 2 * MARGIN;
/** How much at the bottom belongs to the foot. */
const FOOT = 64;
const FOOT_STYLE = { size: 7.5, gray: 0.45 };

type Weight = "regular" | "strong";

export interface TextStyle {
  size: number;
  weight?: Weight;
  /** 0 black, 1 white. */
  gray?: number;
  align?: "left" | "right";
}

/** Pages that are written from the top to the bottom. Positions are points from the left margin; `y` counts from the top. */
export class Sheet {
  readonly #pdf: PDFDocument;
  readonly #faces: Record<Weight, Typeface>;
  readonly #pages: PDFPage[] = [];
  y = 0;

  constructor(pdf: PDFDocument, faces: Record<Weight, Typeface>) {
    this.#pdf = pdf;
    this.#faces = faces;
    this.turn();
  }

  /** Goes on on a new page. */
  turn(): void {
    const page = this.#pdf.addPage([PAGE.width, PAGE.height]);
    for (const [weight, { font }] of Object.entries(this.#faces)) {
      page.node.setFontDictionary(PDFName.of(weight), font.ref);
    }
    this.#pages.push(page);
    this.y = MARGIN;
  }

  /** Whether so much fits on the page below what is written. */
  hasRoom(height: number): boolean {
    return this.y + height <= PAGE.height - FOOT;
  }

  /** A text in lines of a width. */
  wrap(text: string, { size, weight = "regular" }: TextStyle, widthMax: number): string[] {
    return this.#faces[weight].wrap(text, size, widthMax);
  }

  /** Writes a line whose baseline is its size below `y`; what is aligned right ends at `x`. */
  text(text: string, x: number, style: TextStyle, y = this.y): void {
    this.#write(this.#pages.at(-1), text, x, y, style);
  }

  /** Draws a hairline at `y`. */
  rule(): void {
    const y = PAGE.height - this.y;
    const [start, end] = [
      { x: MARGIN, y },
      { x: MARGIN + WIDTH, y },
    ];
    this.#pages.at(-1)?.drawLine({ start, end, thickness: 0.5, color: grayscale(0.75) });
  }

  /** Writes at the foot of every page, when all are there. */
  foot(left: string, right: (page: number, pages: number) => string): void {
    const y = PAGE.height - MARGIN + 8;
    for (const [index, page] of this.#pages.entries()) {
      this.#write(page, left, 0, y, FOOT_STYLE);
      this.#write(page, right(index + 1, this.#pages.length), WIDTH, y, { ...FOOT_STYLE, align: "right" });
    }
  }

  #write(page: PDFPage | undefined, text: string, x: number, y: number, style: TextStyle): void {
    if (text === "" || page === undefined) return;
    const { size, weight = "regular", gray = 0.1, align = "left" } = style;
    const face = this.#faces[weight];
    const left = MARGIN + x - (align === "right" ? face.width(text, size) : 0);
    page.pushOperators(
      beginText(),
      setFillingGrayscaleColor(gray),
      setFontAndSize(weight, size),
      moveText(hundredths(left), hundredths(PAGE.height - y - size)),
      showText(face.encode(text)),
      endText(),
    );
  }
}

const hundredths = (points: number): number => Math.round(points * 100) / 100;
