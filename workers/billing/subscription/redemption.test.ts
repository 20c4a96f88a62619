import { expect, it } from "vitest";
import { monthlyPrice, TestAccount } from "../account-fixture.ts";
import { DISCOUNTS_MAX } from "./redemption.ts";
import type { Subscription } from "./subscription.ts";

const NOW = Date.UTC(2026, 0, 31);
const grant = (id: string, over = {}) => ({
  id,
  name: id,
  off: { kind: "percent", percent: "50" },
  invoicesLeft: 1,
  ...over,
});
const subscribe = (account: TestAccount, over = {}) =>
  account.must<{ subscription: Subscription }>("subscription.create", {
    items: [{ price: monthlyPrice(1000), quantity: 1 }],
    collection: { kind: "send-invoice", daysUntilDue: 14 },
    ...over,
  }).subscription;

it("lowers invoices from the first one on, for as many as it says, and is not redeemed again after them", () => {
  const account = new TestAccount(NOW);
  const { id } = subscribe(account, { coupon: grant("launch") });
  account.advanceTo(Date.UTC(2026, 2, 1));
  expect(account.books.invoices.list().map(({ total }) => total)).toEqual([500, 1000]);
  account.must("subscription.redeem", { subscriptionId: id, coupon: grant("launch") });
  expect(account.books.subscriptions.get(id)?.discounts).toEqual([]);
  const other = subscribe(account);
  const again = { subscriptionId: other.id, coupon: grant("launch") };
  expect(account.run("subscription.redeem", again)).toMatchObject({ reason: "already-redeemed" });
  expect(account.run("subscription.create", { items: other.items, coupon: grant("launch") })).toMatchObject({
    reason: "already-redeemed",
  });
});

it("is refused for another currency and above the limit of discounts, and is free then for another time", () => {
  const account = new TestAccount(NOW);
  const subscriptionId = subscribe(account).id;
  const dollars = grant("d", { off: { kind: "amount", amount: 5, currency: "USD" } });
  expect(account.run("subscription.redeem", { subscriptionId, coupon: dollars })).toMatchObject({
    reason: "other-currency",
  });
  for (let count = 1; count <= DISCOUNTS_MAX; count += 1) {
    account.must("subscription.redeem", { subscriptionId, coupon: grant(`c${count}`) });
  }
  expect(account.run("subscription.redeem", { subscriptionId, coupon: grant("one-more") })).toMatchObject({
    reason: "too-many-discounts",
  });
  account.must("subscription.end-discount", { subscriptionId, discountId: "c1" });
  account.must("subscription.redeem", { subscriptionId, coupon: grant("one-more") });
});
