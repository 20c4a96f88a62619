import { Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { queryInput } from "../../front/input.ts";
import type { ChartAccount } from "./chart.ts";
import { readChart } from "./chart-book.ts";
import { journalCsv, journalCsvHead, journalJson, journalText, quickbooksCsv, xeroCsv } from "./export.ts";
import { type JournalPlace, type JournalTransaction, journalPage, journalsOf } from "./journal.ts";
import { MONTH_PATTERN, type Month } from "./month.ts";

/** Transactions that are read and written at once. */
const PAGE = 500;

const asked = z.object({
  month: z.string().regex(MONTH_PATTERN),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  /** The name of Xero's tax rate for what bears none. */
  taxRate: z.string().min(1).max(60).default("Tax Exempt"),
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
    const { month, currency } = c.req.valid("query");
    await audit(c, { action: "ledger.exported", target: `period:${month}`, detail: { format: "quickbooks" } });
    const journals = (await journalsOf(c.env.DB, month, "day")).filter(
      (each) => !currency || each.currency === currency,
    );
    const text = quickbooksCsv(await readChart(c.env.DB), journals);
    return c.body(text, 200, fileHead(`quickbooks-${month}.csv`, WRITERS.csv.type));
  })
  .get("/export/xero", allow("billing:export"), queryInput(asked), async (c) => {
    const { month, currency, taxRate } = c.req.valid("query");
    await audit(c, { action: "ledger.exported", target: `period:${month}`, detail: { format: "xero" } });
    const journals = (await journalsOf(c.env.DB, month, "month")).filter(
      (each) => !currency || each.currency === currency,
    );
    const text = xeroCsv(await readChart(c.env.DB), journals, taxRate);
    return c.body(text, 200, fileHead(`xero-${month}.csv`, WRITERS.csv.type));
  })
  .get("/export/:format{csv|json|text}", allow("billing:export"), queryInput(asked), async (c) => {
    const { month } = c.req.valid("query");
    // The path's pattern lets these three through.
    const format = c.req.param("format") as keyof typeof WRITERS;
    await audit(c, { action: "ledger.exported", target: `period:${month}`, detail: { format } });
    const { head, write, type, ending } = WRITERS[format];
    const body = journalFile(c.env.DB, month, await readChart(c.env.DB), head, write);
    return c.body(body, 200, fileHead(`journal-${month}.${ending}`, type));
  });

const fileHead = (name: string, type: string) => ({
  "content-type": type,
  "content-disposition": `attachment; filename="${name}"`,
  "cache-control": "no-store",
});

/** The file as it is read, page by page, so that its size does not matter. */
function journalFile(db: D1Database, month: Month, chart: readonly ChartAccount[], head: string, write: Write) {
  const encoder = new TextEncoder();
  let after: JournalPlace | null = null;
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(head)),
    async pull(controller) {
      const page: JournalTransaction[] = await journalPage(db, { month }, after, PAGE);
      controller.enqueue(encoder.encode(write(chart, page)));
      after = page.at(-1) ?? null;
      if (page.length < PAGE) controller.close();
    },
  });
}
