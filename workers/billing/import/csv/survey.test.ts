import { expect, it } from "vitest";
import { joined } from "../../../kit/bytes.ts";
import { COLUMNS_MAX } from "./csv-input.ts";
import { isBlank, ROW_BYTES_MAX, rowAt, textsOf } from "./csv-row.ts";
import { Survey } from "./survey.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf16 = (text: string, littleEndian: boolean) => {
  const bytes = new DataView(new ArrayBuffer((text.length + 1) * 2));
  for (const [at, letter] of [...`\uFEFF${text}`].entries())
    bytes.setUint16(at * 2, letter.charCodeAt(0), littleEndian);
  return new Uint8Array(bytes.buffer);
};

/** Looks a file over that arrives in pieces of some bytes; gives what it is and the cells of its rows. */
function surveyed(bytes: Uint8Array, pieceBytes: number) {
  const survey = new Survey();
  let kept: Uint8Array = new Uint8Array();
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const piece = survey.add(bytes.subarray(at, at + pieceBytes));
    if (!piece.ok) return piece.reason;
    kept = joined([kept, piece.value]);
  }
  const file = survey.end(kept.length);
  if (!file.ok) return file.reason;
  const { encoding, delimiter, header, firstByte, rows } = file.value;
  const cells: string[][] = [];
  for (let at = firstByte; at < kept.length; ) {
    const row = rowAt(kept, at, delimiter.charCodeAt(0), true);
    if (!row) break;
    if (!isBlank(row)) cells.push(textsOf(kept, row, new TextDecoder(encoding)));
    at = row.end;
  }
  return { encoding, delimiter, header, rows, cells };
}

const TEXT = 'id;Straße\r\n1;"Größe ""XL""; neu"\r\n\r\n2;"zwei\r\nZeilen"\r\n';
const READ = {
  ...{ delimiter: ";", header: ["id", "Straße"], rows: 2 },
  cells: [
    ["1", 'Größe "XL"; neu'],
    ["2", "zwei\r\nZeilen"],
  ],
};

it.each([
  ["UTF-8", utf8(TEXT), "utf-8"],
  ["UTF-8 with its mark", utf8(`\uFEFF${TEXT}`), "utf-8"],
  ["UTF-16, low bytes first", utf16(TEXT, true), "utf-8"],
  ["UTF-16, high bytes first", utf16(TEXT, false), "utf-8"],
  ["Latin-1", latin(TEXT), "windows-1252"],
])("reads %s the same, in whatever pieces it arrives", (_, bytes, encoding) => {
  for (const piece of [4, 5, 7, 1_000]) expect(surveyed(bytes, piece)).toEqual({ ...READ, encoding });
});

it.each([
  ["carriage returns alone", "id,name\r1,a\r2,b\r"],
  ["line feeds alone, the last one left out", "id,name\n1,a\n2,b"],
])("takes %s for ends of rows", (_, text) =>
  expect(surveyed(utf8(text), 5)).toMatchObject({
    rows: 2,
    cells: [
      ["1", "a"],
      ["2", "b"],
    ],
  }),
);

const header = (columns: number) => `${Array.from({ length: columns }, (_, at) => `c${at}`).join(",")}\n1\n`;

it.each([
  ["a thousand columns", header(1_000), "too-many-columns"],
  ["a column more than there may be", header(COLUMNS_MAX + 1), "too-many-columns"],
  ["as many columns as there may be", header(COLUMNS_MAX), null],
  ["a row of one byte too many", `id,n\n1,${"x".repeat(ROW_BYTES_MAX - 2)}\n`, "row-too-long"],
  ["a header that never ends", "c,".repeat(ROW_BYTES_MAX), "row-too-long"],
  ["UTF-16 without a mark", "i\0d\0,\0n\0\n\0", "not-text"],
  ["a quote that is never closed", 'id,n\n1,"a\n2,b\n', "unclosed-quote"],
  ["blank lines only", "\n\n\n", "empty"],
])("says what %s come to", (_, text, reason) => {
  const found = surveyed(utf8(text), 1_000);
  if (reason === null) expect(found).toMatchObject({ rows: 1 });
  else expect(found).toBe(reason);
});
