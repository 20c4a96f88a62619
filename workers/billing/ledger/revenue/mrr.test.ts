import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { monthlyPrice, subscriptionTo } from "../../account-fixture.ts";
import type { Price } from "../../catalogue/price.ts";
import type { Discount, Subscription } from "../../subscription/subscription.ts";
import { monthOf } from "../period/month.ts";
import {
  cohorts,
  earnedSoFar,
  lifetimeValue,
  type Movement,
  type MovementSum,
  movement,
  recurringRevenue,
  revenueMonths,
} from "./mrr.ts";

const price = (amount: number, interval: Price["interval"]): Price => monthlyPrice(amount, { interval });
const subscription = (prices: Price[], more: Partial<Subscription> = {}): Subscription =>
  subscriptionTo(
    prices.map((each) => ({ price: each, quantity: 2 })),
    more,
  );
const monthly = price(1_000, { unit: "month", count: 1 });
const percent = (invoicesLeft: number | null, over: Partial<Discount> = {}): Discount => ({
  id: "d",
  name: "d",
  off: { kind: "percent", percent: "25" },
  invoicesLeft,
  productIds: null,
  createdMs: 0,
  ...over,
});
const amountOff = (amount: number): Partial<Discount> => ({ off: { kind: "amount", amount, currency: "EUR" } });
const yearly = price(6_000, { unit: "year", count: 1 });
const other = monthlyPrice(4_000, { id: "other", productId: "other" });
const usage = monthlyPrice(1, { usage: { kind: "metered", meterId: "m" } });

describe("monthly recurring revenue", () => {
  it.each([
    ["two seats a month", subscription([monthly]), 2_000],
    ["a year", subscription([price(6_000, { unit: "year", count: 1 })]), 1_000],
    ["a quarter", subscription([price(3_000, { unit: "month", count: 3 })]), 2_000],
    ["a week", subscription([price(300, { unit: "week", count: 1 })]), 2_600],
    ["thirty days", subscription([price(360, { unit: "day", count: 30 })]), 730],
    ["with usage beside it", subscription([monthly, { ...monthly, usage: { kind: "metered", meterId: "m" } }]), 2_000],
    ["what is charged once", subscription([price(9, null)]), 0],
    ["the least that it costs", subscription([{ ...monthly, minimumAmount: 5_000 }]), 5_000],
    ["a discount for ever", subscription([monthly], { discounts: [percent(null)] }), 1_500],
    ["a discount that ends", subscription([monthly], { discounts: [percent(3)] }), 2_000],
    [
      "a discount on one price",
      subscription([monthly, other], { discounts: [percent(null, { priceIds: ["other"] })] }),
      8_000,
    ],
    [
      "a discount on one product",
      subscription([monthly, other], { discounts: [percent(null, { productIds: ["shop"] })] }),
      9_500,
    ],
    ["an amount off a year", subscription([yearly], { discounts: [percent(null, amountOff(1_200))] }), 900],
    ["an amount off more than it costs", subscription([monthly], { discounts: [percent(null, amountOff(9_999))] }), 0],
    ["a discount until a day", subscription([monthly], { discounts: [percent(null, { endsMs: 1 })] }), 2_000],
    ["the least of a whole subscription", subscription([yearly], { minimumAmount: 24_000 }), 2_000],
    ["the least of one by usage", subscription([usage], { minimumAmount: 3_000 }), 3_000],
    ["one that nobody paid yet", subscription([monthly], { awaitsFirstPayment: true }), 0],
    ["one whose first payment failed", subscription([monthly], { status: "incomplete" }), 0],
    ["past due", subscription([monthly], { status: "past-due" }), 2_000],
    ["in trial", subscription([monthly], { status: "trialing" }), 0],
    ["cancelled", subscription([monthly], { status: "cancelled" }), 0],
  ])("%s", (_, subscribed, amount) => expect(recurringRevenue([subscribed], false)).toBe(amount));

  it("is nothing for who is comped", () => expect(recurringRevenue([subscription([monthly])], true)).toBe(0));
});

const AT = (month: number) => Date.UTC(2026, month - 1, 15);

/** The movements of an account that paid these amounts, one each month. */
function lifeOf(amounts: readonly number[]): Movement[] {
  const life: Movement[] = [];
  for (const [index, amount] of amounts.entries()) {
    const moved = movement(life.at(-1) ?? null, { atMs: AT(index + 1), currency: "EUR", amount });
    if (moved) life.push(moved);
  }
  return life;
}
const sumsOf = (lives: readonly Movement[][]): MovementSum[] =>
  lives.flat().map(({ atMs, cohort, kind, change }) => {
    const month = monthOf(atMs);
    const isOfMonthBefore = cohort < month && (kind === "churn" || kind === "contraction");
    return { month, cohort, kind, change, movements: 1, isOfMonthBefore };
  });

const MONTHS = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"];

