import { joined } from "../../../kit/bytes.ts";
import { type Failure, fail, ok, type Result } from "../../../kit/result.ts";
import { LINES_MAX } from "../source.ts";
import { COLUMNS_MAX, type CsvFile, HEADER_CHARS_MAX } from "./csv-input.ts";
import { isBlank, ROW_BYTES_MAX, rowAt, textsOf } from "./csv-row.ts";

/** Why a file cannot be imported at all. */
export type FileReason =
  | "empty"
  | "not-text"
  | "no-rows"
  | "too-many-rows"
  | "too-many-columns"
  | "row-too-long"
  | "unclosed-quote";

const DELIMITERS = [",", ";", "\t", "|"] as const;
const QUOTE = 0x22;

/**
 * Looks over a file while it passes, in whatever pieces: what separates its cells, its header, how it is encoded, how many rows it
 * has. What is kept is UTF-8 or Windows-1252, which have the same separators.
 */
export class Survey {
  #begun = false;
  /** Reads UTF-16, which is kept as UTF-8. */
  #wide: TextDecoder | null = null;
  readonly #strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  #isUtf8 = true;
  /** What was not taken for a row yet, the number of its first byte in the file, and its line. */
  #rest: Uint8Array = new Uint8Array();
  #byte = 0;
  #line = 1;
  #delimiter: CsvFile["delimiter"] | null = null;
  #header: (Pick<CsvFile, "firstByte" | "firstLine"> & { bytes: Uint8Array }) | null = null;
  #rows = 0;

  /** The next bytes, at least four at first. Gives what is to be kept of them. */
  add(piece: Uint8Array): Result<Uint8Array, FileReason> {
    if (!this.#begun) {
      this.#begun = true;
      if (piece[0] === 0x50 && piece[1] === 0x4b) {
        return fail("not-text", "This is a workbook or an archive. Export it as CSV.");
      }
      if (piece[0] === 0xff && piece[1] === 0xfe) this.#wide = new TextDecoder("utf-16le");
      if (piece[0] === 0xfe && piece[1] === 0xff) this.#wide = new TextDecoder("utf-16be");
      const marked = piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf;
      const kept = this.#plain(piece);
      const failed = this.#take(marked ? kept.subarray(3) : kept, marked ? 3 : 0);
      return failed ?? ok(kept);
    }
    const kept = this.#plain(piece);
    return this.#take(kept, 0) ?? ok(kept);
  }

  /** What is to be kept after the last bytes, and what the file is. */
  end(bytes: number): Result<Omit<CsvFile, "name">, FileReason> {
    const failed = this.#take(new Uint8Array(), 0, true);
    if (failed) return failed;
    if (this.#isUtf8) this.#checkUtf8(new Uint8Array(), true);
    const [header, delimiter] = [this.#header, this.#delimiter];
    if (!header || !delimiter) return fail("empty", "The file is empty. Its first row names its columns.");
    if (this.#rows === 0) return fail("no-rows", "There is nothing below the row that names the columns.");
    const encoding = this.#isUtf8 ? "utf-8" : "windows-1252";
    const row = rowAt(header.bytes, 0, delimiter.charCodeAt(0), true);
    const names = row ? textsOf(header.bytes, row, new TextDecoder(encoding)) : [];
    if (names.length > COLUMNS_MAX) return fail("too-many-columns", `A file has at most ${COLUMNS_MAX} columns.`);
    const { firstByte, firstLine } = header;
    const shown = names.map((name) => name.trim().slice(0, HEADER_CHARS_MAX));
    return ok({ bytes, rows: this.#rows, encoding, delimiter, header: shown, firstByte, firstLine });
  }

  #plain(piece: Uint8Array): Uint8Array {
    if (this.#wide) return new TextEncoder().encode(this.#wide.decode(piece, { stream: true }));
    if (this.#isUtf8) this.#checkUtf8(piece, false);
    return piece;
  }

  #checkUtf8(piece: Uint8Array, last: boolean): void {
    try {
      this.#strict.decode(piece, { stream: !last });
    } catch {
      this.#isUtf8 = false;
    }
  }

  #take(piece: Uint8Array, skipped: number, last = false): Failure<FileReason> | null {
    if (piece.includes(0)) return fail("not-text", "This is no text. Export it as CSV, in UTF-8.");
    this.#byte += skipped;
    const bytes = joined([this.#rest, piece]);
    if (this.#delimiter === null && (last || bytes.length > ROW_BYTES_MAX)) this.#delimiter = delimiterOf(bytes);
    let at = 0;
    while (this.#delimiter !== null && at < bytes.length) {
      const row = rowAt(bytes, at, this.#delimiter.charCodeAt(0), last);
      if (row?.fault === "unclosed-quote") {
        return fail("unclosed-quote", `A quote in the row on line ${this.#line} is never closed.`);
      }
      if ((row?.end ?? bytes.length) - at > ROW_BYTES_MAX) return this.#tooLong();
      if (row === null) break;
      this.#line += row.lines;
      if (!isBlank(row)) {
        if (this.#header) this.#rows += 1;
        else this.#header = { bytes: bytes.slice(at, row.end), firstByte: this.#byte + row.end, firstLine: this.#line };
      }
      if (this.#rows > LINES_MAX) {
        return fail("too-many-rows", `A file has at most ${LINES_MAX.toLocaleString("en")} rows. Divide it.`);
      }
      at = row.end;
    }
    this.#rest = bytes.slice(at);
    this.#byte += at;
    return null;
  }

  #tooLong(): Failure<"row-too-long"> {
    const size = ROW_BYTES_MAX.toLocaleString("en");
    return fail("row-too-long", `The row on line ${this.#line} is longer than ${size} bytes. Is a quote not closed?`);
  }
}

/** What separates the cells of the first row: what is most often in it, outside of quotes. */
function delimiterOf(bytes: Uint8Array): CsvFile["delimiter"] {
  const counts = new Map<number, number>();
  let within = false;
  for (const byte of bytes) {
    if (byte === QUOTE) within = !within;
    else if (!within && (byte === 0x0a || byte === 0x0d) && counts.size > 0) break;
    else if (!within && DELIMITERS.some((one) => one.charCodeAt(0) === byte))
      counts.set(byte, (counts.get(byte) ?? 0) + 1);
  }
  const count = (delimiter: string) => counts.get(delimiter.charCodeAt(0)) ?? 0;
  return DELIMITERS.reduce((best, one) => (count(one) > count(best) ? one : best), ",");
}
