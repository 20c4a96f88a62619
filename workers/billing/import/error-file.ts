import type { Job } from "../job/job.ts";
import { csvRow, guarded } from "./csv/cell.ts";
import type { ImportInput } from "./import-input.ts";
import { FAILED_PAGE, failedLines, joinedPlaces, readLines } from "./line-book.ts";

/** The mark by which a spreadsheet reads UTF-8. */
const MARK = "\uFEFF";

/**
 * What was not done of an import, as a file to correct and upload again: the columns as they came, then why. It is read page
 * by page, so that its size does not matter. No cell is taken for a formula by a spreadsheet.
 */
export function errorFile(env: Env, job: Job, input: ImportInput): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  // What has no cells of its own is told by its id.
  const { delimiter, header } = input.from === "csv" ? input.file : { delimiter: ",", header: ["external_id"] };
  const row = (cells: readonly string[]) => csvRow(cells.map(guarded), delimiter);
  let after = 0;
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(MARK + row([...header, "Why it was not done"]))),
    async pull(controller) {
      const failed = await failedLines(env.DB, job.id, after);
      const named = failed.filter(({ subject }) => subject !== "").map(({ subject }) => subject);
      const reasons = new Map(failed.map(({ no, detail }) => [no, detail]));
      const ofSubject = new Map(failed.map(({ subject, detail }) => [subject, detail]));
      const joined = await joinedPlaces(env.DB, job.id, named);
      for (const { no, subject } of joined) reasons.set(no, ofSubject.get(subject) ?? "");
      const lines = await readLines(env, job.id, [...failed, ...joined]);
      const rows = [...lines].map(([no, { externalId, cells = [externalId] }]) => {
        const padded = header.map((_, index) => cells[index] ?? "");
        return row([...padded, reasons.get(no) ?? ""]);
      });
      controller.enqueue(encoder.encode(rows.join("")));
      after = failed.at(-1)?.no ?? after;
      if (failed.length < FAILED_PAGE) controller.close();
    },
  });
}
