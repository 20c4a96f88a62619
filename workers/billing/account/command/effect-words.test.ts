import { expect, it } from "vitest";
import { monthlyPrice, TEST_CARD, TestAccount } from "../../account-fixture.ts";
import { preview } from "../../command/execute.ts";
import { effectWords, paidWithOf } from "./effect-words.ts";
import { moneyAfter } from "./money-after.ts";
import { rightsWords } from "./rights-after.ts";

const NOW = Date.parse("2026-01-01T00:00:00Z");

/** What a command would do, as a dialog says it. */
function told(account: TestAccount, command: string, input: object): string[] {
  const { books } = account;
  const held = { balance: books.balance.list(), invoices: books.invoices.list() };
  const before = new Map(
    [...books.invoices.list(), ...books.subscriptions.list(), ...books.waivers.list(), ...books.methods.list()].map(
      (row) => [row.id, row],
    ),
  );
  const own = books.account();
  const actor = { kind: "person" as const, id: "s1", name: "ana" };
  const deed = { nowMs: account.nowMs, actor, reason: "r", requestId: "r", approvedBy: { id: "s2", name: "bo" } };
  const seen = preview(books, [{ command, input: JSON.parse(JSON.stringify(input)), deed }], (_, changed) =>
    changed.map((after) => ({ before: after.kind === "account" ? own : (before.get(after.id) ?? null), after })),
  );
  if (!seen.ok) throw new Error(seen.detail);
  const after = moneyAfter(seen.seen, held, "EUR");
  return [
    ...effectWords(seen.seen, "EUR", paidWithOf(books.payments.list(), books.methods.list())),
    ...(after ? [after] : []),
  ];
}

/** An account that paid 20.00. */
function paid() {
  const account = new TestAccount(NOW);
  account.attachCard();
  const items = [{ price: monthlyPrice(2000), quantity: 1 }];
  const { subscription } = account.must<{ subscription: { id: string } }>("subscription.create", { items });
  const [invoice] = account.books.invoices.list();
  const [payment] = account.books.payments.list();
  if (!invoice || !payment) throw new Error("It was billed and paid");
  return { account, invoice, payment, subscriptionId: subscription.id };
}

it("says what refund, credit and a refund of which the sale stands leave behind", () => {
  const { account, invoice, payment } = paid();
  const lines = [{ invoiceLineId: invoice.lines[0]?.id, grossAmount: 500 }];
  const note = (refundAmount: number, balanceAmount: number) => ({
    ...{ invoiceId: invoice.id, lines, reason: "goodwill" },
    settlement: { refundAmount, balanceAmount, outOfBandAmount: 0 },
  });
  expect(told(account, "credit-note.issue", note(500, 0)).at(-1)).toBe(
    "Afterwards the balance is €0.00, and €0.00 is open on invoices.",
  );
  expect(told(account, "credit-note.issue", note(0, 500)).at(-1)).toBe(
    "Afterwards the balance is €5.00 in the customer's favour, and €0.00 is open on invoices.",
  );
  const again = told(account, "refund.start", { paymentId: payment.id, creditNoteId: null, amount: 500 });
  expect(again.at(-1)).toBe(
    "Afterwards the balance is −€5.00, which the customer owes, and €0.00 is open on invoices.",
  );
  expect(told(account, "balance.adjust", { amount: 300 }).at(-1)).toContain("€3.00 in the customer's favour");
});

it("names the card that a refund goes to, where it is known", () => {
  const { account, invoice } = paid();
  const lines = [{ invoiceLineId: invoice.lines[0]?.id, grossAmount: 500 }];
  const settlement = { refundAmount: 500, balanceAmount: 0, outOfBandAmount: 0 };
  const note = { invoiceId: invoice.id, lines, reason: "goodwill", settlement };
  expect(told(account, "credit-note.issue", note)).toContain("€5.00 goes back to the customer's visa ·4242.");
  expect(paidWithOf(account.books.payments.list(), [])(invoice.id), "nobody keeps it").toBeNull();
});

it("mails an invoice again, once a minute at most, and no draft", () => {
  const { account, invoice } = paid();
  const mails = () => new Set(account.sent.filter((one) => one.startsWith(`mail invoice-issued:${invoice.id}:`)));
  expect(told(account, "invoice.mail", { id: invoice.id })).toEqual([
    "The invoice is mailed to whoever has the part of billing, else to the owner.",
  ]);
  const again = (afterMs: number) => {
    account.nowMs += afterMs;
    account.must("invoice.mail", { id: invoice.id });
    return mails().size;
  };
  expect([again(0), again(59_999), again(1)], "the same mail within a minute").toEqual([1, 1, 2]);
  expect(told(account, "invoice.mail", { id: invoice.id, personId: "person-1" })).toEqual([
    "The invoice is mailed to the person who was named.",
  ]);
  expect(() => told(account, "invoice.mail", { id: invoice.id, personId: "nobody" })).toThrow("no such person");
  const line = { description: "Later", amount: 100 };
  const draft = account.must<{ id: string }>("invoice.create", { lines: [line], finalise: false });
  expect(() => told(account, "invoice.mail", { id: draft.id })).toThrow("A draft is mailed by itself");
});

