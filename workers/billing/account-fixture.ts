import { MemoryAccount, MemorySeries } from "./books/memory-account.ts";
import type { Price } from "./catalogue/price.ts";
import type { LoggedCommand } from "./command/command-log.ts";
import type { Company } from "./company/company.ts";
import { companyInput } from "./company/company-fixture.ts";
import { seriesOf } from "./invoice/number-subject.ts";
import type { ChargeResult } from "./payment/gateway/gateway.ts";
import { nextDueMs } from "./schedule/tasks.ts";
import type { Subscription, SubscriptionItem } from "./subscription/subscription.ts";

/** A card of the local gateway that pays. */
export const TEST_CARD = {
  gateway: "local",
  token: "tok_ok",
  customer: "cus_1",
  kind: "card",
  brand: "visa",
  last4: "4242",
  expires: { month: 12, year: 2099 },
  makeDefault: true,
} as const;

/** An account in memory, whose effects are carried out at once: numbers from a counter, charges by a rule that a test hands in. */
export class TestAccount extends MemoryAccount {
  /** What the gateway says of a charge. */
  charge: (paymentId: string) => ChargeResult = (id) => ({
    outcome: "success",
    reference: `ch_${id}`,
    fee: 0,
    settledMs: this.nowMs,
  });
  readonly sent: string[] = [];
  readonly #series = new MemorySeries();

  constructor(nowMs: number, { company = {}, account = {} }: { company?: Partial<Company>; account?: object } = {}) {
    super("01999999-9999-7999-8999-999999999999", nowMs);
    this.must("company.adopt", companyInput(company));
    const input = { productId: "shop", name: "Corner Shop", ownerId: "person-1", currency: "EUR", ...account };
    this.must("account.create", input);
  }

  /** Runs a command that has to take place, with everything that it sets off; gives its value. */
  must<Value = unknown>(command: string, input: object): Value {
    const reply = this.run(command, input);
    if (!reply.ok) throw new Error(`${command}: ${reply.reason}: ${reply.detail}`);
    this.settle();
    return reply.value as Value; // the test says what the command gives
  }

  /** Lets time pass, doing what is due when it is due. */
  advanceTo(nowMs: number): void {
    for (;;) {
      const dueMs = nextDueMs(this.books);
      if (dueMs === null || dueMs > nowMs) break;
      this.nowMs = Math.max(dueMs, this.nowMs);
      this.must("account.advance", {});
    }
    this.nowMs = nowMs;
  }

  attachCard(): void {
    this.must("method.attach", TEST_CARD);
  }

  /** Carries out what the outbox holds, until nothing is left. */
  settle(): void {
    for (let effect = this.books.outbox.list()[0]; effect; effect = this.books.outbox.list()[0]) {
      const { id, kind, subject } = effect;
      this.sent.push(`${kind} ${id}`);
      if (kind === "allocate-number") {
        const { series, documentId } = seriesOf(subject);
        const command = documentId.startsWith("cn_") ? "credit-note.number" : "invoice.number";
        const input = { id: documentId, number: this.#series.allocate(series, documentId) };
        this.run(command, input, `number:${documentId}`, id);
      }
      if (kind === "charge") {
        const input = { paymentId: subject, result: this.charge(subject), asked: false };
        this.run("payment.settle", input, `charged:${id}`, id);
      }
      if (kind === "refund") {
        const result = { outcome: "success", reference: `re_${subject}`, settledMs: this.nowMs };
        this.run("refund.settle", { refundId: subject, result, asked: false }, `refunded:${id}`, id);
      }
      this.endEffect(id);
    }
  }

  /** Debits less credits over all accounts of the ledger: nothing, always. */
  ledgerSum(): number {
    let sum = 0;
    for (const { postings } of this.books.ledger.list()) {
      for (const { amount, direction } of postings) sum += direction === "debit" ? amount : -amount;
    }
    return sum;
  }

  commands(): LoggedCommand[] {
    return this.log.after(0, 1_000_000);
  }
}

/** A running subscription, for rules that look at one. */
export const subscriptionTo = (
  items: Pick<SubscriptionItem, "price" | "quantity">[],
  over: Partial<Subscription> = {},
): Subscription => ({
  id: "sub_1",
  status: "active",
  currency: "EUR",
  items: items.map((item, index) => ({ ...item, id: `item_${index + 1}` })),
  anchor: { local: "2026-01-01T00:00:00", zone: "UTC" },
  period: { index: 0, startMs: 0, endMs: 1 },
  trialEndMs: null,
  trialEnd: "freeze",
  cancelAtMs: null,
  cancelledMs: null,
  pausedMs: null,
  resumeAtMs: null,
  scheduled: [],
  discounts: [],
  minimumAmount: 0,
  collection: { kind: "automatic" },
  createdMs: 0,
  ...over,
});

/** A price per month, for tests. */
export const monthlyPrice = (amount: number, over: Partial<Price> = {}): Price => ({
  id: `price_${amount}`,
  productId: "shop",
  planId: `plan_${amount}`,
  name: `Plan ${amount}`,
  currency: "EUR",
  interval: { unit: "month", count: 1 },
  charge: { kind: "per-unit", unitAmount: String(amount) },
  usage: { kind: "licensed" },
  proration: { granularity: "day", timing: "next-cycle" },
  tax: { behaviour: "exclusive", code: "zero" },
  minimumAmount: 0,
  ...over,
});
