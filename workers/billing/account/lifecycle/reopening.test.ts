import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../../kit/time.ts";
import { monthlyPrice, TestAccount } from "../../account-fixture.ts";

const START = Date.UTC(2026, 0, 10);
const END = Date.UTC(2026, 1, 10);

/** An account that subscribed, was cancelled a while later and is taken back after some days. */
function reopened(
  afterDays: number,
  { subscriptions = "resume", before = (_: TestAccount, _id: string) => {}, more = {} },
) {
  const test = new TestAccount(START);
  test.attachCard();
  const items = [{ price: monthlyPrice(1000), quantity: 1 }];
  const { subscription } = test.must<{ subscription: { id: string } }>("subscription.create", { items, ...more });
  test.advanceTo(START + 5 * DAY_MS);
  before(test, subscription.id);
  test.must("account.cancel", {});
  test.advanceTo(test.nowMs + afterDays * DAY_MS);
  test.must("account.reactivate", { subscriptions });
  const now = () => test.books.subscriptions.get(subscription.id);
  return { test, now, bills: () => test.books.invoices.list().map(({ createdMs, total }) => [createdMs, total]) };
}

describe("an account that is taken back", () => {
  it("leaves what it had subscribed to ended, unless that is asked for", () => {
    const { test, now } = reopened(3, { subscriptions: "leave" });
    expect([now()?.status, test.books.account()?.status]).toEqual(["cancelled", "active"]);
  });

  it("goes on as if nothing had been where its period is paid", () => {
    const { test, now, bills } = reopened(3, {});
    expect(now()).toMatchObject({ status: "active", cancelledMs: null, period: { index: 0, endMs: END } });
    test.advanceTo(END);
    expect(bills()).toEqual([
      [START, 1000],
      [END, 1000],
    ]);
    expect(test.ledgerSum()).toBe(0);
  });

  it("begins a new period, and pays for it, where nothing is left", () => {
    const { test, now, bills } = reopened(28, {});
    const atMs = START + 33 * DAY_MS;
    expect(now()).toMatchObject({ status: "active", period: { index: 0, startMs: atMs } });
    expect(bills()).toEqual([
      [START, 1000],
      [atMs, 1000],
    ]);
    expect(test.books.invoices.list().at(-1)?.status).toBe("paid");
  });

  it("goes on with a trial to its end, and stays paused where it was", () => {
    const trial = reopened(3, { more: { trialDays: 14 } });
    expect([trial.now()?.status, trial.test.books.account()?.status]).toEqual(["trialing", "trial"]);
    trial.test.advanceTo(START + 14 * DAY_MS);
    expect(trial.bills()).toEqual([[START + 14 * DAY_MS, 1000]]);
    const paused = reopened(3, {
      before: (test, subscriptionId) => test.must("subscription.pause", { subscriptionId }),
    });
    expect(paused.now()?.status).toBe("paused");
  });

  it("takes nothing up that had ended before", () => {
    const { now } = reopened(3, {
      before: (test, subscriptionId) => {
        test.must("subscription.cancel", { subscriptionId, at: "now" });
        test.advanceTo(test.nowMs + DAY_MS);
      },
    });
    expect(now()?.status).toBe("cancelled");
  });
});
