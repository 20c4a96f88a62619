import { type Context, Hono } from "hono";
import * as z from "zod";
import { allow } from "../../../front/access.ts";
import { audit } from "../../../front/audit.ts";
import type { App } from "../../../front/context.ts";
import { queryInput } from "../../../front/input.ts";
import { problem } from "../../../front/problem.ts";
import { unknownEntity } from "../../company/known-entity.ts";
import { MAIN_ENTITY } from "../../company/legal-entity.ts";
import { MONTH_PATTERN } from "../period/month.ts";
import type { ChartAccount } from "../posting/chart.ts";
import { readChart } from "../posting/chart-book.ts";
import {
  type Journal,
  type JournalPlace,
  type JournalTransaction,
  journalPage,
  journalsOf,
} from "../report/journal.ts";
import type { XeroFilesView } from "../view.ts";
import { journalCsv, journalCsvHead, journalJson, journalText, quickbooksCsv, xeroFiles } from "./export.ts";

/** Transactions that are read and written at once. */
const PAGE = 500;

const period = z.strictObject({
  /** Whose books; the company's own unless said. */
  entity: z.string().max(40).default(MAIN_ENTITY),
  month: z.string().regex(MONTH_PATTERN),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
});
type Period = z.output<typeof period>;

/** The name of Xero's tax rate for what bears none. */
const xero = period.extend({ taxRate: z.string().min(1).max(60).default("Tax Exempt") });

/** What is exported: of Xero's files which one, from 1 on. */
export const EXPORTED = { period, xero, xeroFile: xero.extend({ part: z.coerce.number().int().min(1).default(1) }) };

type Write = (chart: readonly ChartAccount[], transactions: readonly JournalTransaction[]) => string;

const WRITERS: Record<"csv" | "json" | "text", { head: string; write: Write; type: string; ending: string }> = {
  csv: { head: journalCsvHead, write: journalCsv, type: "text/csv; charset=utf-8", ending: "csv" },
  json: { head: "", write: journalJson, type: "application/x-ndjson", ending: "ndjson" },
  text: { head: "", write: journalText, type: "text/plain; charset=utf-8", ending: "journal" },
};

/**
 * A month's journal as a file, for the console and `/billing/v1/journal_exports` alike: for QuickBooks and Xero summed up, whole as CSV, JSON
 * lines or plain text accounting.
 */
export const exportRoutes = new Hono<App>()
  .use(allow("billing:export"))
  .get("/quickbooks", queryInput(period), async (c) => {
    const wanted = c.req.valid("query");
    const unknown = await unknownEntity(c, wanted.entity);
    if (unknown) return unknown;
    await audited(c, "quickbooks", wanted);
    const journals = (await journalsOf(c.env.DB, wanted.month, "day", wanted.entity)).filter(isOf(wanted));
    const text = quickbooksCsv(await readChart(c.env.DB), journals);
    return c.body(text, 200, fileHead(fileName("quickbooks", wanted, "csv"), WRITERS.csv.type));
  })
  .get("/xero", queryInput(EXPORTED.xeroFile), async (c) => {
    const wanted = c.req.valid("query");
    const unknown = await unknownEntity(c, wanted.entity);
    if (unknown) return unknown;
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
  .get("/xero/files", queryInput(xero), async (c) => {
    const wanted = c.req.valid("query");
    const unknown = await unknownEntity(c, wanted.entity);
    if (unknown) return unknown;
    const files = (await xeroOf(c.env.DB, wanted)).length;
    return c.json({ object: "xero_files", files } satisfies XeroFilesView);
  })
  .get("/csv", queryInput(period), (c) => whole(c, "csv", c.req.valid("query")))
  .get("/json", queryInput(period), (c) => whole(c, "json", c.req.valid("query")))
  .get("/text", queryInput(period), (c) => whole(c, "text", c.req.valid("query")));

/** Every transaction of a month, as a file. */
async function whole(c: Context<App>, format: keyof typeof WRITERS, wanted: Period): Promise<Response> {
  const unknown = await unknownEntity(c, wanted.entity);
  if (unknown) return unknown;
  await audited(c, format, wanted);
  const { head, write, type, ending } = WRITERS[format];
  const body = journalFile(c.env.DB, wanted, await readChart(c.env.DB), head, write);
  return c.body(body, 200, fileHead(fileName("journal", wanted, ending), type));
}

async function xeroOf(db: D1Database, wanted: z.output<typeof xero>) {
  const journals = await journalsOf(db, wanted.month, "month", wanted.entity);
  return xeroFiles(await readChart(db), journals.filter(isOf(wanted)), wanted.taxRate);
}

const isOf =
  ({ currency }: Period) =>
  (journal: Journal) =>
    currency === undefined || journal.currency === currency;

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
function journalFile(db: D1Database, filter: Period, chart: readonly ChartAccount[], head: string, write: Write) {
  const encoder = new TextEncoder();
  let after: JournalPlace | null = null;
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(head)),
    async pull(controller) {
      const page: JournalTransaction[] = await journalPage(db, filter, after, PAGE);
      controller.enqueue(encoder.encode(write(chart, page)));
      after = page.at(-1) ?? null;
      if (page.length < PAGE) controller.close();
    },
  });
}
