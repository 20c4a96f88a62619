/** Runs one background job and fails as that kind of job fails. */
export async function runJob(kind: "thumbnail" | "digest" | "export", attempt: number): Promise<void> {
  await Promise.resolve();
  if (kind === "thumbnail") resize({ width: 0, height: 480 });
  if (kind === "digest") await sendDigest(attempt);
  if (kind === "export")
    writeRows(Array.from({ length: 3 }, (_, row) => ({ row, columns: row === 2 ? undefined : ["a"] })));
}

function resize({ width, height }: { width: number; height: number }): number {
  if (width <= 0 || height <= 0) throw new RangeError(`cannot resize to ${width} by ${height}`);
  return width / height;
}

async function sendDigest(attempt: number): Promise<void> {
  const reply = await Promise.resolve("421 4.7.0 try again later");
  throw new MailRefused(`attempt ${attempt}: ${reply}`);
}

function writeRows(rows: { columns: string[] | undefined }[]): string {
  // The shop's bug: a row without columns.
  return rows.map((row) => (row.columns as string[]).join(",")).join("\n");
}

class MailRefused extends Error {
  override name = "MailRefused";
}
