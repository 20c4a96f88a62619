import { describe, expect, it } from "vitest";
import { monthlyPrice, TestAccount } from "../account-fixture.ts";
import type { Entitlements, Plan } from "../catalogue/plan.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { effectiveEntitlements, type Fallback, namedPlanIds } from "./effective.ts";

const NOW = Date.UTC(2026, 0, 31);
const DAY_MS = 86_400_000;
const plan = (id: string, entitlements: Entitlements, over: Partial<Plan> = {}): Plan => ({
  ...{ id, productId: "shop", kind: "plan", code: "Pro", version: 1, name: "Pro", description: "", trialDays: 0 },
  ...{ entitlements, selfService: true, createdMs: 0, createdBy: "", archivedMs: null, productVersion: 1, ...over },
});
const FREE = plan("plan_free", { projects: 1 }, { code: "Free" });
const PRO = plan("plan_1000", { sso: false, projects: 10, storage: null });
const MORE = plan("plan_5", { sso: true, projects: 5, storage: 3 }, { kind: "add-on", code: "More" });
const BEST = plan("plan_best", { sso: true, projects: null }, { code: "Max", version: 3 });
const FALLBACK: Fallback = { free: FREE, best: BEST };

/** An account's life, and what it may use by these plans. */
function life() {
  const account = new TestAccount(NOW);
  const may = (fallback = FALLBACK, plans = [FREE, PRO, MORE, BEST]) => {
    const { books } = account;
    const own = books.account();
    if (!own) throw new Error("it is opened");
    const holdings = {
      account: own,
      subscriptions: books.subscriptions.list(),
      waivers: books.waivers.list(),
      overrides: books.overrides.list(),
    };
    const byId = new Map(plans.map((one) => [one.id, one]));
    return { ...effectiveEntitlements(holdings, byId, fallback, account.nowMs), named: namedPlanIds(holdings, NOW) };
  };
  const subscribe = (items: object[], over = {}) =>
    account.must<{ subscription: Subscription }>("subscription.create", {
      items,
      collection: { kind: "send-invoice", daysUntilDue: 14 },
      ...over,
    }).subscription;
  return { account, may, subscribe };
}
const item = (amount: number, quantity: number, over = {}) => ({ price: monthlyPrice(amount, over), quantity });
const metered = { id: "price_m", planId: "plan_5", usage: { kind: "metered", meterId: "meter_1" } };

