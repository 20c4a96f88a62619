import { expect, it } from "vitest";
import { DAY_MS } from "../../kit/time.ts";
import { monthlyPrice, TEST_CARD, TestAccount } from "../account-fixture.ts";
import { MemoryAccount } from "../books/memory-account.ts";
import { companyInput } from "../company/company-fixture.ts";

const NOW = Date.UTC(2026, 1, 10);
const END = Date.UTC(2026, 1, 28);
const JANUARY_31 = Date.UTC(2025, 11, 31);
const { makeDefault: _, ...CARD } = TEST_CARD;

const SUBSCRIPTION = {
  externalId: "sub_1",
  items: [{ price: monthlyPrice(1_000), quantity: 3 }],
  paidUntilMs: END,
  anchorMs: JANUARY_31,
  status: "active",
  collection: { kind: "send-invoice", daysUntilDue: 14 },
};
const INPUT = {
  source: "stripe",
  externalId: "cus_1",
  account: { productId: "shop", name: "Corner Shop", ownerId: "person-1", currency: "EUR" },
  subscriptions: [SUBSCRIPTION],
};
const imported = (over: object = {}) => {
  const test = new TestAccount(NOW);
  test.must("account.import", { ...INPUT, ...over });
  return test;
};

it("keeps anchor and period: the first invoice of ours is at the next renewal, and the 31st comes back", () => {
  const test = imported();
  const [subscription] = test.books.subscriptions.list();
  expect(subscription).toMatchObject({ importedFrom: "stripe:sub_1", period: { index: 1, endMs: END } });
  expect(test.books.invoices.list()).toEqual([]);
  test.advanceTo(END - 1);
  expect(test.books.invoices.list()).toEqual([]);
  test.advanceTo(Date.UTC(2026, 3, 1));
  expect(test.books.invoices.list().map(({ createdMs, total }) => [createdMs, total])).toEqual([
    [END, 3_000],
    [Date.UTC(2026, 2, 31), 3_000],
  ]);
});

it("tells no webhook what it brings, and all that happens afterwards", () => {
  const test = new MemoryAccount("01999999-9999-7999-8999-999999999999", NOW);
  test.run("company.adopt", companyInput());
  const whole = { ...INPUT, balance: 250, methods: [CARD] };
  expect(test.run("account.import", whole)).toMatchObject({ ok: true });
  expect(test.told).toEqual([]);
  // What completes an account that is there changes what its product knows.
  test.run("account.import", { ...whole, account: { ...INPUT.account, tags: ["vip"] } });
  expect(test.told.map(({ type, sequence }) => [type, sequence])).toEqual([["account.updated", 1]]);
  test.nowMs = END;
  test.advance();
  expect(test.told.map(({ type }) => type)).toContain("invoice.created");
});

it("posts a balance and open invoices as equity of old, never as revenue, and charges no method for them", () => {
  const invoice = { externalId: "in_1", number: "S-17", amount: 5_000, createdMs: NOW - DAY_MS, dueMs: NOW + DAY_MS };
  const test = imported({ balance: -700, invoices: [invoice], methods: [CARD] });
  expect(test.books.ledger.balance("2100", "EUR")).toBe(700);
  expect(test.books.ledger.balance("1100", "EUR")).toBe(5_000);
  expect(test.books.ledger.balance("3000", "EUR")).toBe(-5_700);
  expect(test.ledgerSum()).toBe(0);
  expect(test.books.invoices.list()).toMatchObject([{ status: "open", number: "S-17", amountRemaining: 5_000 }]);
  expect(test.books.payments.list()).toEqual([]);
  test.advanceTo(NOW + 2 * DAY_MS);
  expect(test.books.account()?.status).toBe("past-due");
});

it("changes nothing when the same comes again, and completes what came before by what is new", () => {
  const invoice = { externalId: "in_1", number: "S-17", amount: 5_000, createdMs: NOW, dueMs: null };
  const whole = { ...INPUT, balance: 250, invoices: [invoice], methods: [CARD] };
  const test = imported({ balance: 250, invoices: [invoice], methods: [CARD] });
  const before = JSON.stringify([test.books.account(), test.books.balance.list(), test.books.invoices.list()]);
  const subscriptions = JSON.stringify(test.books.subscriptions.list());
  test.must("account.import", whole);
  expect(JSON.stringify([test.books.account(), test.books.balance.list(), test.books.invoices.list()])).toBe(before);
  expect(JSON.stringify(test.books.subscriptions.list())).toBe(subscriptions);
  const second = { ...SUBSCRIPTION, externalId: "sub_2" };
  test.must("account.import", {
    ...whole,
    account: { ...INPUT.account, name: "Corner Shops", tags: ["vip"] },
    subscriptions: [SUBSCRIPTION, second],
  });
  expect(test.books.account()).toMatchObject({ name: "Corner Shops", tags: ["vip"], externalIds: { stripe: "cus_1" } });
  expect(test.books.subscriptions.list()).toHaveLength(2);
});

