import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAIN_ENTITY } from "../../company/legal-entity.ts";
import { type Month, monthOf, monthStartMs } from "../period/month.ts";
import { BUILT_IN, isKnownAccount } from "../posting/chart.ts";
import { postResult, signed } from "../posting/posting-rule.ts";
import { postingsOf } from "../posting/postings.ts";
import type { Posting, Transaction } from "../posting/transaction.ts";
import type { LedgerSum } from "../report/sum.ts";
import { convertSums, Rates } from "./exchange.ts";
import { exchangeTransactions } from "./exchange-close.ts";
import { exchangeAt, exchangePostings } from "./exchange-posting.ts";
import { exchangeResults } from "./revaluation.ts";

const RATES = new Rates(
  ["2025-12-31 0.90", "2026-01-31 0.95", "2026-02-27 0.80", "2026-03-31 0.85"].map((line) => {
    const [day = "", rate = ""] = line.split(" ");
    return { currency: "USD", base: "EUR", day, rate };
  }),
  "EUR",
);
const MONTHS = ["2026-01", "2026-02", "2026-03"] as const;

/** The sums of postings, each of a month and a kind. */
const sumsOf = (entries: readonly { month: Month; kind: string; postings: Posting[] }[]): LedgerSum[] =>
  entries.flatMap(({ month, kind, postings }) =>
    postings.map((posting) => ({
      month,
      kind,
      chart: posting.account,
      currency: posting.currency,
      debits: Math.max(signed(posting), 0),
      credits: Math.max(-signed(posting), 0),
    })),
  );
const entry = (month: Month, debits: [string, number][], currency = "USD") => ({
  month,
  kind: "k",
  postings: postingsOf(currency, debits),
});
const ofTransactions = (transactions: Transaction[]) =>
  sumsOf(transactions.map(({ effectiveMs, kind, postings }) => ({ month: monthOf(effectiveMs), kind, postings })));
const close = (sums: LedgerSum[], month: Month, time = 1) => [
  ...sums,
  ...ofTransactions(
    exchangeTransactions(exchangeResults(sums, RATES, month), "EUR", { entity: MAIN_ENTITY, month, time }),
  ),
];
const net = (sums: readonly LedgerSum[], chart: string, until: Month, currency = "EUR") =>
  sums
    .filter((sum) => sum.chart === chart && sum.month <= until && sum.currency === currency)
    .reduce((total, { debits, credits }) => total + debits - credits, 0);

describe("what changed rates make of foreign money", () => {
  const billed = entry("2026-01", [
    ["1100", 10_000],
    ["2000", -10_000],
  ]);
  const paid = entry("2026-02", [
    ["1050:stripe", 10_000],
    ["1100", -10_000],
  ]);

  it("values what is owed at the month's end and takes that back the month after", () => {
    const sums = close(sumsOf([billed]), "2026-01");
    expect([net(sums, "7010", "2026-01"), net(sums, "7010", "2026-02"), net(sums, "7000", "2026-02")]).toEqual([
      -500, 0, 0,
    ]);
  });

  it("realises the gain of an invoice that is paid at another month's rate", () => {
    const january = close(sumsOf([billed]), "2026-01");
    const february = close([...january, ...sumsOf([paid])], "2026-02");
    // Owed at 0.90, paid at 0.95, and 0.80 at the end of February.
    expect([net(february, "7000", "2026-02"), net(february, "7010", "2026-02")]).toEqual([-500, 1_500]);
  });

  it("realises what an exchange brought beside the month's rate at once", () => {
    const given = { account: "1050:stripe", amount: 10_000, currency: "USD" };
    const got = { account: "1050:stripe", amount: 9_600, currency: "EUR" };
    const exchange = exchangeAt(RATES, given, got, monthStartMs("2026-02"));
    expect(exchange && exchangePostings(exchange)).toEqual([
      { account: "1050:stripe", direction: "credit", amount: 10_000, currency: "USD" },
      { account: "1900:USD", direction: "debit", amount: 10_000, currency: "USD" },
      { account: "1900:USD", direction: "credit", amount: 9_500, currency: "EUR" },
      { account: "1050:stripe", direction: "debit", amount: 9_600, currency: "EUR" },
      { account: "7000", direction: "credit", amount: 100, currency: "EUR" },
    ]);
  });

  it("takes a side without a rate to be worth what the other is, and says nothing where neither has one", () => {
    const [given, got] = [
      { account: "1000", amount: 500, currency: "GBP" },
      { account: "1000", amount: 700, currency: "EUR" },
    ];
    expect(exchangeAt(RATES, given, got, 0)?.given.worth).toBe(700);
    expect(exchangeAt(RATES, given, { ...got, currency: "CHF" }, 0)).toBeNull();
  });
});