describe("what an account may use", () => {
  it("is what is free while it buys nothing, and nothing where nothing is free", () => {
    const { may } = life();
    expect(may()).toMatchObject({
      plan: { id: "plan_free", name: "FreeV1" },
      entitlements: { projects: 1 },
      named: [],
    });
    expect(may({ free: null, best: BEST })).toMatchObject({ plan: null, entitlements: {}, comped: false });
  });

  it("is its plan once, however many seats, and its add-ons as often as it has them", () => {
    const { may, subscribe } = life();
    subscribe([item(1000, 7), item(5, 3)]);
    expect(may()).toEqual({
      comped: false,
      plan: { id: "plan_1000", name: "ProV1", title: "Pro", quantity: 7 },
      addOns: [{ id: "plan_5", name: "MoreV1", title: "Pro", quantity: 3 }],
      entitlements: { sso: true, projects: 25, storage: null },
      overridden: [],
      changesAtMs: null,
      named: ["plan_1000", "plan_5"],
    });
  });

  it("counts an add-on of which there are none as none, and a metered one once", () => {
    const none = life();
    none.subscribe([item(1000, 1), item(5, 0)]);
    expect(none.may().entitlements).toEqual({ sso: false, projects: 10, storage: null });
    const measured = life();
    measured.subscribe([item(1000, 1), item(5, 9, metered)]);
    expect(measured.may()).toMatchObject({ addOns: [{ quantity: 1 }], entitlements: { projects: 15 } });
    const both = life();
    both.subscribe([item(1000, 1), item(5, 9, metered), item(5, 2)]);
    expect(both.may()).toMatchObject({ addOns: [{ quantity: 2 }], entitlements: { projects: 20 } });
  });

  it("is of the version that was bought, whatever is sold later", () => {
    const { may, subscribe } = life();
    subscribe([item(1000, 1)]);
    const later = plan("plan_new", { projects: 1 }, { version: 2 });
    expect(may({ free: null, best: later }, [PRO, later])).toMatchObject({
      plan: { name: "ProV1" },
      entitlements: { projects: 10 },
    });
    expect(may(FALLBACK, [])).toMatchObject({ plan: { id: "plan_1000", name: "Plan 1000" }, entitlements: {} });
  });

  it("goes on while a payment fails and in a trial, and not in a pause or after the end", () => {
    const { account, may, subscribe } = life();
    const { id } = subscribe([item(1000, 1)], { trialDays: 10 });
    expect(may()).toMatchObject({ plan: { id: "plan_1000" }, changesAtMs: NOW + 10 * DAY_MS });
    account.advanceTo(NOW + 60 * DAY_MS);
    expect(account.books.subscriptions.get(id)?.status).toBe("past-due");
    expect(may().plan?.id).toBe("plan_1000");
    account.must("subscription.pause", { subscriptionId: id });
    expect(may().plan?.id).toBe("plan_free");
    account.must("subscription.resume", { subscriptionId: id });
    account.must("subscription.cancel", { subscriptionId: id, at: "period-end" });
    expect(may().changesAtMs).toBe(account.books.subscriptions.get(id)?.cancelAtMs);
    account.must("subscription.cancel", { subscriptionId: id, at: "now" });
    expect(may().plan?.id).toBe("plan_free");
  });

  it("is the plan of a comp until its end, the best where it names none of the catalogue, with the add-ons that are bought", () => {
    const { account, may, subscribe } = life();
    subscribe([item(1000, 1), item(5, 1)]);
    account.must("waiver.give", { planId: "plan_max", planName: "Max", expiresMs: NOW + DAY_MS });
    expect(may()).toMatchObject({
      comped: true,
      plan: { id: "plan_best", name: "MaxV3" },
      entitlements: { projects: null },
      changesAtMs: NOW + DAY_MS,
    });
    expect(may({ free: null, best: null })).toMatchObject({
      plan: { name: "Max" },
      entitlements: { sso: true, projects: 5 },
    });
    account.must("waiver.give", { planId: "plan_free", expiresMs: NOW + DAY_MS });
    expect(may()).toMatchObject({ plan: { id: "plan_free" }, entitlements: { sso: true, projects: 6 } });
    account.advanceTo(NOW + DAY_MS);
    expect(may()).toMatchObject({ comped: false, plan: { id: "plan_1000" } });
  });

  it("is nothing once the account is cancelled, and comes back with it", () => {
    const { account, may } = life();
    account.must("waiver.give", { planId: "plan_best", expiresMs: NOW + DAY_MS });
    account.must("account.cancel", {});
    expect(may()).toMatchObject({ comped: false, plan: null, entitlements: {}, changesAtMs: null });
    account.must("account.reactivate", {});
    expect(may().plan?.id).toBe("plan_best");
  });

  it("lets a limit hold where another plan calls it a feature, whichever comes first", () => {
    const { may, subscribe } = life();
    subscribe([item(1000, 1), item(5, 2)]);
    const pro = plan("plan_1000", { a: true, b: 4, c: null, d: null });
    const more = plan("plan_5", { a: 3, b: false, c: 2, d: true }, { kind: "add-on" });
    expect(may(FALLBACK, [pro, more]).entitlements).toEqual({ a: 6, b: 4, c: null, d: null });
  });
});

describe("an override", () => {
  const set = { name: "projects", value: 99, expiresMs: NOW + 5 * DAY_MS };

  it("holds whatever the plan says until its date, and is known with who gave it and why", () => {
    const { account, may } = life();
    account.must("override.set", set);
    account.must("override.set", { name: "beta", value: true, expiresMs: null });
    expect(may()).toMatchObject({
      entitlements: { projects: 99, beta: true },
      overridden: ["projects", "beta"],
      changesAtMs: NOW + 5 * DAY_MS,
    });
    expect(account.books.overrides.list()[0]).toMatchObject({ reason: "test", giver: { name: "Apiary" } });
    account.advanceTo(NOW + 5 * DAY_MS);
    expect(may()).toMatchObject({ entitlements: { projects: 1, beta: true }, overridden: ["beta"], changesAtMs: null });
    expect(account.books.overrides.list()[0]).toMatchObject({
      endedMs: NOW + 5 * DAY_MS,
      endedBecause: "Its time was over.",
    });
  });

  it("takes the place of one of its name, and ends once", () => {
    const { account, may } = life();
    account.must("override.set", set);
    const { id } = account.must<{ id: string }>("override.set", { ...set, value: null, expiresMs: null });
    expect(may()).toMatchObject({ entitlements: { projects: null }, overridden: ["projects"] });
    const ended = account.must("override.end", { overrideId: id });
    account.nowMs += DAY_MS;
    expect(account.must("override.end", { overrideId: id })).toEqual(ended);
    expect(may().overridden).toEqual([]);
    account.advanceTo(NOW + 10 * DAY_MS);
    expect(account.books.overrides.list()[0]?.endedBecause).toBe("Another override took its place.");
  });

  it.each([
    ["a name that none has", { ...set, name: "No" }, "invalid-input"],
    ["a limit below nothing", { ...set, value: -1 }, "invalid-input"],
    ["an end that is over", { ...set, expiresMs: NOW }, "expires-in-past"],
  ])("is refused with %s", (_, input, reason) => {
    expect(life().account.run("override.set", input)).toMatchObject({ ok: false, reason });
  });
});
