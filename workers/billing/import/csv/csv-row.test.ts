import * as fc from "fast-check";
import { expect, it } from "vitest";
import { csvRow } from "./cell.ts";
import { isBlank, rowAt, textsOf } from "./csv-row.ts";

const COMMA = 0x2c;
const encoder = new TextEncoder();

/** All rows of a text that arrives in pieces of some bytes, and the line on which each begins. */
function rowsOf(text: string, pieceBytes = Number.POSITIVE_INFINITY, delimiter = COMMA) {
  const all = encoder.encode(text);
  const rows: { cells: string[]; line: number; fault: string | null }[] = [];
  let [from, to, line] = [0, Math.min(pieceBytes, all.length), 1];
  while (from < all.length) {
    const row = rowAt(all.subarray(0, to), from, delimiter, to === all.length);
    if (row === null) {
      to = Math.min(to + pieceBytes, all.length);
      continue;
    }
    if (!isBlank(row)) rows.push({ cells: textsOf(all, row, new TextDecoder()), line, fault: row.fault });
    from = row.end;
    line += row.lines;
  }
  return rows;
}

const cell = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom('"', "\r", "\n", ",", "a\r\nb", '""', ""));
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 });

it("reads back every table that is written, in whatever pieces it arrives", () => {
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 40 }), fc.constantFrom(",", ";", "\t"), (rows, piece, delimiter) => {
      const text = rows.map((row) => csvRow(row, delimiter)).join("");
      const read = rowsOf(text, piece, delimiter.charCodeAt(0));
      expect(read.map(({ cells }) => cells)).toEqual(rows);
      expect(read.every(({ fault }) => fault === null)).toBe(true);
    }),
  );
});

it("gives the same rows of any bytes, in whatever pieces they arrive, and never stands still", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("a", '"', ",", "\r", "\n", "é") }),
      fc.integer({ min: 1, max: 9 }),
      (text, piece) => {
        expect(rowsOf(text, piece)).toEqual(rowsOf(text));
      },
    ),
  );
});

it.each([
  ["LF, CRLF and CR alone", "a,b\nc,d\r\ne,f\rg,h", [1, 2, 3, 4]],
  ["line ends within quotes, of all three kinds", '"a\nb\r\nc\rd",x\ne,f', [1, 5]],
  ["blank lines", "a,b\n\n\r\nc,d", [1, 4]],
])("counts lines by %s", (_, text, lines) => {
  expect(rowsOf(text).map(({ line }) => line)).toEqual(lines);
});

it("names a quote that is never closed, and what stands behind one that is", () => {
  expect(rowsOf('a,"b\nc,d')).toMatchObject([{ cells: ["a", "b\nc,d"], fault: "unclosed-quote" }]);
  expect(rowsOf('"a" b,c\nd,e')).toMatchObject([{ cells: ["a", "c"], fault: "after-quote" }, { fault: null }]);
  expect(rowsOf('5" nail,b')).toMatchObject([{ cells: ['5" nail', "b"], fault: null }]);
});