const chart = fc.constantFrom("1000", "1050:stripe", "1100", "2100", "2050:DE");
const movement = fc.tuple(fc.constantFrom(...MONTHS), chart, chart, fc.integer({ min: 1, max: 1_000_000 }));
const movements = fc.array(movement, { maxLength: 15 }).map((all) =>
  sumsOf(
    all.map(([month, debit, credit, amount]) =>
      entry(month, [
        [debit, amount],
        [credit, -amount],
      ]),
    ),
  ),
);

describe("laws of exchange", () => {
  it("every posting sums to zero per currency and is one that the books take", () => {
    const side = fc.record({
      account: fc.constantFrom("1000", "1050:stripe"),
      amount: fc.integer({ min: -1_000_000, max: 1_000_000 }).filter((amount) => amount !== 0),
      currency: fc.constantFrom("USD", "EUR", "GBP"),
    });
    fc.assert(
      fc.property(side, side, fc.constantFrom(...MONTHS), (given, got, month) => {
        fc.pre(given.currency !== got.currency);
        const atMs = monthStartMs(month);
        const exchange = exchangeAt(RATES, given, got, atMs);
        const postings = exchange ? exchangePostings(exchange) : [];
        const result = postResult(
          {
            id: "x",
            kind: "x",
            effectiveMs: atMs,
            occurredMs: atMs,
            status: "posted",
            postings,
            source: "x",
            description: "",
            reversalOf: null,
            pendingId: null,
          },
          () => null,
          (account) => isKnownAccount(BUILT_IN, account),
        );
        expect(result).toBe("created");
      }),
    );
  });

  it("a valuation is taken back whole, and posting results leaves none", () => {
    fc.assert(
      fc.property(movements, (start) => {
        let sums = start;
        for (const month of MONTHS) {
          const before = sums;
          sums = close(sums, month);
          expect(exchangeResults(sums, RATES, month)).toEqual([]);
          const added = sums.slice(before.length);
          expect(
            added
              .filter(({ kind }) => kind.startsWith("exchange-revalued"))
              .reduce((total, { debits, credits, chart: name }) => total + (name === "7010" ? debits - credits : 0), 0),
          ).toBe(0);
        }
      }),
    );
  });

  it("after a close foreign money stands at the last day's rate in the company's currency", () => {
    fc.assert(
      fc.property(movements, fc.constantFrom(...MONTHS), (start, month) => {
        const until = close(start, month).filter((sum) => sum.month <= month);
        const quantity = ["1000", "1050:stripe", "1100", "2100", "2050:DE"].reduce(
          (total, name) => total + net(until, name, month, "USD"),
          0,
        );
        const worth = convertSums(until, RATES)
          .sums.filter(({ chart: name }) => !name.startsWith("7"))
          .reduce((total, { debits, credits }) => total + debits - credits, 0);
        const expected = RATES.worth(quantity, RATES.atEndOf("USD", month));
        // Each sum is rounded once when it is converted.
        expect(Math.abs(worth - expected)).toBeLessThanOrEqual(until.length + 1);
      }),
    );
  });
});
