import { expect, it } from "vitest";
import { sampleInvoice, sampleLine } from "../invoice/sample.ts";
import { invoicePaper } from "./paper.ts";
import { type InvoiceStanding, isOutdated, settledSums, standingPart } from "./standing.ts";

const NOW = Date.UTC(2026, 5, 1);
const DAY_MS = 86_400_000;
const sample = sampleInvoice({ lines: [sampleLine()] });
const paper = invoicePaper(sample);
const standing = (over: Partial<InvoiceStanding>): InvoiceStanding => ({
  ...sample,
  ...{ status: "open", dueMs: NOW + DAY_MS, amountRemaining: sample.total, collection: "send-invoice" },
  ...{ paid: 0, credited: 0, balanceApplied: 0, disputed: false, refunded: 0, nowMs: NOW, ...over },
});
const text = async (over: Partial<InvoiceStanding>) =>
  String(await standingPart(paper, standing(over)))
    .replace(/<[^>]*>/g, "|")
    .replace(/\|+/g, "|");

it("says at the head of an invoice's page what is to be paid by when, or why nothing is", async () => {
  expect(await text({})).toMatch(/to be paid\|due on /);
  expect(await text({ dueMs: NOW - 1 })).toMatch(/to be paid\|was due on /);
  expect(await text({ dueMs: NOW })).toContain("|due on ");
  expect(await text({ collection: "automatic" })).not.toContain("due on");
  expect(await text({ status: "void" })).toContain("|void|This invoice is void: nothing of it is to be paid.|");
  expect(await text({ status: "uncollectible" })).toContain("|closed unpaid|Nothing more is collected");
  expect(await text({ status: "paid", refunded: 500, disputed: true })).toMatch(
    /\|paid\|€5\.00 paid back\|A payment of this invoice is disputed/,
  );
});

it("adds what became of the total where that is not plain", () => {
  const { total } = sample;
  const sums = (over: Partial<InvoiceStanding>) =>
    settledSums(paper, standing(over)).map(({ label, value }) => `${label} ${value}`);
  expect(sums({})).toEqual([]);
  expect(sums({ status: "paid", paid: total, amountRemaining: 0 })).toEqual([]);
  expect(sums({ status: "void", amountRemaining: 0 })).toEqual([]);
  expect(sums({ status: "uncollectible", amountRemaining: 0 })).toEqual([]);
  expect(sums({ credited: 100, balanceApplied: 200, paid: 300, amountRemaining: total - 600 })).toEqual([
    "Credited -€1.00",
    "From your credit -€2.00",
    "Paid -€3.00",
    `To be paid ${paper.money(total - 600)}`,
  ]);
});

it("takes the document's own words on paying for outdated once another amount is left", () => {
  const { total } = sample;
  const outdated = (over: Partial<InvoiceStanding>) => isOutdated(standing(over));
  expect([
    outdated({}),
    outdated({ creditUsed: 100, amountRemaining: total - 100 }),
    outdated({ credited: 100, amountRemaining: total - 100 }),
    outdated({ status: "void", amountRemaining: 0 }),
  ]).toEqual([false, false, true, true]);
});
