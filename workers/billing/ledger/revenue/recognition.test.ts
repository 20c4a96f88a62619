import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../../kit/time.ts";
import type { CreditNote, Invoice, InvoiceLine } from "../../invoice/invoice.ts";
import { invoiceOf, netLine, noteOf } from "../../invoice/sample.ts";
import { monthOf } from "../period/month.ts";
import { reversal, signed } from "../posting/posting-rule.ts";
import { creditNoteIssued, creditNoteIssuedId, invoiceFinalised, invoiceVoided } from "../posting/postings.ts";
import type { Transaction } from "../posting/transaction.ts";
import { type RecognitionRule, recognisedNet, recognisedPart, recognitionDue, revenueHeldBack } from "./recognition.ts";

const on = (month: number, day: number, hour = 0): number => Date.UTC(2026, month - 1, day, hour);
/** An invoice of lines, finalised at a moment. */
const billed = (lines: InvoiceLine[], finalisedMs: number) => invoiceOf(lines, { finalisedMs });
const service = (startMs: number, endMs: number) => ({ startMs, endMs });

/** Debits less credits per month of the accounts whose code begins so. */
function monthly(transactions: readonly Transaction[], code: string): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { effectiveMs, postings } of transactions) {
    for (const posting of postings.filter(({ account }) => account.startsWith(code))) {
      sums[monthOf(effectiveMs)] = (sums[monthOf(effectiveMs)] ?? 0) + signed(posting);
    }
  }
  return sums;
}
const sum = (transactions: readonly Transaction[], code: string): number =>
  Object.values(monthly(transactions, code)).reduce((total, amount) => total + amount, 0);

describe("daily recognition", () => {
  it("takes 31 dollars from 15 January as 17 in January and 14 in February", () => {
    const invoice = billed([netLine("il_1", 3_100, service(on(1, 15), on(2, 15)))], on(1, 15));
    const due = recognitionDue(invoice, [], 0, on(3, 1), "daily");
    expect(monthly(due, "4000:shop")).toEqual({ "2026-01": -1_700, "2026-02": -1_400 });
    expect(monthly(due, "2000")).toEqual({ "2026-01": 1_700, "2026-02": 1_400 });
    const deferred = monthly(
      [...due, invoiceFinalised(invoice)].filter((each) => each !== null),
      "2000",
    );
    expect(deferred).toEqual({ "2026-01": -1_400, "2026-02": 1_400 });
  });

  it("takes 90 a month, upgraded to 120 after 20 of 30 days, as 60 and 40", () => {
    const rest = service(on(4, 21), on(5, 1));
    const first = billed([netLine("il_1", 9_000, service(on(4, 1), on(5, 1)))], on(4, 1));
    const second = { ...billed([netLine("c", -3_000, rest), netLine("d", 4_000, rest)], on(4, 21)), id: "in_2" };
    const until = (atMs: number) => [first, second].flatMap((each) => recognitionDue(each, [], 0, atMs, "daily"));
    expect(sum(until(on(4, 21)), "4000")).toBe(-6_000);
    expect(sum(until(on(5, 1)), "4000")).toBe(-10_000);
  });

  it("takes what is delivered at once, or was before, in the month of the invoice", () => {
    const invoice = billed([netLine("il_1", 500, null), netLine("u", 700, service(on(1, 1), on(2, 1)))], on(2, 1, 3));
    expect(monthly(recognitionDue(invoice, [], 0, on(6, 1), "daily"), "4000")).toEqual({ "2026-02": -1_200 });
  });

  it("takes nothing of a draft, and nothing before it was finalised", () => {
    const invoice = billed([netLine("il_1", 500, null)], on(2, 1));
    expect(recognitionDue({ ...invoice, finalisedMs: null }, [], 0, on(3, 1), "daily")).toEqual([]);
    expect(recognitionDue(invoice, [], 0, on(2, 1), "daily")).toEqual([]);
  });
});

it("takes a year by months as twelve equal parts, each in the month in which it begins", () => {
  const invoice = billed([netLine("il_1", 12_000, service(on(1, 15), Date.UTC(2027, 0, 15)))], on(1, 15));
  const months = monthly(recognitionDue(invoice, [], 0, Date.UTC(2028, 0), "monthly"), "4000");
  expect(Object.values(months)).toEqual(Array.from({ length: 12 }, () => -1_000));
  expect(Object.keys(months).at(-1)).toBe("2026-12");
});

