import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sum } from "../../kit/sum.ts";
import type { CreditNoteLine, Invoice, InvoiceLine } from "../invoice/invoice.ts";
import { creditNoteLines, type TakenBack } from "./credit.ts";
import type { TaxCategory } from "./decision.ts";
import { taxTotals } from "./total.ts";

const line = (amount: number, rates: string[], more: Partial<InvoiceLine> = {}): InvoiceLine => ({
  id: "l",
  key: "k",
  kind: "one-off",
  description: "Thing",
  productId: null,
  priceId: null,
  subscriptionId: null,
  quantity: "1",
  unitAmount: null,
  amount,
  discountAmount: 0,
  service: null,
  taxCode: "standard",
  taxInclusive: false,
  netAmount: 0,
  taxAmounts: [],
  tax: taxed(rates),
  ...more,
});
const taxed = (rates: string[], category: TaxCategory = "S"): InvoiceLine["tax"] => ({
  category: rates.length === 0 ? "AE" : category,
  rates: rates.map((rate, index) => ({ jurisdiction: `J${index}`, name: "VAT", rate })),
  because: "",
  proof: null,
});
const sums = ({ netTotal, taxTotal, total }: { netTotal: number; taxTotal: number; total: number }) => [
  netTotal,
  taxTotal,
  total,
];

describe("taxes", () => {
  it("are rounded once per rate, the lines' shares by the largest remainder", () => {
    const three = [line(33, ["20"]), line(33, ["20"]), line(33, ["20"])];
    const result = taxTotals(three, "invoice");
    expect(sums(result)).toEqual([99, 20, 119]);
    expect(result.lines.map(({ taxAmounts }) => taxAmounts)).toEqual([[7], [7], [6]]);
  });

  it("are rounded line by line where the policy says so", () => {
    const result = taxTotals([line(33, ["20"]), line(33, ["20"]), line(33, ["20"])], "line");
    expect(sums(result)).toEqual([99, 21, 120]);
  });

  it("round a half away from zero, for charges and credits alike", () => {
    expect(sums(taxTotals([line(50, ["1"])], "line"))).toEqual([50, 1, 51]);
    expect(sums(taxTotals([line(-50, ["1"])], "line"))).toEqual([-50, -1, -51]);
  });

  it("that a price includes leave it as it is", () => {
    const result = taxTotals([line(1000, ["19"], { taxInclusive: true })], "invoice");
    expect(sums(result)).toEqual([840, 160, 1000]);
  });

  it("add up where several rates hold, each shown by itself", () => {
    const result = taxTotals([line(10_000, ["7.25", "1.375"])], "invoice");
    expect(result.taxTotals.map(({ rate, base, amount }) => [rate, base, amount])).toEqual([
      ["7.25", 10_000, 725],
      ["1.375", 10_000, 138],
    ]);
  });

  it("of rate zero or none have a total by their category", () => {
    const result = taxTotals([line(500, []), line(200, ["0"], { tax: taxed(["0"], "Z") })], "invoice");
    expect(result.taxTotals.map(({ category, base, amount }) => [category, base, amount])).toEqual([
      ["AE", 500, 0],
      ["Z", 200, 0],
    ]);
  });
});

const rates = fc.constantFrom(["19"], ["7"], ["25.5"], ["8.875"], ["7.25", "1.375"], [] as string[]);
const lines = fc.array(
  fc.record({
    amount: fc.integer({ min: -100_000, max: 1_000_000 }),
    off: fc.integer({ min: 0, max: 100 }),
    rates,
    taxInclusive: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
);
const rounding = fc.constantFrom("invoice" as const, "line" as const);
type Drawn = { amount: number; off: number; rates: string[]; taxInclusive: boolean };
const built = (drawn: Drawn[]) =>
  drawn.map(({ amount, off, rates, taxInclusive }, index) =>
    line(amount, rates, { id: `l${index}`, taxInclusive, discountAmount: Math.trunc((amount * off) / 100) }),
  );

it("law: shares sum up to totals, and what includes tax costs what it says", () => {
  fc.assert(
    fc.property(lines, rounding, (drawn, rounding) => {
      const result = taxTotals(built(drawn), rounding);
      expect(sum(result.taxTotals.map(({ amount }) => amount))).toBe(result.taxTotal);
      expect(sum(result.lines.flatMap(({ taxAmounts }) => taxAmounts))).toBe(result.taxTotal);
      expect(sum(result.lines.map(({ netAmount }) => netAmount))).toBe(result.netTotal);
      for (const { amount, discountAmount, taxInclusive, netAmount, taxAmounts } of result.lines) {
        expect(netAmount + (taxInclusive ? sum(taxAmounts) : 0)).toBe(amount - discountAmount);
      }
    }),
  );
});

it("law: a rate's tax is at most half a unit off what it is exactly, and no line's share is a whole one off", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -9_999, max: 99_999 }), { minLength: 1, maxLength: 20 }), (amounts) => {
      const { taxTotal, lines } = taxTotals(
        amounts.map((amount) => line(amount, ["8.875"])),
        "invoice",
      );
      expect(Math.abs(taxTotal - (sum(amounts) * 8.875) / 100)).toBeLessThanOrEqual(0.5 + 1e-6);
      for (const { amount, taxAmounts } of lines) {
        expect(Math.abs((taxAmounts[0] ?? 0) - (amount * 8.875) / 100)).toBeLessThan(1 + 1e-6);
      }
    }),
  );
});

