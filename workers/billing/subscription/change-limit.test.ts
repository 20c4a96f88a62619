import { expect, it } from "vitest";
import { DAY_MS, MINUTE_MS } from "../../kit/time.ts";
import { monthlyPrice, TestAccount } from "../account-fixture.ts";
import { INVOICES_PER_DAY_MAX, INVOICES_PER_MINUTE_MAX, PENDING_LINES_MAX } from "./change.ts";
import type { Subscription } from "./subscription.ts";

const START_MS = Date.UTC(2026, 0, 1);

/** A running subscription, and what becomes of one seat more. */
function growing(timing: "now" | "next-invoice") {
  const account = new TestAccount(START_MS);
  account.attachCard();
  const price = monthlyPrice(100_000, { proration: { granularity: "second", timing } });
  const { subscription } = account.must<{ subscription: Subscription }>("subscription.create", {
    items: [{ price, quantity: 1 }],
  });
  let quantity = 1;
  const [item] = subscription.items;
  const grow = () => {
    quantity += 1;
    const items = [{ id: item?.id, price, quantity }];
    const reply = account.run("subscription.change", { subscriptionId: subscription.id, items });
    account.settle();
    return reply.ok ? "done" : reply.reason;
  };
  return { account, grow };
}

it("gives a subscription so many invoices a minute and a day, and no more", () => {
  const { account, grow } = growing("now");
  // The first one is that with which it began.
  for (let made = 1; made < INVOICES_PER_MINUTE_MAX; made += 1) expect(grow()).toBe("done");
  expect(grow()).toBe("too-many-invoices");
  account.nowMs += MINUTE_MS;
  for (let made = INVOICES_PER_MINUTE_MAX; made < INVOICES_PER_DAY_MAX; made += 1) {
    account.nowMs += MINUTE_MS;
    expect(grow()).toBe("done");
  }
  account.nowMs += MINUTE_MS;
  expect(grow()).toBe("too-many-invoices");
  account.nowMs = START_MS + DAY_MS + 30 * MINUTE_MS;
  expect(grow()).toBe("done");
});

it("lets so many lines wait for the next invoice, and no more", () => {
  const { account, grow } = growing("next-invoice");
  const later = () => {
    account.nowMs += MINUTE_MS;
    return grow();
  };
  for (let waiting = 0; waiting < PENDING_LINES_MAX; waiting += 1) expect(later()).toBe("done");
  expect(later()).toBe("too-many-lines");
});
