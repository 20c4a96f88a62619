import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../kit/time.ts";
import { monthlyPrice, TestAccount } from "../account-fixture.ts";
import { upcomingRevenue } from "../ledger/revenue/upcoming.ts";
import type { ChargeResult } from "../payment/gateway/gateway.ts";
import { brokenLaws } from "../simulation/laws.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { CreditNote, Invoice } from "./invoice.ts";

const START_MS = Date.UTC(2026, 0, 1, 9);
const SENT = { kind: "send-invoice", daysUntilDue: 60 };
const DECLINED: ChargeResult = {
  ...({ outcome: "failure", reference: null } as const),
  failure: { code: "x", message: "", hard: false },
};

/** An account that owes an invoice of 100.00, and what can be done with it. */
function owing(company = {}) {
  const account = new TestAccount(START_MS, { company });
  account.must("account.change", {
    address: { line1: "1", line2: "", city: "B", region: "", postalCode: "10115", country: "DE" },
  });
  const service = { startMs: Date.UTC(2026, 0, 1), endMs: Date.UTC(2026, 3, 1) };
  const line = { description: "Work", amount: 10_000, service };
  account.must("invoice.create", { lines: [line], collection: SENT });
  const { books } = account;
  const invoice = () => books.invoices.list()[0] as Invoice; // it was made
  const note = (grossAmount: number, over: object = {}) => {
    const lines = [{ invoiceLineId: invoice().lines[0]?.id, grossAmount }];
    const given = { invoiceId: invoice().id, lines, reason: "goodwill", settlement: null, ...over };
    return account.must<{ creditNote: CreditNote }>("credit-note.issue", given).creditNote.id;
  };
  const transfer = (amount: number) => {
    const paid = { invoiceId: invoice().id, amount, currency: "EUR", bankReference: `b${amount}` };
    account.must("payment.record-transfer", { ...paid, bookedMs: account.nowMs });
  };
  const refusal = (id: string) => {
    const reply = account.run("credit-note.void", { id });
    return reply.ok ? "done" : reply.reason;
  };
  return { account, books, invoice, note, transfer, refusal };
}

/** Debits less credits by account of the chart. */
const sums = ({ books }: TestAccount): Record<string, number> =>
  Object.fromEntries(
    [...new Set(books.ledger.list().flatMap(({ postings }) => postings.map(({ account }) => account)))]
      .map((account) => [account, books.ledger.balance(account, "EUR")] as const)
      .filter(([, amount]) => amount !== 0),
  );