it("law: the mirrored lines have the mirrored taxes", () => {
  fc.assert(
    fc.property(lines, rounding, (drawn, rounding) => {
      const mirrored = built(drawn).map((one) => ({
        ...one,
        amount: -one.amount,
        discountAmount: -one.discountAmount,
      }));
      // Adding 0 makes one of both zeros.
      const there = sums(taxTotals(built(drawn), rounding)).map((amount) => amount + 0);
      expect(sums(taxTotals(mirrored, rounding)).map((amount) => 0 - amount)).toEqual(there);
    }),
  );
});

describe("credit notes", () => {
  const invoiceOf = (drawn: Drawn[], rounding: Invoice["rounding"]) => {
    const { lines, total } = taxTotals(built(drawn), rounding);
    return { lines, total, rounding };
  };
  const simple = invoiceOf([{ amount: 1000, off: 0, rates: ["19"], taxInclusive: true }], "invoice");
  const note = (lines: CreditNoteLine[]) => ({ status: "issued" as const, lines });

  it.each<[string, TakenBack[], string]>([
    ["a line that is not there", [{ invoiceLineId: "x", netAmount: 1 }], "no-such-line"],
    [
      "a line twice",
      [
        { invoiceLineId: "l0", netAmount: 1 },
        { invoiceLineId: "l0", netAmount: 1 },
      ],
      "line-twice",
    ],
    ["nothing", [{ invoiceLineId: "l0", netAmount: 0 }], "not-positive"],
    ["a part of a unit", [{ invoiceLineId: "l0", grossAmount: 0.5 }], "not-positive"],
    ["one more than the net amount", [{ invoiceLineId: "l0", netAmount: 841 }], "exceeds-line"],
    ["one more than the gross amount", [{ invoiceLineId: "l0", grossAmount: 1001 }], "exceeds-line"],
  ])("take back no %s", (_, taken, reason) =>
    expect(creditNoteLines(simple, [], taken)).toMatchObject({ ok: false, reason }),
  );

  it("take back a whole line to the last unit, by net and by gross amount", () => {
    for (const part of [{ netAmount: 840 }, { grossAmount: 1000 }]) {
      const result = creditNoteLines(simple, [], [{ invoiceLineId: "l0", ...part }]);
      expect(result).toMatchObject({ ok: true, value: [{ netAmount: 840, taxAmounts: [160] }] });
    }
  });

  it("take back no more than the invoice where it has credits of its own", () => {
    const netted = invoiceOf(
      [
        { amount: 1000, off: 0, rates: ["19"], taxInclusive: false },
        { amount: -400, off: 0, rates: ["19"], taxInclusive: false },
      ],
      "invoice",
    );
    expect(netted.total).toBe(714);
    const take = (grossAmount: number) => creditNoteLines(netted, [], [{ invoiceLineId: "l0", grossAmount }]);
    expect(take(714).ok).toBe(true);
    expect(take(715)).toMatchObject({ reason: "exceeds-invoice" });
  });

  it("that are void count no more", () => {
    const taken = creditNoteLines(simple, [], [{ invoiceLineId: "l0", grossAmount: 1000 }]);
    const lines = taken.ok ? taken.value : [];
    const again: TakenBack[] = [{ invoiceLineId: "l0", grossAmount: 1000 }];
    expect(creditNoteLines(simple, [note(lines)], again)).toMatchObject({ reason: "exceeds-line" });
    expect(creditNoteLines(simple, [{ status: "void", lines }], again)).toMatchObject({ ok: true });
  });

  it("law: in whatever parts, they take back all of it and never more", () => {
    const positive = fc.array(
      fc.record({ amount: fc.integer({ min: 1, max: 5_000 }), off: fc.constant(0), rates, taxInclusive: fc.boolean() }),
      { minLength: 1, maxLength: 4 },
    );
    const parts = fc.array(fc.record({ share: fc.integer({ min: 1, max: 100 }), gross: fc.boolean() }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(positive, rounding, parts, (drawn, rounding, parts) => {
        const invoice = invoiceOf(drawn, rounding);
        const notes: ReturnType<typeof note>[] = [];
        const rest = (id: string) => {
          const own = invoice.lines.find((one) => one.id === id);
          const taken = notes.flatMap(({ lines }) => lines).filter(({ invoiceLineId }) => invoiceLineId === id);
          const net = (own?.netAmount ?? 0) - sum(taken.map(({ netAmount }) => netAmount));
          const tax = sum(own?.taxAmounts ?? []) - sum(taken.flatMap(({ taxAmounts }) => taxAmounts));
          return { net, tax };
        };
        for (const { share, gross } of [...parts, { share: 100, gross: true }]) {
          const taken = invoice.lines.flatMap(({ id }): TakenBack[] => {
            const { net, tax } = rest(id);
            const amount = Math.floor(((gross ? net + tax : net) * share) / 100);
            if (amount <= 0) return [];
            return [gross ? { invoiceLineId: id, grossAmount: amount } : { invoiceLineId: id, netAmount: amount }];
          });
          const result = creditNoteLines(invoice, notes, taken);
          expect(result.ok).toBe(true);
          if (result.ok) notes.push(note(result.value));
          for (const { id } of invoice.lines) {
            const { net, tax } = rest(id);
            expect(net).toBeGreaterThanOrEqual(0);
            expect(tax).toBeGreaterThanOrEqual(0);
          }
        }
        for (const { id } of invoice.lines) expect(rest(id)).toEqual({ net: 0, tax: 0 });
      }),
    );
  });
});