describe("movements", () => {
  it("are new, more, less, gone and back", () => {
    expect(lifeOf([100, 150, 120, 0, 90]).map(({ kind, change }) => [kind, change])).toEqual([
      ["new", 100],
      ["expansion", 50],
      ["contraction", -30],
      ["churn", -120],
      ["reactivation", 90],
    ]);
    expect(lifeOf([0, 0])).toEqual([]);
  });

  it("of a moment before the last one count from that on, so that no month has less than nothing", () => {
    const at = (month: number, amount: number, last: Movement | null) =>
      movement(last, { atMs: Date.UTC(2026, month - 1, 1), currency: "EUR", amount });
    const began = at(1, 100, null);
    // What was due in February is carried out late, after what was asked for in March.
    const more = at(3, 250, began);
    const ended = at(2, 0, more);
    const life = [began, more, ended].filter((one) => one !== null);
    expect(life.map(({ atMs }) => monthOf(atMs))).toEqual(["2026-01", "2026-03", "2026-03"]);
    expect(revenueMonths(sumsOf([life]), MONTHS).map(({ closing }) => closing)).toEqual([100, 100, 0, 0, 0]);
  });

  it("make up churn, cohorts and what an account is worth", () => {
    const sums = sumsOf([lifeOf([100, 100, 100, 0]), lifeOf([100, 50]), lifeOf([0, 60])]);
    const months = revenueMonths(sums, MONTHS);
    expect(months.map(({ closing, accounts }) => [closing, accounts])).toEqual([
      [200, 2],
      [210, 3],
      [210, 3],
      [110, 2],
      [110, 2],
    ]);
    expect(months[1]).toMatchObject({ opening: 200, gained: 1, lost: 0, logoChurn: 0, revenueChurn: 0.25 });
    expect(months[3]).toMatchObject({ lost: 1, logoChurn: 1 / 3 });
    expect(months[0]?.logoChurn).toBeNull();
    expect(cohorts(sums, MONTHS).slice(0, 2)).toEqual([
      { month: "2026-01", accounts: 2, revenue: [200, 150, 150, 50, 50] },
      { month: "2026-02", accounts: 1, revenue: [60, 60, 60, 60] },
    ]);
    expect(lifetimeValue(months, "2026-06")).toBe(Math.round(55 / (1 / 3 / 4)));
    expect(lifetimeValue(revenueMonths([], MONTHS), "2026-06")).toBeNull();
  });

  it("count in no rate of a month who began in it, and in no worth the month under way", () => {
    const began: MovementSum[] = [
      { month: "2026-02", cohort: "2026-02", kind: "new", change: 80, movements: 1, isOfMonthBefore: false },
      { month: "2026-02", cohort: "2026-02", kind: "contraction", change: -30, movements: 1, isOfMonthBefore: false },
      { month: "2026-02", cohort: "2026-02", kind: "churn", change: -50, movements: 1, isOfMonthBefore: false },
    ];
    const months = revenueMonths([...sumsOf([lifeOf([100, 0]), lifeOf([100])]), ...began], MONTHS.slice(0, 3));
    expect(months[1]).toMatchObject({
      opening: 200,
      closing: 100,
      gained: 1,
      lost: 2,
      logoChurn: 0.5,
      revenueChurn: 0.5,
    });
    expect(lifetimeValue(months, "2026-03")).toBe(100 / 0.5);
    expect(lifetimeValue(months, "2026-02")).toBeNull();
  });

  it("have earned their share of the month under way, which no month that is over has", () => {
    const months = revenueMonths(sumsOf([lifeOf([100, 100]), lifeOf([0, 60])]), MONTHS.slice(0, 2));
    const atMs = Date.UTC(2026, 1, 15, 12);
    expect(earnedSoFar(months, atMs)).toEqual({ month: "2026-02", amount: 65, days: 14, of: 28 });
    expect(earnedSoFar(months, Date.UTC(2026, 1, 1))).toMatchObject({ amount: 0, days: 0 });
    expect(earnedSoFar(months, Date.UTC(2026, 2, 1))).toBeNull();
  });

  it("law: revenue is the sum of its movements, and what all accounts pay", () => {
    const amounts = fc.array(
      fc.integer({ min: 0, max: 5 }).map((each) => each * 100),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(fc.array(amounts, { maxLength: 6 }), (lives) => {
        const months = revenueMonths(sumsOf(lives.map(lifeOf)), MONTHS);
        const paid = lives.map((life) => life.at(-1) ?? 0);
        expect(months.at(-1)?.closing).toBe(paid.reduce((sum, amount) => sum + amount, 0));
        expect(months.at(-1)?.accounts).toBe(paid.filter((amount) => amount > 0).length);
        for (const { opening, movements, closing } of months) {
          expect(Object.values(movements).reduce((sum, change) => sum + change, opening)).toBe(closing);
        }
      }),
    );
  });
});
