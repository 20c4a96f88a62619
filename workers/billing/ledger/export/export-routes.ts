import { type Context, Hono } from "hono";
import * as z from "zod";
import { allow } from "../../../front/access.ts";
import { audit } from "../../../front/audit.ts";
import type { App } from "../../../front/context.ts";
import { queryInput } from "../../../front/input.ts";
import { problem } from "../../../front/problem.ts";
import { MAIN_ENTITY } from "../../company/legal-entity.ts";
import { MONTH_PATTERN, type Month } from "../period/month.ts";
import type { ChartAccount } from "../posting/chart.ts";
import { readChart } from "../posting/chart-book.ts";
import { type JournalPlace, type JournalTransaction, journalPage, journalsOf } from "../report/journal.ts";
import type { XeroFilesView } from "../view.ts";
import { journalCsv, journalCsvHead, journalJson, journalText, quickbooksCsv, xeroFiles } from "./export.ts";

/** Transactions that are read and written at once. */
const PAGE = 500;

const asked = z.object({
  /** Whose books; the company's own unless said. */
  entity: z.string().max(40).default(MAIN_ENTITY),
  month: z.string().regex(MONTH_PATTERN),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  /** The name of Xero's tax rate for what bears none. */
  taxRate: z.string().min(1).max(60).default("Tax Exempt"),
  /** Which of Xero's files, from 1 on. */
  part: z.coerce.number().int().min(1).default(1),
});

type Write = (chart: readonly ChartAccount[], transactions: readonly JournalTransaction[]) => string;

const WRITERS: Record<"csv" | "json" | "text", { head: string; write: Write; type: string; ending: string }> = {
  csv: { head: journalCsvHead, write: journalCsv, type: "text/csv; charset=utf-8", ending: "csv" },
  json: { head: "", write: journalJson, type: "application/x-ndjson", ending: "ndjson" },
  text: { head: "", write: journalText, type: "text/plain; charset=utf-8", ending: "journal" },
};

/** A month's journal as a file: for QuickBooks and Xero summed up, whole as CSV, JSON lines or plain text accounting. */
export const exportRoutes = new Hono<App>()
  .get("/export/quickbooks", allow("billing:export"), queryInput(asked), async (c) => {
    const { entity, month, currency } = c.req.valid("query");
    await audited(c, "quickbooks", c.req.valid("query"));
    const journals = (await journalsOf(c.env.DB, month, "day", entity)).filter(
      (each) => !currency || each.currency === currency,
    );
    const text = quickbooksCsv(await readChart(c.env.DB), journals);
    return c.body(text, 200, fileHead(fileName("quickbooks", c.req.valid("query"), "csv"), WRITERS.csv.type));
  })
  .get("/export/xero", allow("billing:export"), queryInput(asked), async (c) => {
    const wanted = c.req.valid("query");
    const files = await xeroOf(c.env.DB, wanted);
    const text = files[wanted.part - 1];
    if (text === undefined)
      return problem(c, {
        status: 404,
        reason: "no-such-file",
        detail: `That month has ${files.length} files for Xero.`,
      });
    await audited(c, "xero", wanted);
    const ending = files.length === 1 ? "csv" : `${wanted.part}-of-${files.length}.csv`;
    return c.body(text, 200, fileHead(fileName("xero", wanted, ending), WRITERS.csv.type));
  })
  .get("/export/xero/files", allow("billing:export"), queryInput(asked), async (c) =>
    c.json({ files: (await xeroOf(c.env.DB, c.req.valid("query"))).length } satisfies XeroFilesView),
  )
  .get("/export/:format{csv|json|text}", allow("billing:export"), queryInput(asked), async (c) => {
    const wanted = c.req.valid("query");
    // The path's pattern lets these three through.
    const format = c.req.param("format") as keyof typeof WRITERS;
    await audited(c, format, wanted);
    const { head, write, type, ending } = WRITERS[format];
    const body = journalFile(c.env.DB, wanted, await readChart(c.env.DB), head, write);
    return c.body(body, 200, fileHead(fileName("journal", wanted, ending), type));
  });

async function xeroOf(db: D1Database, { entity, month, currency, taxRate }: z.output<typeof asked>) {
  const journals = await journalsOf(db, month, "month", entity);
  const wanted = journals.filter((each) => !currency || each.currency === currency);
  return xeroFiles(await readChart(db), wanted, taxRate);
}

interface Period {
  entity: string;
  month: Month;
}

const audited = (c: Context<App>, format: string, { entity, month }: Period) =>
  audit(c, { action: "ledger.exported", target: `period:${month}`, detail: { format, entity } });

/** A file is called by what is in it; the company's own books need no name. */
const fileName = (format: string, { entity, month }: Period, ending: string): string =>
  [format, ...(entity === MAIN_ENTITY ? [] : [entity.replace(/[^a-z0-9-]/g, "_")]), `${month}.${ending}`].join("-");

const fileHead = (name: string, type: string) => ({
  "content-type": type,
  "content-disposition": `attachment; filename="${name}"`,
  "cache-control": "no-store",
});

/** The file as it is read, page by page, so that its size does not matter. */
function journalFile(
  db: D1Database,
  { entity, month }: Period,
  chart: readonly ChartAccount[],
  head: string,
  write: Write,
) {
  const encoder = new TextEncoder();
  let after: JournalPlace | null = null;
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(head)),
    async pull(controller) {
      const page: JournalTransaction[] = await journalPage(db, { entity, month }, after, PAGE);
      controller.enqueue(encoder.encode(write(chart, page)));
      after = page.at(-1) ?? null;
      if (page.length < PAGE) controller.close();
    },
  });
}
