/** Bytes of one row at most: longer ones are those whose quote is never closed. */
export const ROW_BYTES_MAX = 65_536;

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/** A cell's bytes within its file, quotes taken off. */
interface CellSpan {
  from: number;
  to: number;
  /** Whether quotes in it are doubled. */
  doubled: boolean;
}

/** A row as it lies in bytes; `end` is where the next one begins. */
export interface RowSpan {
  cells: CellSpan[];
  end: number;
  /** Line ends in it, its own included. */
  lines: number;
  /** What is wrong with it: a quote that is never closed, or letters after one that was. */
  fault: "unclosed-quote" | "after-quote" | null;
}

/**
 * Finds the row that begins at `from` (RFC 4180; LF and CR alone end rows, too). Null when it may go on after these bytes,
 * unless they are the last ones. What separates cells is one byte, so this works for UTF-8 and one-byte encodings alike.
 */
export function rowAt(bytes: Uint8Array, from: number, delimiter: number, last: boolean): RowSpan | null {
  const row: RowSpan = { cells: [], end: from, lines: 0, fault: null };
  let at = from;
  for (;;) {
    const cell = bytes[at] === QUOTE ? quoted(bytes, at, row, last) : plain(at);
    if (cell === null) return null;
    at = endOfCell(bytes, cell.after, delimiter);
    if (cell.closed === null) cell.span.to = at;
    else if (at > cell.closed) row.fault ??= "after-quote";
    row.cells.push(cell.span);
    if (at === bytes.length) {
      if (!last) return null;
      row.end = at;
      return row;
    }
    if (bytes[at] === delimiter) {
      at += 1;
      continue;
    }
    // A CR at the end of the bytes may have its LF in the next ones.
    if (bytes[at] === CR && at + 1 === bytes.length && !last) return null;
    row.end = at + (bytes[at] === CR && bytes[at + 1] === LF ? 2 : 1);
    row.lines += 1;
    return row;
  }
}

interface Cell {
  span: CellSpan;
  /** Where what separates it from the next one is looked for. */
  after: number;
  /** Behind its closing quote; null for a cell without quotes. */
  closed: number | null;
}

const plain = (at: number): Cell => ({ span: { from: at, to: at, doubled: false }, after: at, closed: null });

function quoted(bytes: Uint8Array, open: number, row: RowSpan, last: boolean): Cell | null {
  let doubled = false;
  let at = open + 1;
  for (;;) {
    const quote = bytes.indexOf(QUOTE, at);
    if (quote === -1) {
      if (!last) return null;
      row.fault = "unclosed-quote";
      const to = bytes.length;
      return { span: { from: open + 1, to, doubled }, after: to, closed: to };
    }
    if (quote + 1 === bytes.length && !last) return null;
    if (bytes[quote + 1] !== QUOTE) {
      row.lines += linesIn(bytes, open, quote);
      return { span: { from: open + 1, to: quote, doubled }, after: quote + 1, closed: quote + 1 };
    }
    doubled = true;
    at = quote + 2;
  }
}

function endOfCell(bytes: Uint8Array, from: number, delimiter: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== delimiter && bytes[at] !== LF && bytes[at] !== CR) at += 1;
  return at;
}

function linesIn(bytes: Uint8Array, from: number, to: number): number {
  let lines = 0;
  for (let at = from; at < to; at += 1) {
    if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) lines += 1;
  }
  return lines;
}

/** The texts of a row's cells. */
export const textsOf = (bytes: Uint8Array, row: RowSpan, decoder: TextDecoder): string[] =>
  row.cells.map(({ from, to, doubled }) => {
    const text = decoder.decode(bytes.subarray(from, to));
    return doubled ? text.replaceAll('""', '"') : text;
  });

/** Whether a row is a blank line, which says nothing. */
export const isBlank = ({ cells: [first, second] }: RowSpan): boolean =>
  second === undefined && first !== undefined && first.from === first.to;
