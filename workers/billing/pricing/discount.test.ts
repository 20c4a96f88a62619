import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Discount } from "../subscription/subscription.ts";
import { discounted } from "./discount.ts";

const discount = (id: string, off: Discount["off"], more: Partial<Discount> = {}): Discount => ({
  id,
  name: id,
  off,
  invoicesLeft: null,
  productIds: null,
  createdMs: 0,
  ...more,
});
const percent = (value: string): Discount["off"] => ({ kind: "percent", percent: value });
const amount = (value: number, currency = "EUR"): Discount["off"] => ({ kind: "amount", amount: value, currency });
const lines = [
  { amount: 1_000, productId: "desk", priceId: "desk-month" },
  { amount: 501, productId: "chat", priceId: "chat-month" },
  { amount: -300, productId: "desk", priceId: "desk-month" },
];

describe("discounts", () => {
  it.each([
    ["a share of all charges, never of credits", [discount("a", percent("10"))], [100, 50, 0], ["a"]],
    ["an amount, spread by what lines cost", [discount("a", amount(300))], [200, 100, 0], ["a"]],
    ["an amount no larger than the charges", [discount("a", amount(99_999))], [1_000, 501, 0], ["a"]],
    ["nothing in another currency", [discount("a", amount(300, "USD"))], [0, 0, 0], []],
    ["nothing when it is used up", [discount("a", percent("10"), { invoicesLeft: 0 })], [0, 0, 0], []],
    ["only its products", [discount("a", percent("50"), { productIds: ["chat"] })], [0, 251, 0], ["a"]],
    ["only its prices", [discount("a", percent("50"), { priceIds: ["chat-month", "x"] })], [0, 251, 0], ["a"]],
    [
      "those for some prices before those for all",
      [discount("old", amount(400)), discount("young", percent("50"), { createdMs: 2, priceIds: ["desk-month"] })],
      [700, 200, 0],
      ["young", "old"],
    ],
    ["nothing where no line is of its products", [discount("a", amount(5), { productIds: ["x"] })], [0, 0, 0], []],
    [
      "first those for some products, then the oldest, each on the rest",
      [
        discount("young", amount(100), { createdMs: 2 }),
        discount("old", percent("50"), { createdMs: 1 }),
        discount("desk", amount(1_000), { createdMs: 3, productIds: ["desk"] }),
      ],
      [1_000, 351, 0],
      ["desk", "old", "young"],
    ],
    [
      "all, and then there is nothing to take",
      [discount("a", percent("100")), discount("b", amount(1))],
      [1_000, 501, 0],
      ["a"],
    ],
  ] satisfies [string, Discount[], number[], string[]][])("take %s", (_, discounts, perLine, used) => {
    expect(discounted(lines, discounts, "EUR")).toEqual({ perLine, used });
  });

  it("never take more than a line costs, in whatever order they are kept", () => {
    const offs = fc.oneof(
      fc.integer({ min: 1, max: 100 }).map((value) => percent(String(value))),
      fc.integer({ min: 1, max: 100_000 }).map((value) => amount(value)),
    );
    const discounts = fc
      .array(fc.record({ off: offs, productIds: fc.constantFrom<string[] | null>(null, ["a"], ["b"]) }), {
        maxLength: 5,
      })
      .map((all) =>
        all.map(({ off, productIds }, index) => discount(`d${index}`, off, { productIds, createdMs: index })),
      );
    const some = fc.array(
      fc.record({
        amount: fc.integer({ min: -10_000, max: 100_000 }),
        productId: fc.constantFrom("a", "b", null),
        priceId: fc.constantFrom("a", "b", null),
      }),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(some, discounts, (charged, given) => {
        const { perLine, used } = discounted(charged, given, "EUR");
        for (const [index, line] of charged.entries()) {
          expect(perLine[index]).toBeGreaterThanOrEqual(0);
          expect(perLine[index]).toBeLessThanOrEqual(Math.max(line.amount, 0));
        }
        expect(discounted(charged, given.toReversed(), "EUR")).toEqual({ perLine, used });
      }),
    );
  });
});