describe("voiding a credit note", () => {
  it("has its invoice owed again, with every account of the ledger as before the note", () => {
    const { account, books, invoice, note } = owing();
    const before = [invoice(), sums(account)];
    const id = note(2_000);
    expect(invoice()).toMatchObject({ credited: 2_000, amountRemaining: invoice().total - 2_000 });
    const { number } = books.creditNotes.list()[0] ?? {};
    const told = account.told.length;
    const value = account.must("credit-note.void", { id });
    expect(value).toMatchObject({
      creditNote: { id, number, status: "void", voidedMs: START_MS, total: 2_000 },
      invoice: { amountRemaining: invoice().total },
    });
    expect([invoice(), sums(account)]).toEqual(before);
    expect(account.told.slice(told).map(({ type }) => type)).toEqual(["credit_note.voided", "invoice.updated"]);
    const reversed = books.ledger.list().find(({ reversalOf }) => reversalOf === `credit-note-issued:${id}`);
    expect(reversed).toMatchObject({ kind: "credit-note-issued-reversed", effectiveMs: START_MS });
    expect(brokenLaws(account)).toEqual([]);
    // The series goes on after it, and what it took may be taken again.
    note(invoice().total - 1);
    expect(books.creditNotes.list().map((each) => each.number?.slice(-2))).toEqual(["01", "02"]);
    expect(brokenLaws(account)).toEqual([]);
  });

  it.each(["daily", "monthly"] as const)(
    "posts in its month what the note held back meanwhile, and no other month changes (%s)",
    (recognition) => {
      const months = (recognised: TestAccount) => {
        const revenue: Record<string, number> = {};
        for (const { effectiveMs, postings } of recognised.books.ledger.list()) {
          const month = new Date(effectiveMs).toISOString().slice(0, 7);
          for (const { account, direction, amount } of postings)
            if (account.startsWith("4"))
              revenue[month] = (revenue[month] ?? 0) + (direction === "credit" ? amount : -amount);
        }
        return revenue;
      };
      const never = owing({ recognition });
      const { account, books, note } = owing({ recognition });
      account.advanceTo(Date.UTC(2026, 0, 16));
      const id = note(5_950);
      account.advanceTo(Date.UTC(2026, 2, 11));
      const before = months(account);
      account.must("credit-note.void", { id });
      expect(months(account)).toMatchObject({ "2026-01": before["2026-01"], "2026-02": before["2026-02"] });
      expect(months(account)["2026-03"]).toBeGreaterThan(0);
      expect(upcomingRevenue(books).reduce((all, [, , , amount]) => all + amount, 0)).toBe(
        0 - books.ledger.balance("2000", "EUR"),
      );
      account.advanceTo(Date.UTC(2026, 4, 2));
      never.account.advanceTo(account.nowMs);
      expect(sums(account)).toEqual(sums(never.account));
      expect(brokenLaws(account)).toEqual([]);
    },
  );

  it("waits for a payment that is under way, and has all of it collected by the tries that are planned anyway", () => {
    const account = new TestAccount(START_MS);
    account.charge = () => DECLINED;
    account.attachCard();
    account.must("invoice.create", { lines: [{ description: "Work", amount: 10_000 }] });
    const { books } = account;
    const invoiceId = books.invoices.list()[0]?.id;
    const lines = [{ invoiceLineId: books.invoices.list()[0]?.lines[0]?.id, grossAmount: 4_000 }];
    const given = { invoiceId, lines, reason: "goodwill", settlement: null };
    const { id } = account.must<{ creditNote: CreditNote }>("credit-note.issue", given).creditNote;
    account.run("payment.collect", { invoiceId });
    expect(account.run("credit-note.void", { id })).toMatchObject({ reason: "payment-under-way" });
    account.settle();
    account.must("credit-note.void", { id });
    account.charge = (id) => ({ outcome: "success", reference: `ch_${id}`, fee: 0, settledMs: account.nowMs });
    account.advanceTo(START_MS + 10 * DAY_MS);
    const { status, paid, total } = books.invoices.list()[0] ?? {};
    expect([status, paid]).toEqual(["paid", total]);
  });

  it("is answered the same by its key, and refused a second time otherwise", () => {
    const { account, note, refusal } = owing();
    const id = note(100);
    const first = account.run("credit-note.void", { id }, "key");
    expect(account.run("credit-note.void", { id }, "key")).toEqual({ ...first, repeated: true });
    const head = account.log.head();
    expect(refusal(id)).toBe("credit-note-void");
    expect(account.log.head()).toEqual(head);
    expect(refusal("cn_none")).toBe("no-such-credit-note");
  });

  it("leaves the other notes, and what was paid since, as they are", () => {
    const { account, invoice, note, transfer, refusal } = owing();
    const [first, second] = [note(1_000), note(2_000)];
    transfer(3_000);
    account.must("credit-note.void", { id: first });
    const { total } = invoice();
    expect(invoice()).toMatchObject({ credited: 2_000, paid: 3_000, amountRemaining: total - 5_000, status: "open" });
    transfer(total - 5_000);
    expect(invoice().status).toBe("paid");
    expect(refusal(second)).toBe("invoice-not-open");
    expect(brokenLaws(account)).toEqual([]);
  });
});

