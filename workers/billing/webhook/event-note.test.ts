import { beforeEach, describe, expect, it } from "vitest";
import { monthlyPrice, TestAccount } from "../account-fixture.ts";
import { EVENT_TYPES, PRODUCT_EVENT_TYPES, type ProductEvent } from "./event.ts";

const START_MS = Date.UTC(2027, 0, 15);
const MONTH_MS = 32 * 86_400_000;

let account: TestAccount;

beforeEach(() => {
  account = new TestAccount(START_MS);
});

/** The types told since this was asked last. */
function types(): string[] {
  return account.told.splice(0).map(({ type }) => type);
}

const subscribe = (over: object = {}) =>
  account.must<{ subscription: { id: string } }>("subscription.create", {
    items: [{ price: monthlyPrice(1000), quantity: 2 }],
    trialDays: 0,
    collection: { kind: "automatic" },
    ...over,
  });

describe("events", () => {
  it("tell a paid subscription in the order in which it came about, counted without gaps", () => {
    account.attachCard();
    subscribe();
    const told = [...account.told];
    expect(types()).toEqual([
      "account.created",
      "payment_method.attached",
      "subscription.created",
      "invoice.created",
      "plan.changed",
      "invoice.finalized",
      "payment.created",
      "payment.succeeded",
      "invoice.paid",
    ]);
    expect(told.map(({ sequence }) => sequence)).toEqual(told.map((_, at) => at + 1));
    expect(told[0]).toEqual({
      id: "evt_01999999999979998999999999999999_1",
      object: "event",
      type: "account.created",
      apiVersion: "1",
      timestamp: "2027-01-15T00:00:00.000Z",
      sequence: 1,
      account: account.books.accountId,
      product: "shop",
      data: { resource: "accounts", object: expect.objectContaining({ name: "Corner Shop" }), previous: null },
    });
    const paid = told.at(-1)?.data;
    expect(paid).toMatchObject({
      resource: "invoices",
      object: { status: "paid" },
      previous: { status: "open", paid: 0 },
    });
    expect(paid?.previous).not.toHaveProperty("lines");
    const plan = told.find(({ type }) => type === "plan.changed")?.data;
    expect(plan).toEqual({
      resource: "entitlements",
      object: expect.objectContaining({ planIds: ["plan_1000"], items: [{ planId: "plan_1000", quantity: 2 }] }),
      previous: { planIds: [], items: [] },
    });
  });

  it("tell each task at its time", () => {
    account.attachCard();
    subscribe();
    types();
    account.nowMs = START_MS + 2 * MONTH_MS;
    account.must("account.advance", {});
    const renewals = account.told.filter(({ type }) => type === "invoice.created");
    expect(renewals.map(({ timestamp }) => timestamp.slice(0, 10))).toEqual(["2027-02-15", "2027-03-15"]);
  });

  it("tell a declined payment, and what becomes of who owes", () => {
    account.attachCard();
    subscribe();
    account.charge = (id) => ({
      outcome: "failure",
      reference: id,
      failure: { code: "card_declined", message: "Declined", hard: false },
    });
    account.advanceTo(START_MS + 1.1 * MONTH_MS);
    expect(types()).toEqual(expect.arrayContaining(["payment.failed", "invoice.payment_failed"]));
    account.advanceTo(START_MS + 2 * MONTH_MS);
    expect(types()).toContain("account.frozen");
    account.advanceTo(START_MS + 300 * 86_400_000);
    const ended = types();
    expect(ended.filter((type) => /^account\.(cancelled|incinerated)/.test(type))).toEqual([
      "account.cancelled",
      "account.incinerated",
    ]);
    expect(ended).toEqual(expect.arrayContaining(["subscription.cancelled", "plan.changed"]));
  });

  it("tell products of what staff does, and its end", () => {
    subscribe({ trialDays: 30 });
    types();
    const expiresMs = START_MS + 86_400_000;
    account.must("waiver.give", { planId: "best", expiresMs });
    expect(types()).toEqual(["plan.changed", "comped.changed"]);
    account.must("override.set", { name: "seats", value: 9, expiresMs });
    expect(account.told.at(-1)?.data).toMatchObject({
      object: { overrides: [{ name: "seats", value: 9, expiresMs }] },
    });
    expect(types()).toEqual(["limits.overridden"]);
    account.advanceTo(expiresMs);
    expect(types().sort()).toEqual(["comped.changed", "limits.overridden", "plan.changed"]);
    account.must("account.freeze", {});
    account.must("account.unfreeze", {});
    account.must("person.add", { personId: "person-2", role: "admin" });
    account.must("person.change-mail", { personId: "person-2" });
    account.must("person.add", { personId: "person-2", role: "billing" });
    account.must("account.transfer", { toPersonId: "person-2" });
    account.must("account.cancel", {});
    account.must("account.reactivate", {});
    const told = types();
    expect(told).toEqual([
      "account.frozen",
      "account.unfrozen",
      "person.mail_changed",
      "ownership.transferred",
      "subscription.cancelled",
      "account.cancelled",
      "plan.changed",
      "account.reactivated",
    ]);
    // What products are told of is what their contract describes.
    const described: readonly ProductEvent["type"][] = PRODUCT_EVENT_TYPES;
    const productTypes: readonly string[] = described;
    expect(told.filter((type) => !productTypes.includes(type))).toEqual(["subscription.cancelled"]);
  });

  it("tell nothing of what was refused, repeated, tried out or is the machinery's own", () => {
    types();
    account.run("account.change", { name: "Other" }, "same");
    account.run("account.change", { name: "Other" }, "same");
    expect(types()).toEqual(["account.updated"]);
    expect(account.run("subscription.cancel", { subscriptionId: "none", at: "now" }).ok).toBe(false);
    account.run("account.change", { name: "Other" });
    expect(types()).toEqual([]);
    account = new TestAccount(START_MS, { account: { clockMs: START_MS } });
    types();
    account.must("clock.set", { toMs: START_MS + 1 });
    expect(types()).toEqual([]);
  });

  it("tell a draft that is deleted, money given back, and disputes", () => {
    account.attachCard();
    const line = { description: "Help", amount: 500 };
    const draft = account.must<{ id: string }>("invoice.create", { lines: [line], finalise: false });
    account.must("invoice.delete", { id: draft.id });
    expect(types().slice(-2)).toEqual(["invoice.created", "invoice.deleted"]);
    subscribe();
    const [payment] = account.books.payments.list();
    types();
    account.must("refund.start", { paymentId: payment?.id, amount: 100, creditNoteId: null });
    expect(types()).toEqual(["refund.created", "payment.updated", "refund.succeeded", "balance.changed"]);
  });

  it("have types that are told apart", () => {
    expect(new Set(EVENT_TYPES).size).toBe(EVENT_TYPES.length);
  });
});
