import { expect, it } from "vitest";
import type { AccountView } from "../../../workers/billing/account/view.ts";
import { runningWaiver } from "../../../workers/billing/account/waiver.ts";
import { monthlyPrice, TestAccount } from "../../../workers/billing/account-fixture.ts";
import { SECOND_ENTITY } from "../../../workers/billing/company/company-fixture.ts";
import { inverseOf } from "./undo.ts";

const NOW = Date.parse("2026-01-01T00:00:00Z");

/** A subscribed account with two people, and what its page shows of it as far as undoing needs it. */
function shown() {
  const account = new TestAccount(NOW, {
    company: { legalEntities: [SECOND_ENTITY] },
    account: { tags: ["old"], timeZone: "Europe/Berlin" },
  });
  account.attachCard();
  const items = [{ price: monthlyPrice(1000), quantity: 1 }];
  const { subscription } = account.must<{ subscription: { id: string } }>("subscription.create", { items });
  account.must("person.add", { personId: "p2", role: "admin" });
  const view = () => {
    const { books } = account;
    const waivers = books.waivers.list();
    const held = { account: books.account(), waivers, waiver: runningWaiver(waivers, account.nowMs) };
    const people = books.people.list().map((person) => ({ ...person, name: "", mail: "" }));
    const lists = {
      subscriptions: books.subscriptions.list(),
      notes: books.notes.list().filter(({ removedMs }) => removedMs === undefined),
      overrides: books.overrides.list(),
    };
    // What undoing reads of a page's view; the rest of it is not asked for.
    return { ...held, people, ...lists } as unknown as AccountView;
  };
  return { account, view, subscriptionId: subscription.id };
}

/** What a person sees of an account: ids of things that came and went do not count. */
const seen = ({ account, waiver, people, subscriptions, notes, overrides }: AccountView) => ({
  account,
  waiver: waiver?.planId ?? null,
  people: people.map(({ id, role, endedMs }) => [id, role, endedMs === null]),
  subscriptions: subscriptions.map(({ status, cancelAtMs, collection, items, scheduled, discounts }) => {
    const next = scheduled.at(-1)?.items ?? items;
    const lowered = discounts.map(({ name }) => name);
    return [status, cancelAtMs, collection, lowered, next.map(({ price, quantity }) => [price.id, quantity])];
  }),
  notes: notes.map(({ text }) => text),
  overrides: overrides.filter(({ endedMs }) => endedMs === null).map(({ name, value }) => [name, value]),
});

it.each<[string, (ids: { subscriptionId: string; itemId: string }) => object]>([
  ["waiver.give", () => ({ planId: "pro", expiresMs: NOW + 86_400_000 })],
  ["override.set", () => ({ name: "seats", value: 50, expiresMs: null })],
  ["account.freeze", () => ({})],
  ["account.transfer", () => ({ toPersonId: "p2" })],
  ["account.tag", () => ({ add: ["new"], remove: ["old"] })],
  ["account.link", () => ({ system: "crm", externalId: "7" })],
  ["account.exempt", () => ({ kind: "exempt", certificate: "X", untilMs: null })],
  ["account.assign", () => ({ entityId: SECOND_ENTITY.id })],
  ["account.change", () => ({ name: "Another", timeZone: "UTC" })],
  ["person.add", () => ({ personId: "p2", role: "member" })],
  ["person.remove", () => ({ personId: "p2" })],
  ["subscription.cancel", ({ subscriptionId }) => ({ subscriptionId, at: "period-end" })],
  ["subscription.pause", ({ subscriptionId }) => ({ subscriptionId })],
  [
    "subscription.terms",
    ({ subscriptionId }) => ({ subscriptionId, collection: { kind: "send-invoice", daysUntilDue: 9 } }),
  ],
  [
    "subscription.change",
    ({ subscriptionId, itemId }) => ({
      subscriptionId,
      items: [{ id: itemId, price: monthlyPrice(2000), quantity: 3 }],
    }),
  ],
  [
    "subscription.discount",
    ({ subscriptionId }) => ({
      ...{ subscriptionId, name: "Loyal", invoicesLeft: null },
      off: { kind: "percent", percent: "10" },
    }),
  ],
  ["note.add", () => ({ text: "calls often" })],
])("takes back %s so that a page shows what it showed", (command, inputOf) => {
  const { account, view, subscriptionId } = shown();
  const before = view();
  const input = inputOf({ subscriptionId, itemId: before.subscriptions[0]?.items[0]?.id ?? "" });
  account.must(command, input);
  const after = view();
  expect(seen(after)).not.toEqual(seen(before));
  const back = inverseOf({ command, input }, before, after);
  if (!back) throw new Error("It can be taken back");
  account.must(back.command, back.input);
  expect(seen(view())).toEqual(seen(before));
});

