import { fail, ok } from "../../../kit/result.ts";
import { IMPORT_FILES } from "../line-book.ts";
import { type ImportSource, PAGE_LINES_MAX } from "../source.ts";
import type { CsvInput } from "./csv-input.ts";
import { lineOf } from "./csv-line.ts";
import { isBlank, ROW_BYTES_MAX, type RowSpan, rowAt, textsOf } from "./csv-row.ts";
import { readOffers } from "./offer.ts";

/** Bytes of a file that are read for one page. */
const PIECE_BYTES = 1_048_576;

/** Where R2 keeps the file of an import. */
export const fileKey = (jobId: string): string => `${IMPORT_FILES}${jobId}/file.csv`;

const FAULTS: Record<NonNullable<RowSpan["fault"]>, string> = {
  "unclosed-quote": "A quote in it is never closed.",
  "after-quote": "Something stands between a closing quote and the next cell.",
};

/** A place in a file: a byte, and on which line it is. */
interface Place {
  byte: number;
  line: number;
}

/** Reads the rows of an uploaded file, a piece of it at a time. */
export const csvSource: ImportSource<CsvInput> = {
  async read(env, jobId, { file, reading }, from) {
    if (reading === null) return fail("unreadable", "Nobody has said yet what its columns are.");
    const [byte = file.firstByte, line = file.firstLine] = from === null ? [] : from.split(":").map(Number);
    if (byte >= file.bytes) return ok({ lines: [], next: null });
    const kept = await env.BLOBS.get(fileKey(jobId), { range: { offset: byte, length: PIECE_BYTES } });
    if (!kept) return fail("unreadable", "The file is gone. Upload it again.");
    const bytes = new Uint8Array(await kept.arrayBuffer());
    const terms = { header: file.header, reading, offers: await readOffers(env.DB) };
    const decoder = new TextDecoder(file.encoding);
    const lines = [];
    const last = byte + bytes.length >= file.bytes;
    const at: Place = { byte: 0, line };
    while (lines.length < PAGE_LINES_MAX && at.byte < bytes.length) {
      const row = rowAt(bytes, at.byte, file.delimiter.charCodeAt(0), last);
      if (row === null) break;
      if (!isBlank(row)) {
        const fault = row.fault === null ? null : FAULTS[row.fault];
        lines.push(lineOf({ cells: textsOf(bytes, row, decoder), line: at.line, fault }, terms));
      }
      at.byte = row.end;
      at.line += row.lines;
    }
    if (at.byte === 0) return fail("unreadable", `The row on line ${line} is longer than ${ROW_BYTES_MAX} bytes.`);
    const next = byte + at.byte;
    return ok({ lines, next: next >= file.bytes ? null : `${next}:${at.line}` });
  },
};
