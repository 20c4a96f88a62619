import { DAY_MS } from "../../../kit/time.ts";
import type { Company } from "../../company/company.ts";
import type { CreditNote, Invoice, InvoiceLine } from "../../invoice/invoice.ts";
import { partOf } from "../../pricing/decimal.ts";
import { nextMonthMs, startOfMonthMs } from "../period/month.ts";
import { accountName, DEFERRED } from "../posting/chart.ts";
import { postingsOf } from "../posting/postings.ts";
import type { Transaction } from "../posting/transaction.ts";

/** How deferred revenue becomes revenue: by whole UTC days of service, or by whole months in the month in which each begins. */
export type RecognitionRule = Company["recognition"];

/**
 * Revenue of an invoice that became due after `fromMs` and until `toMs`: one transaction per calendar month (UTC), dated
 * at the end of its stretch. Stretches that follow one another add up to the net total; `fromMs` is where the last one
 * ended, 0 for the first. `notes` are all of the invoice's notes: a void one counts while it stood. Tax is never revenue.
 */
export function recognitionDue(
  invoice: Invoice,
  notes: readonly CreditNote[],
  fromMs: number,
  toMs: number,
  rule: RecognitionRule,
): Transaction[] {
  const endMs = invoice.status === "void" ? Math.min(toMs, invoice.voidedMs ?? toMs) : toMs;
  const due: Transaction[] = [];
  for (const [startMs, stopMs] of stretches(invoice, notes, fromMs, endMs)) {
    const entries: [string, number][] = [];
    for (const line of invoice.lines) {
      // Within a stretch no note comes or goes, so that what is left of the line is the same at both of its ends.
      const left = leftOf(line, notes, startMs);
      const amount = recognised(invoice, line, left, stopMs, rule) - recognised(invoice, line, left, startMs, rule);
      entries.push([accountName("4000", line.productId), -amount], [DEFERRED, amount]);
    }
    const postings = postingsOf(invoice.currency, entries);
    if (postings.length > 0) due.push(revenueRecognised(invoice, startMs, stopMs - 1, postings));
  }
  return due;
}

const revenueRecognised = (
  invoice: Invoice,
  of: number | string,
  atMs: number,
  postings: Transaction["postings"],
): Transaction => ({
  id: `revenue-recognised:${invoice.id}:${of}`,
  kind: "revenue-recognised",
  effectiveMs: atMs,
  occurredMs: atMs,
  status: "posted",
  postings,
  source: `invoice:${invoice.id}`,
  description: `Revenue of invoice ${invoice.number ?? invoice.id}`,
  reversalOf: null,
  pendingId: null,
});

/** Net revenue of an invoice at a moment, less contra revenue: what was recognised of what its notes leave. Minor units. */
export const recognisedNet = (
  invoice: Invoice,
  notes: readonly CreditNote[],
  atMs: number,
  rule: RecognitionRule,
): number =>
  invoice.lines.reduce((sum, line) => sum + recognised(invoice, line, leftOf(line, notes, atMs), atMs, rule), 0);

/** The part of a note's net that takes back revenue that was recognised before it, minor units; the rest lowers what is deferred. */
export function recognisedPart(
  invoice: Invoice,
  earlier: readonly CreditNote[],
  note: CreditNote,
  rule: RecognitionRule,
): number {
  const before = recognisedNet(invoice, earlier, note.createdMs, rule);
  return before - recognisedNet(invoice, [...earlier, note], note.createdMs, rule);
}

/**
 * The revenue that a note held back from its issue until it is voided at a moment, posted then: months that are over stay as they are. What the
 * note took back at its issue comes back with its reversal. `notes` are all of the invoice's, in the order of their issue; null for none.
 */
export function revenueHeldBack(
  invoice: Invoice,
  notes: readonly CreditNote[],
  note: CreditNote,
  atMs: number,
  rule: RecognitionRule,
): Transaction | null {
  const at = notes.findIndex(({ id }) => id === note.id);
  const others = notes.toSpliced(at, 1);
  const before = others.filter(({ createdMs }, index) => createdMs < note.createdMs || index < at);
  const entries = invoice.lines.flatMap((line): [string, number][] => {
    const taken = (of: readonly CreditNote[], thenMs: number) =>
      recognised(invoice, line, leftOf(line, of, thenMs), thenMs, rule) -
      recognised(invoice, line, leftOf(line, [...of, note], thenMs), thenMs, rule);
    const amount = taken(others, atMs) - taken(before, note.createdMs);
    return [
      [accountName("4000", line.productId), -amount],
      [DEFERRED, amount],
    ];
  });
  const postings = postingsOf(invoice.currency, entries);
  return postings.length === 0 ? null : revenueRecognised(invoice, note.id, atMs, postings);
}

