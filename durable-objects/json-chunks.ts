/** Characters of one JSON text that is bound to a statement: three bytes each at worst, below the platform's 2 MB. */
export const CHUNK_CHARS = 600_000;

/** JSON arrays that together hold all rows, each small enough to bind to `json_each(?)`. */
export function* jsonChunks(rows: Iterable<unknown>): Generator<string> {
  let texts: string[] = [];
  let chars = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    if (texts.length > 0 && chars + text.length > CHUNK_CHARS) {
      yield `[${texts.join(",")}]`;
      texts = [];
      chars = 0;
    }
    texts.push(text);
    chars += text.length + 1;
  }
  if (texts.length > 0) yield `[${texts.join(",")}]`;
}
