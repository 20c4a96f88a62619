import { describe, expect, it } from "vitest";
import { monthlyPrice, type TestAccount } from "../account-fixture.ts";
import { at, invoices, NOW_PRORATED, subscribed } from "./subscription-fixture.ts";

describe("what was used", () => {
  const metered = monthlyPrice(3, { usage: { kind: "metered", meterId: "messages" } });
  const used = (account: TestAccount) => {
    const startMs = at("2026-01-01");
    const measured = {
      meterId: "messages",
      startMs,
      endMs: at("2026-02-01"),
      quantity: "20",
      events: 20,
      billed: null,
    };
    account.must("account.advance", { measured: [measured] });
    return account.books.invoices.list().map(({ reason, total }) => [reason, total]);
  };

  it.each([
    ["the subscription is cancelled", "subscription.cancel", (id: string) => ({ subscriptionId: id, at: "now" })],
    ["the whole account is cancelled", "account.cancel", () => ({})],
  ])("is billed when %s", (_, command, input) => {
    const { account, id } = subscribed(metered, "2026-01-01");
    account.nowMs = at("2026-01-20");
    account.must(command, input(id));
    expect(used(account)).toEqual([["subscription-cancel", 60]]);
    expect(account.ledgerSum()).toBe(0);
  });

  it("is billed to nobody who has a comp, and neither is a change", () => {
    const { account, id, item } = subscribed(monthlyPrice(1000, { proration: NOW_PRORATED }), "2026-01-01");
    account.must("waiver.give", { planId: "plan_1000", expiresMs: at("2026-06-01") });
    const items = [{ id: item, price: monthlyPrice(1000, { proration: NOW_PRORATED }), quantity: 5 }];
    account.must("subscription.change", { subscriptionId: id, items });
    account.must("subscription.create", { items: [{ price: metered, quantity: 1 }] });
    account.nowMs = at("2026-01-20");
    account.must("account.cancel", {});
    expect(used(account)).toEqual([["subscription-create", 1000]]);
  });
});

describe("usage", () => {
  const messages = monthlyPrice(2, { usage: { kind: "metered", meterId: "messages" }, proration: NOW_PRORATED });
  const seat = monthlyPrice(1000, { proration: NOW_PRORATED });

  it("is not charged in advance, and its price is given up at the end of the period only", () => {
    const { account, id, item } = subscribed(seat, "2026-01-01");
    account.advanceTo(at("2026-01-11"));
    const both = [
      { id: item, price: seat, quantity: 1 },
      { id: null, price: messages, quantity: 1 },
    ];
    const added = account.must<{ invoice: object | null; subscription: { items: { id: string }[] } }>(
      "subscription.change",
      { subscriptionId: id, items: both, timing: "now" },
    );
    expect(added.invoice).toBeNull();
    const without = { subscriptionId: id, items: [{ id: item, price: seat, quantity: 1 }], timing: "now" };
    expect(account.must("subscription.change", without)).toMatchObject({ effectiveMs: at("2026-02-01") });
  });

  it("of a paused subscription is billed until then", () => {
    const { account, id } = subscribed(messages, "2026-01-01");
    account.nowMs = at("2026-01-11");
    const used = { meterId: "messages", startMs: at("2026-01-01"), endMs: at("2026-02-01"), quantity: "30", events: 3 };
    account.must("subscription.pause", { subscriptionId: id });
    account.must("account.advance", { measured: [{ ...used, billed: null }] });
    expect(invoices(account)).toMatchObject([{ total: 60, from: "2026-01-01" }]);
  });
});
