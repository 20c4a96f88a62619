import { expect, it } from "vitest";
import type { ImportLine } from "./import-line.ts";
import { ACCOUNT_LINES_MAX, joinLines } from "./join-lines.ts";

const line = (no: number, part: ImportLine["part"], over: Partial<ImportLine> = {}): ImportLine => ({
  ...{ at: `line ${no}`, externalId: "a1", part, owner: {}, problems: [] },
  ...over,
});
const subscription = (price: string, over: object = {}) => ({
  subscriptions: [{ externalId: "s1", items: [{ price, quantity: 1 }], ...over }],
});

it("puts together what lines say, each thing once", () => {
  const joined = joinLines([
    line(2, { account: { name: "Shop", currency: "EUR" }, ...subscription("p1", { paidUntilMs: 9 }) }),
    line(7, { account: { currency: "EUR" }, balance: 5, ...subscription("p2") }, { owner: { mail: "a@example.com" } }),
  ]);
  expect(joined).toEqual({
    ok: true,
    value: {
      ...{ externalId: "a1", owner: { mail: "a@example.com" } },
      part: {
        ...{ account: { name: "Shop", currency: "EUR" }, balance: 5 },
        subscriptions: [
          { externalId: "s1", paidUntilMs: 9, items: ["p1", "p2"].map((price) => ({ price, quantity: 1 })) },
        ],
      },
    },
  });
});

const invoice = { externalId: "i1", number: "S-1", amount: 5, createdMs: 1, dueMs: null };

it.each([
  [
    "another name",
    [{ account: { name: "A" } }, { account: { name: "B" } }],
    /^Line 2 says another account's name than line 1\.$/,
  ],
  ["another balance", [{ balance: 1 }, { balance: 2 }], /another balance/],
  [
    "another end of what is paid",
    [subscription("p", { paidUntilMs: 1 }), subscription("q", { paidUntilMs: 2 })],
    /subscription s1's paidUntilMs/,
  ],
  [
    "another amount of an invoice",
    [{ invoices: [invoice] }, { invoices: [{ ...invoice, amount: 6 }] }],
    /of i1 than a line before/,
  ],
])("refuses lines of which one says %s", (_, parts: ImportLine["part"][], detail) => {
  const joined = joinLines(parts.map((part, index) => line(index + 1, part)));
  expect(joined).toMatchObject({ ok: false, detail: expect.stringMatching(detail) });
});

it("takes the same thing said twice for one", () => {
  const joined = joinLines([
    line(1, { invoices: [invoice], balance: 3 }),
    line(2, { invoices: [invoice], balance: 3 }),
  ]);
  expect(joined).toMatchObject({ ok: true, value: { part: { invoices: [invoice], balance: 3 } } });
});

it("takes an item that two lines have for one, and refuses another quantity of it", () => {
  const item = (quantity: number) => ({ subscriptions: [{ externalId: "s1", items: [{ price: "p1", quantity }] }] });
  const twice = joinLines([line(1, item(2)), line(2, item(2))]);
  expect(twice).toMatchObject({ ok: true, value: { part: { subscriptions: [{ items: [{ quantity: 2 }] }] } } });
  expect(joinLines([line(1, item(2)), line(2, item(3))])).toMatchObject({
    detail: expect.stringContaining("something else of p1"),
  });
});

it("says where the first problem is, and bounds how many lines an account has", () => {
  const wrong = line(4, {}, { problems: [{ column: "column Paid", detail: "x is no date." }] });
  expect(joinLines([line(1, {}), wrong])).toMatchObject({ detail: "Line 4, column Paid: x is no date." });
  const found = { ...wrong, at: "a1" };
  expect(joinLines([found])).toMatchObject({ detail: "column Paid: x is no date." });
  const many = Array.from({ length: ACCOUNT_LINES_MAX }, (_, index) => line(index, {}));
  expect(joinLines(many).ok).toBe(true);
  expect(joinLines([...many, line(0, {})]).ok).toBe(false);
});