it("mails credit notes and receipts again, and no receipt for what was not paid", () => {
  const { account, invoice, payment } = paid();
  const to = "whoever has the part of billing, else to the owner.";
  expect(told(account, "payment.mail", { id: payment.id })).toEqual([`The receipt is mailed to ${to}`]);
  const lines = [{ invoiceLineId: invoice.lines[0]?.id, grossAmount: 500 }];
  const settlement = { refundAmount: 0, balanceAmount: 500, outOfBandAmount: 0 };
  const note = { invoiceId: invoice.id, lines, reason: "goodwill", settlement };
  account.must("credit-note.issue", note);
  const [issued] = account.books.creditNotes.list();
  expect(told(account, "credit-note.mail", { id: issued?.id })).toEqual([`The credit note is mailed to ${to}`]);
  account.must("credit-note.mail", { id: issued?.id, personId: "person-1" });
  expect(account.sent.filter((one) => one.startsWith(`mail credit-note-issued:${issued?.id}`))).toHaveLength(2);
  for (const [command, why] of [
    ["credit-note.mail", "There is no credit note x."],
    ["payment.mail", "There is no payment x."],
  ] as const)
    expect(() => told(account, command, { id: "x" })).toThrow(why);
  account.books.payments.put({ ...payment, id: "pay_failed", status: "failed" });
  expect(() => told(account, "payment.mail", { id: "pay_failed" })).toThrow("for what was paid of an invoice");
});

it("says of a comp in the place of another one what comes first", () => {
  const { account } = paid();
  const comp = (days: number) => ({ planId: "pro", planName: "Pro", expiresMs: NOW + days * 86_400_000 });
  account.must("waiver.give", comp(10));
  expect(told(account, "waiver.give", comp(20))).toEqual([
    "Comped on Pro until 20 Jan 2026: nothing is charged meanwhile.",
    "The comp that runs now ends with it.",
  ]);
});

it("says of changes that move no money what they mean", () => {
  const { account, subscriptionId } = paid();
  const terms = { subscriptionId, collection: { kind: "send-invoice", daysUntilDue: 14 } };
  expect(told(account, "subscription.terms", terms)).toEqual(["Its next invoices are sent, with 14 days to pay."]);
  expect(told(account, "account.tag", { add: ["vip"] })).toEqual(["It gets #vip."]);
  expect(told(account, "account.link", { system: "crm", externalId: "7" })).toEqual(["crm knows it as 7."]);
  expect(told(account, "account.change", { language: "de" })).toEqual([
    "Invoices and mails are written in de instead of en.",
  ]);
  expect(told(account, "account.exempt", { kind: "exempt", certificate: "X-1", untilMs: null })).toEqual([
    "No tax on its invoices, by certificate X-1.",
  ]);
  expect(told(account, "tax-id.set", { value: "DE123456789" })[0]).toContain("The register is asked");
  expect(told(account, "account.cancel", {})).toEqual(
    expect.arrayContaining([
      "Its data is removed on 31 Jan 2026.",
      expect.stringContaining("invoices, payments and the ledger stay"),
    ]),
  );
});

it("says what a subscription pays a month after a change, a pause and an end, and from when on", () => {
  const { account, subscriptionId } = paid();
  const [item] = account.books.subscriptions.list()[0]?.items ?? [];
  const items = (quantity: number) => [{ id: item?.id, price: monthlyPrice(2000), quantity }];
  const change = (quantity: number, timing: string) =>
    told(account, "subscription.change", { subscriptionId, items: items(quantity), timing });
  expect(change(3, "now")).toContain("It pays €60.00 a month instead of €20.00.");
  expect(change(3, "next-cycle")).toEqual([
    expect.stringMatching(/^3 × .* from 1 Feb 2026 on, for €60\.00 a month\.$/),
  ]);
  expect(told(account, "subscription.pause", { subscriptionId, resumeAtMs: null })).toContain(
    "It pays €0.00 a month instead of €20.00.",
  );
  expect(told(account, "subscription.cancel", { subscriptionId, at: "period-end" })).toEqual([
    "It ends on 1 Feb 2026.",
    "Nothing is paid back by itself, and €20.00 a month ends then.",
  ]);
  expect(told(account, "subscription.cancel", { subscriptionId, at: "now" })).toContain(
    "Nothing is paid back by itself.",
  );
  const trial = told(account, "subscription.create", {
    items: [{ price: monthlyPrice(900), quantity: 2 }],
    trialDays: 14,
  });
  expect(trial[0]).toMatch(/, for €18\.00 a month, free until 14 Jan 2026\.$/);
});

it("says until when a trial lasts, and what it costs then", () => {
  const account = new TestAccount(NOW);
  const items = [{ price: monthlyPrice(900), quantity: 2 }];
  const made = account.must<{ subscription: { id: string } }>("subscription.create", { items, trialDays: 14 });
  const input = { subscriptionId: made.subscription.id, endMs: NOW + 30 * 86_400_000 };
  expect(told(account, "subscription.extend-trial", input)).toEqual([
    "The trial lasts until 30 Jan 2026 instead of 14 Jan 2026. Then it costs €18.00 a month.",
  ]);
});

it("says what an account may use that it might not before", () => {
  expect(rightsWords({ seats: 10 }, { seats: 10 })).toBeNull();
  expect(rightsWords({ seats: 10, sso: false, api: true }, { seats: 1_000, sso: true, storage: null })).toBe(
    "may use: seats 1,000 instead of 10, sso on instead of off, storage without a limit; may no longer use: api",
  );
  expect(rightsWords({ seats: 10 }, {})).toBe("may use nothing any more");
});

it("says which card is charged first, and which no more", () => {
  const { account } = paid();
  account.must("method.attach", { ...TEST_CARD, token: "tok_ok~2", last4: "9999", makeDefault: false });
  const [first, second] = account.books.methods.list();
  expect(told(account, "method.default", { methodId: second?.id })).toEqual([
    "visa ·9999 is charged first from now on.",
  ]);
  expect(told(account, "method.detach", { methodId: first?.id })).toEqual(
    expect.arrayContaining(["visa ·4242 is charged no more.", "visa ·9999 is charged first from now on."]),
  );
});