it.each([
  ["period-over", { subscriptions: [{ ...SUBSCRIPTION, paidUntilMs: NOW }] }],
  ["period-too-long", { subscriptions: [{ ...SUBSCRIPTION, paidUntilMs: NOW + 367 * DAY_MS + 1 }] }],
  ["in-the-past", { subscriptions: [{ ...SUBSCRIPTION, cancelAtMs: NOW }] }],
  ["other-currency", { account: { ...INPUT.account, currency: "USD" } }],
  ["invalid-input", { balance: 0.5 }],
])("refuses %s and leaves nothing behind", (reason, over) => {
  const test = new TestAccount(NOW);
  expect(test.run("account.import", { ...INPUT, balance: 100, ...over })).toMatchObject({ ok: false, reason });
  expect(test.books.balance.list()).toEqual([]);
  expect(test.books.subscriptions.list()).toEqual([]);
  expect(test.books.account()?.externalIds).toEqual({});
});

it("goes on with a trial, a pause and an end that was set", () => {
  const trial = imported({ subscriptions: [{ ...SUBSCRIPTION, status: "trialing" }], methods: [CARD] });
  trial.advanceTo(END);
  expect(trial.books.subscriptions.list()[0]).toMatchObject({ status: "active", period: { startMs: END } });
  const paused = imported({ subscriptions: [{ ...SUBSCRIPTION, status: "paused" }] });
  paused.advanceTo(END + DAY_MS);
  expect(paused.books.invoices.list()).toEqual([]);
  const ending = imported({ subscriptions: [{ ...SUBSCRIPTION, cancelAtMs: END }] });
  ending.advanceTo(END + DAY_MS);
  expect(ending.books.subscriptions.list()[0]?.status).toBe("cancelled");
  expect(ending.books.invoices.list()).toEqual([]);
});

it("brings changes along that wait, and goes on by the same item where the price stays", () => {
  const [item] = SUBSCRIPTION.items;
  const other = { price: { ...monthlyPrice(5_000), id: "price_other" }, quantity: 1 };
  const scheduled = [{ atMs: END, items: [item, other] }];
  const test = imported({ subscriptions: [{ ...SUBSCRIPTION, scheduled }] });
  const [before] = test.books.subscriptions.list();
  test.advanceTo(END);
  const [after] = test.books.subscriptions.list();
  expect(after?.items[0]?.id).toBe(before?.items[0]?.id);
  expect(after).toMatchObject({ scheduled: [], items: [{ quantity: 3 }, { price: { id: "price_other" } }] });
  expect(test.books.invoices.list().map(({ total }) => total)).toEqual([8_000]);
  const early = { ...INPUT, subscriptions: [{ ...SUBSCRIPTION, scheduled: [{ atMs: END - 1, items: [item] }] }] };
  expect(new TestAccount(NOW).run("account.import", early)).toMatchObject({ ok: false, reason: "in-the-past" });
});

it("takes one over as several that come together, and never as one more when it was divided since", () => {
  const { part, ...whole } = { ...SUBSCRIPTION, part: "si_2" };
  const divided = { subscriptions: [whole, { ...whole, part }] };
  const test = imported(divided);
  const from = () => test.books.subscriptions.list().map(({ importedFrom }) => importedFrom);
  expect(from()).toEqual(["stripe:sub_1", "stripe:sub_1#si_2"]);
  test.must("account.import", { ...INPUT, ...divided });
  expect(from()).toHaveLength(2);
  const single = imported();
  single.must("account.import", { ...INPUT, ...divided });
  expect(single.books.subscriptions.list()).toHaveLength(1);
});

it("lowers what a discount is for, until the time at which it ends", () => {
  const off = { kind: "percent", percent: "50" };
  const items = [...SUBSCRIPTION.items, { price: { ...monthlyPrice(2_000), id: "price_other" }, quantity: 1 }];
  const ends = { name: "Spring", off, invoicesLeft: null, endsMs: Date.UTC(2026, 2, 31), priceIds: ["price_other"] };
  const test = imported({ subscriptions: [{ ...SUBSCRIPTION, items, discounts: [ends] }] });
  test.advanceTo(Date.UTC(2026, 3, 1));
  expect(test.books.invoices.list().map(({ total }) => total)).toEqual([4_000, 5_000]);
  expect(test.books.subscriptions.list()[0]?.discounts).toEqual([]);
});