describe("a credit note", () => {
  const invoice = billed([netLine("il_1", 3_000, service(on(4, 1), on(5, 1)), 600)], on(4, 1));

  it("before payment spreads what is left, and takes back in its month what was recognised too much", () => {
    const note = noteOf(1_500, 300, { createdMs: on(4, 11) });
    const part = recognisedPart(invoice, [], note, "daily");
    expect(part).toBe(500);
    const due = recognitionDue(invoice, [note], 0, on(5, 1), "daily");
    expect(sum(due, "4000")).toBe(-2_000);
    expect(sum([creditNoteIssued(note, invoice, part)], "4110")).toBe(500);
  });

  it("after payment leaves earlier months as they were", () => {
    const long = billed([netLine("il_1", 6_100, service(on(4, 1), on(6, 1)))], on(4, 1));
    const note = noteOf(6_100, 0, {
      createdMs: on(5, 16),
      prePaymentAmount: 0,
      postPaymentAmount: 6_100,
      refundAmount: 6_100,
    });
    const before = monthly(recognitionDue(long, [], 0, on(5, 16), "daily"), "4000");
    const posted = creditNoteIssued(note, long, recognisedPart(long, [], note, "daily"));
    const all = [...recognitionDue(long, [note], 0, on(7, 1), "daily"), posted];
    expect(monthly(all, "4000")).toEqual(before);
    expect(monthly(all, "4100")).toEqual({ "2026-05": 4_500 });
    expect(sum(all, "2000")).toBe(6_100);
  });
});

it("a void takes back as contra revenue of now what was recognised", () => {
  const invoice = billed([netLine("il_1", 3_000, service(on(4, 1), on(5, 1)))], on(4, 1));
  const voided: Invoice = { ...invoice, status: "void", voidedMs: on(4, 11) };
  const due = recognitionDue(voided, [], 0, on(7, 1), "daily");
  const undone = invoiceVoided(invoice, on(4, 11), recognisedNet(invoice, [], on(4, 11), "daily"));
  const all = [invoiceFinalised(invoice), ...due, undone].filter((each) => each !== null);
  expect(sum(all, "4000") + sum(all, "4130")).toBe(0);
  expect([sum(all, "2000"), sum(all, "1100")]).toEqual([0, 0]);
});

const START = Date.UTC(2024, 0, 1);
const moment = (days: number) => fc.integer({ min: 0, max: days * DAY_MS }).map((ms) => START + ms);
const lines = fc.array(
  fc.record({
    net: fc.integer({ min: -100_000, max: 1_000_000 }),
    from: moment(30),
    days: fc.integer({ min: 0, max: 400 }),
    atOnce: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
);

describe("law", () => {
  it("recognised and deferred are the billed net, whatever is credited and voided again, however often it is looked at, and no month changes later", () => {
    fc.assert(
      fc.property(
        lines,
        moment(60),
        fc.array(fc.tuple(moment(500), fc.integer({ min: 1, max: 1_000 })), { maxLength: 3 }),
        fc.array(moment(600), { maxLength: 6 }),
        fc.array(fc.tuple(moment(600), fc.nat(2)), { maxLength: 3 }),
        fc.constantFrom<RecognitionRule>("daily", "monthly"),
        (drawn, finalisedMs, credits, looks, voids, rule) => {
          const made = drawn.map(({ net, from, days, atOnce }, index) =>
            netLine(index === 0 ? "il_1" : `l${index}`, net, atOnce ? null : service(from, from + days * DAY_MS)),
          );
          const invoice = billed(made, finalisedMs);
          const notes: CreditNote[] = [];
          const posted: Transaction[] = [invoiceFinalised(invoice)].filter((each) => each !== null);
          const events = [
            ...credits.map(([atMs, net]) => ({ atMs, net, ends: -1 })),
            ...looks.map((atMs) => ({ atMs, net: 0, ends: -1 })),
            ...voids.map(([atMs, ends]) => ({ atMs, net: 0, ends })),
            { atMs: START + 700 * DAY_MS, net: 0, ends: -1 },
          ].sort((a, b) => a.atMs - b.atMs);
          let fromMs = 0;
          for (const [index, { atMs, net, ends }] of events.entries()) {
            if (atMs <= finalisedMs || atMs === fromMs) continue;
            const earlier = monthly(posted, "4");
            posted.push(...recognitionDue(invoice, notes, fromMs, atMs, rule));
            fromMs = atMs;
            if (net > 0) {
              const note = noteOf(net, 0, { id: `cn_${index}`, createdMs: atMs });
              posted.push(creditNoteIssued(note, invoice, recognisedPart(invoice, notes, note, rule)));
              notes.push(note);
            }
            const ended = notes[ends];
            if (ended?.status === "issued") {
              const issued = posted.find(({ id }) => id === creditNoteIssuedId(ended));
              const heldBack = revenueHeldBack(invoice, notes, ended, atMs, rule);
              if (issued) posted.push(reversal(issued, atMs, ""), ...(heldBack ? [heldBack] : []));
              notes[ends] = { ...ended, status: "void", voidedMs: atMs };
            }
            const standing = notes.filter(({ status }) => status === "issued");
            const left = invoice.netTotal - standing.reduce((total, each) => total + each.netTotal, 0);
            expect(0 - sum(posted, "4")).toBe(recognisedNet(invoice, notes, atMs, rule));
            expect(0 - sum(posted, "4") - sum(posted, "2000")).toBe(left);
            const last = events[index - 1];
            for (const [month, amount] of Object.entries(earlier)) {
              if (last && month < monthOf(last.atMs)) expect(monthly(posted, "4")[month]).toBe(amount);
            }
          }
          expect(sum(posted, "2000")).toBe(0);
        },
      ),
    );
  });
});