/**
 * Net revenue of an invoice that is voided at a moment, less what its notes took of it: also those that were issued after that moment, as what
 * is due may be carried out late. Minor units.
 */
export function recognisedWhenVoided(
  invoice: Invoice,
  notes: readonly CreditNote[],
  atMs: number,
  rule: RecognitionRule,
): number {
  const before = notes.filter(({ createdMs }) => createdMs <= atMs);
  const later = notes.filter(({ createdMs }) => createdMs > atMs);
  return later.reduce(
    (left, note, at) => left - recognisedPart(invoice, [...before, ...later.slice(0, at)], note, rule),
    recognisedNet(invoice, before, atMs, rule),
  );
}

/** What was recognised of a line at a moment, where `left` is what its notes leave of it. Nothing before it was finalised. */
function recognised(invoice: Invoice, line: InvoiceLine, left: number, atMs: number, rule: RecognitionRule): number {
  if (invoice.finalisedMs === null || atMs <= invoice.finalisedMs) return 0;
  const { part, whole } = line.service === null ? DELIVERED : delivered(line.service, atMs, rule);
  return partOf(left, part, whole);
}

const DELIVERED = { part: 1, whole: 1 };

/** The share of a service that was delivered before a moment. The day or month in which it starts counts wholly, the one in which it ends does not. */
function delivered(service: { startMs: number; endMs: number }, atMs: number, rule: RecognitionRule) {
  if (atMs <= service.startMs) return { part: 0, whole: 1 };
  const whole = rule === "daily" ? daysBetween(service.startMs, service.endMs) : monthsOfService(service);
  // A day counts once it is over, a month from its first moment on.
  const passed = rule === "daily" ? daysBetween(service.startMs, atMs) : monthsBetween(service.startMs, atMs - 1) + 1;
  return whole < 1 ? DELIVERED : { part: Math.min(passed, whole), whole };
}

const daysBetween = (startMs: number, endMs: number): number =>
  Math.floor(endMs / DAY_MS) - Math.floor(startMs / DAY_MS);

/** Whole calendar months from the one of the first moment to the one of the second. */
function monthsBetween(startMs: number, endMs: number): number {
  const [start, end] = [new Date(startMs), new Date(endMs)];
  return (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
}

const MONTH_DAYS = 30.4375;

/** Months that a service lasts, at least one: a year from 15 January is twelve, each counted in the month in which it begins. */
const monthsOfService = ({ startMs, endMs }: { startMs: number; endMs: number }): number =>
  Math.max(1, Math.round((endMs - startMs) / DAY_MS / MONTH_DAYS));

/** Whether a note takes its part at a moment: from its issue on, until it is voided. */
const stands = ({ createdMs, voidedMs = Number.POSITIVE_INFINITY }: CreditNote, atMs: number): boolean =>
  createdMs <= atMs && atMs < voidedMs;

/** What notes that stand at a moment leave of a line's net amount. */
const leftOf = (line: InvoiceLine, notes: readonly CreditNote[], atMs: number): number =>
  line.netAmount -
  notes
    .filter((note) => stands(note, atMs))
    .flatMap((note) => note.lines)
    .filter(({ invoiceLineId }) => invoiceLineId === line.id)
    .reduce((sum, { netAmount }) => sum + netAmount, 0);

/** The time from one moment to another, cut where a month begins and where a note was issued or voided. */
function stretches(invoice: Invoice, notes: readonly CreditNote[], fromMs: number, toMs: number): [number, number][] {
  const { finalisedMs } = invoice;
  if (finalisedMs === null || toMs <= finalisedMs) return [];
  const startMs = Math.max(fromMs, finalisedMs);
  const cuts = notes.flatMap(({ createdMs, voidedMs = createdMs }) => [createdMs, voidedMs]);
  const lastMs = Math.min(toMs, deliveredMs(invoice));
  for (let monthMs = nextMonthMs(startOfMonthMs(startMs)); monthMs <= lastMs; monthMs = nextMonthMs(monthMs))
    cuts.push(monthMs);
  const edges = [...new Set([startMs, ...cuts.filter((cut) => cut > startMs && cut < toMs), toMs])].sort(
    (a, b) => a - b,
  );
  return edges.slice(1).map((edge, index) => [edges[index] ?? startMs, edge]);
}

/** From when on nothing of the invoice is left to become revenue: the end of the month in which its service ends, or of which it is. */
export function deliveredMs({ lines, finalisedMs }: Invoice): number {
  // A service's last moment is the one before its end: one that ends with a month is of that month.
  const lastMs = Math.max(finalisedMs ?? 0, ...lines.map(({ service }) => (service?.endMs ?? 0) - 1));
  return nextMonthMs(startOfMonthMs(lastMs));
}