it("takes back the end of a comp with its dates, a note's removal with its author, and an account's end with what is paid", () => {
  const { account, view } = shown();
  const dates = { planName: "Pro", expiresMs: NOW + 40 * 86_400_000, reviewMs: NOW + 20 * 86_400_000 };
  account.must("waiver.give", { planId: "pro", ...dates });
  account.must("note.add", { text: "calls often" });
  const before = view();
  const { books } = account;
  const charged = books.invoices.list().length;
  for (const [command, input] of [
    ["waiver.end", { waiverId: before.waiver?.id }],
    ["note.remove", { noteId: before.notes[0]?.id }],
    ["account.cancel", {}],
  ] as const) {
    const held = view();
    account.must(command, input);
    const after = view();
    expect(seen(after)).not.toEqual(seen(held));
    const back = inverseOf({ command, input }, held, after);
    if (!back) throw new Error("It can be taken back");
    account.must(back.command, back.input);
    expect(seen(view())).toEqual(seen(before));
  }
  expect(view().waiver).toMatchObject(dates);
  expect(view().notes).toEqual(before.notes);
  expect(books.invoices.list()).toHaveLength(charged);
});

it("takes back a longer trial, but not one that had frozen the account", () => {
  const account = new TestAccount(NOW);
  const items = [{ price: monthlyPrice(1000), quantity: 1 }];
  account.must("subscription.create", { items, trialDays: 14 });
  // What undoing reads of a page's view; the rest of it is not asked for.
  const view = () =>
    ({ account: account.books.account(), subscriptions: account.books.subscriptions.list() }) as unknown as AccountView;
  const command = "subscription.extend-trial";
  const before = view();
  const subscriptionId = before.subscriptions[0]?.id;
  const input = { subscriptionId, endMs: NOW + 30 * 86_400_000 };
  account.must(command, input);
  const back = inverseOf({ command, input }, before, view());
  account.must(back?.command ?? "", back?.input ?? {});
  expect(view().subscriptions).toEqual(before.subscriptions);
  account.advanceTo(NOW + 15 * 86_400_000);
  expect(inverseOf({ command, input }, view(), view())).toBeNull();
});

it("charges first again what was charged first, and takes no method back", () => {
  const methods = [
    { id: "pm_1", isDefault: true },
    { id: "pm_2", isDefault: false },
  ];
  const view = { account: {}, subscriptions: [], methods } as unknown as AccountView; // what undoing reads
  const inverse = (command: string, methodId: string) => inverseOf({ command, input: { methodId } }, view, view);
  expect(inverse("method.default", "pm_2")).toEqual({ command: "method.default", input: { methodId: "pm_1" } });
  expect([inverse("method.default", "pm_1"), inverse("method.detach", "pm_2")]).toEqual([null, null]);
});

it("takes back a credit by as much, and nothing that moved money or ended for good", () => {
  const { view, subscriptionId } = shown();
  const now = view();
  const inverse = (command: string, input: object) => inverseOf({ command, input }, now, now);
  expect(inverse("balance.adjust", { amount: 500 })).toEqual({ command: "balance.adjust", input: { amount: -500 } });
  expect(inverse("subscription.cancel", { subscriptionId, at: "now" })).toBeNull();
  expect(inverse("credit-note.issue", {})).toBeNull();
  expect(inverse("refund.start", {})).toBeNull();
});