describe("a credit note is not voided", () => {
  it.each([
    ["was-refunded", { refundAmount: 500, balanceAmount: 0, outOfBandAmount: 0 }],
    ["was-credited", { refundAmount: 0, balanceAmount: 500, outOfBandAmount: 0 }],
    ["was-settled-outside", { refundAmount: 0, balanceAmount: 0, outOfBandAmount: 500 }],
  ])("where what it took back was paid (%s)", (reason, settlement) => {
    const { invoice, note, transfer, refusal } = owing();
    transfer(invoice().total);
    expect(refusal(note(500, { settlement }))).toBe(reason);
  });

  it("with which nothing was left to pay, or whose invoice is void or given up", () => {
    const whole = owing();
    expect(whole.refusal(whole.note(whole.invoice().total))).toBe("invoice-not-open");
    for (const end of ["invoice.void", "invoice.write-off"]) {
      const { account, invoice, note, refusal } = owing();
      const id = note(500);
      account.must(end, { id: invoice().id });
      expect(refusal(id)).toBe("invoice-not-open");
    }
  });

  it("while a dispute is open, something is due, or it has no number", () => {
    const { account, books, invoice, note, refusal } = owing();
    const id = note(500);
    const open = invoice();
    books.invoices.put({ ...open, disputed: true });
    expect(refusal(id)).toBe("invoice-disputed");
    books.invoices.put(open);
    account.nowMs = Date.UTC(2026, 1, 2);
    expect(refusal(id)).toBe("schedule-behind");
    account.must("account.advance", {});
    const lines = [{ invoiceLineId: open.lines[0]?.id, grossAmount: 100 }];
    account.run("credit-note.issue", { invoiceId: open.id, lines, reason: "goodwill", settlement: null });
    expect(refusal(books.creditNotes.list()[1]?.id ?? "")).toBe("being-numbered");
    expect(refusal(id)).toBe("done");
  });

  /** A subscription whose first invoice is open, and a note of 2.00 to it. */
  function subscribed(over: object, reason = "goodwill") {
    const account = new TestAccount(START_MS);
    const now = { proration: { granularity: "day", timing: "now" } } as const;
    const items = [{ price: monthlyPrice(3_100, now), quantity: 1 }];
    const input = { items, collection: SENT, ...over };
    const { subscription } = account.must<{ subscription: Subscription }>("subscription.create", input);
    const [invoice] = account.books.invoices.list();
    const lines = [{ invoiceLineId: invoice?.lines[0]?.id, netAmount: 200 }];
    account.must("credit-note.issue", { invoiceId: invoice?.id, lines, reason, settlement: null });
    const [note] = account.books.creditNotes.list();
    const answer = () => account.run("credit-note.void", { id: note?.id ?? "" });
    return { account, subscription, answer };
  }

  it("where a change of what is subscribed to gave it back, or was reckoned from what it left", () => {
    expect(subscribed({}, "order-change").answer()).toMatchObject({ reason: "belongs-to-subscription" });
    const { account, subscription, answer } = subscribed({});
    account.advanceTo(START_MS + 10 * DAY_MS);
    const items = [{ id: subscription.items[0]?.id, price: monthlyPrice(1_000), quantity: 1 }];
    account.must("subscription.change", { subscriptionId: subscription.id, items, timing: "now" });
    expect(account.books.creditNotes.list()).toHaveLength(2);
    expect(answer()).toMatchObject({ reason: "reckoned-with" });
  });

  it("where the least of its period was reckoned from what it left", () => {
    const metered = { price: monthlyPrice(5, { usage: { kind: "metered", meterId: "messages" } }), quantity: 1 };
    const items = [{ price: monthlyPrice(1_000), quantity: 1 }, metered];
    const { account, answer } = subscribed({ items, minimumAmount: 3_000 });
    account.advanceTo(Date.UTC(2026, 1, 2));
    expect(answer()).toMatchObject({ reason: "reckoned-with" });
  });
});
