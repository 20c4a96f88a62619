/** Values that one statement takes at most (Cloudflare's limits of D1 and Durable Objects' SQL). */
const VALUES_MAX = 100;

/** Writes rows, each as wide as the columns that `insert` ends with: `insert into t (a, b)`. As few statements as the limit of values allows. */
export function insertRows(sql: SqlStorage, insert: string, rows: readonly SqlStorageValue[][]): void {
  const width = rows[0]?.length ?? 1;
  const places = `(${Array(width).fill("?").join(", ")})`;
  const atOnce = Math.floor(VALUES_MAX / width);
  for (let from = 0; from < rows.length; from += atOnce) {
    const some = rows.slice(from, from + atOnce);
    sql.exec(`${insert} values ${some.map(() => places).join(", ")}`, ...some.flat());
  }
}
