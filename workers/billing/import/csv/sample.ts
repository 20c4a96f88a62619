import type { CsvFile } from "./csv-input.ts";
import { isBlank, ROW_BYTES_MAX, rowAt, textsOf } from "./csv-row.ts";
import { fileKey } from "./csv-source.ts";

/** Rows that a sample has, and letters of each cell. */
const ROWS = 5;
const CELL_CHARS = 80;

/** The first rows of a file, their long cells cut short; null when the file is gone. */
export async function readSample(env: Env, jobId: string, file: CsvFile): Promise<string[][] | null> {
  const range = { offset: file.firstByte, length: Math.min(ROWS * ROW_BYTES_MAX, file.bytes - file.firstByte) };
  const kept = await env.BLOBS.get(fileKey(jobId), { range });
  if (!kept) return null;
  const bytes = new Uint8Array(await kept.arrayBuffer());
  const decoder = new TextDecoder(file.encoding);
  const rows: string[][] = [];
  for (let at = 0; rows.length < ROWS && at < bytes.length; ) {
    const row = rowAt(bytes, at, file.delimiter.charCodeAt(0), true);
    if (row === null) break;
    if (!isBlank(row)) rows.push(textsOf(bytes, row, decoder).map((text) => text.slice(0, CELL_CHARS)));
    at = row.end;
  }
  return rows;
}
