import { type PDFDocument, type PDFFont, PDFHexString } from "@cantoo/pdf-lib";

/** A glyph as text operators name it, and how wide it is in thousandths of the font's size. */
interface Glyph {
  hex: string;
  width: number;
}

/** What a character is replaced by that the font does not have. */
const REPLACEMENT = "?";

/**
 * A font in one document. Characters are laid out once each: the library's own layout of every text costs more than all the rest of a
 * document, and figures in tables want neither kerning nor ligatures.
 */
export class Typeface {
  readonly #glyphs = new Map<string, Glyph>();
  readonly font: PDFFont;
  readonly #has: ReadonlySet<number>;

  private constructor(font: PDFFont) {
    this.font = font;
    this.#has = new Set(font.getCharacterSet());
  }

  /** Embeds what is used of a TrueType font. The name is fixed, so that the file is the same each time. */
  static async embed(pdf: PDFDocument, ttf: ArrayBuffer, name: string): Promise<Typeface> {
    const features = { liga: false, calt: false, kern: false };
    return new Typeface(await pdf.embedFont(ttf, { subset: true, customName: name, features }));
  }

  /** A text's glyphs for the operator that shows it. */
  encode(text: string): PDFHexString {
    let hex = "";
    for (const character of text) hex += this.#glyph(character).hex;
    return PDFHexString.of(hex);
  }

  /** How wide a text is at a size, both in points. */
  width(text: string, size: number): number {
    let width = 0;
    for (const character of text) width += this.#glyph(character).width;
    return (width * size) / 1_000;
  }

  /** A text in lines that are no wider than that; a word that is too wide is broken anywhere. */
  wrap(text: string, size: number, widthMax: number): string[] {
    const lines: string[] = [];
    let line = "";
    for (const word of text.split(/\s+/)) {
      const joined = line === "" ? word : `${line} ${word}`;
      if (this.width(joined, size) <= widthMax) {
        line = joined;
        continue;
      }
      if (line !== "") lines.push(line);
      line = "";
      for (const character of word) {
        if (line !== "" && this.width(line + character, size) > widthMax) {
          lines.push(line);
          line = "";
        }
        line += character;
      }
    }
    return [...lines, line];
  }

  #glyph(character: string): Glyph {
    const known = this.#glyphs.get(character);
    if (known !== undefined) return known;
    const shown = this.#has.has(character.codePointAt(0) ?? 0) ? character : /\s/.test(character) ? " " : REPLACEMENT;
    const glyph = { hex: this.font.encodeText(shown).asString(), width: this.font.widthOfTextAtSize(shown, 1_000) };
    this.#glyphs.set(character, glyph);
    return glyph;
  }
}
