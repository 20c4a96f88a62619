import { monthlyPrice, TEST_CARD } from "../account-fixture.ts";
import type { Price } from "../catalogue/price.ts";
import type { Chance } from "./chance.ts";
import { type Series, SimulatedAccount } from "./world.ts";

const DAY_MS = 86_400_000;
const COUNTRIES = ["DE", "FR", "US", "GB", "NL"];

const PRICES: Price[] = [900, 2_900, 9_900].flatMap((amount) =>
  (["next-cycle", "now", "next-invoice"] as const).flatMap((timing) =>
    (["month", "year"] as const).map((unit) =>
      monthlyPrice(unit === "year" ? amount * 10 : amount, {
        id: `price_${amount}_${timing}_${unit}`,
        interval: { unit, count: 1 },
        proration: { granularity: "day", timing },
        tax: { behaviour: amount === 900 ? "inclusive" : "exclusive", code: "standard" },
      }),
    ),
  ),
);

/** An account's life of some days from a moment on: whatever people do, in an order that the seed decides. */
export function live(id: string, startMs: number, days: number, chance: Chance, series: Series): SimulatedAccount {
  const account = new SimulatedAccount(id, startMs + chance.below(90) * DAY_MS + chance.below(DAY_MS), chance, series);
  const country = chance.one(COUNTRIES);
  const address = { line1: "1 Street", line2: "", city: "Town", region: "", postalCode: "10115", country };
  const create = { productId: "shop", name: `Account ${id}`, ownerId: "person-1", currency: "EUR", address };
  account.run("account.create", create);
  if (chance.happens(0.85)) account.run("method.attach", TEST_CARD);
  account.run("subscription.create", {
    items: [{ price: chance.one(PRICES), quantity: 1 + chance.below(20) }],
    trialDays: chance.happens(0.5) ? 30 : 0,
    collection: chance.happens(0.8) ? { kind: "automatic" } : { kind: "send-invoice", daysUntilDue: 14 },
  });
  account.settle();
  const endMs = startMs + days * DAY_MS;
  while (account.nowMs < endMs) {
    account.advanceTo(Math.min(account.nowMs + (1 + chance.below(45)) * DAY_MS + chance.below(DAY_MS), endMs));
    act(account, chance);
    account.settle();
  }
  account.advanceTo(endMs);
  return account;
}

/** One thing that somebody does. What the rules refuse is refused, and changes nothing. */
function act(account: SimulatedAccount, chance: Chance): void {
  const { books } = account;
  const subscription = books.subscriptions.list().at(-1);
  const invoice = books.invoices
    .list()
    .filter(({ status }) => status !== "draft")
    .at(-1);
  const subscriptionId = subscription?.id ?? "none";
  const deeds: (() => void)[] = [
    () => account.run("method.attach", TEST_CARD),
    () => {
      const items = (subscription?.items ?? []).map(({ id }) => ({
        id,
        price: chance.one(PRICES),
        quantity: 1 + chance.below(30),
      }));
      account.run("subscription.change", { subscriptionId, items });
    },
    () => {
      const items = (subscription?.items ?? []).map((item) => ({ ...item, quantity: 1 + chance.below(30) }));
      account.run("subscription.change", { subscriptionId, items, timing: chance.one(["now", "next-invoice"]) });
    },
    () =>
      account.run("subscription.pause", { subscriptionId, resumeAtMs: account.nowMs + chance.below(100) * DAY_MS + 1 }),
    () => account.run("subscription.resume", { subscriptionId }),
    () => account.run("subscription.cancel", { subscriptionId, at: chance.one(["now", "period-end"]) }),
    () => account.run("subscription.keep", { subscriptionId }),
    () => account.run("subscription.create", { items: [{ price: chance.one(PRICES), quantity: 1 }] }),
    () => {
      const off = { kind: "percent", percent: String(1 + chance.below(99)) };
      account.run("subscription.discount", { subscriptionId, name: "OFF", off, invoicesLeft: 1 + chance.below(5) });
    },
    () => account.run("waiver.give", { planId: "plan", expiresMs: account.nowMs + (1 + chance.below(200)) * DAY_MS }),
    () => credit(account, chance, invoice?.id ?? "none"),
    () => credit(account, chance, invoice?.id ?? "none"),
    () => account.run("invoice.void", { id: invoice?.id ?? "none" }),
    () => account.run("invoice.write-off", { id: invoice?.id ?? "none" }),
    () => account.run("payment.collect", { invoiceId: invoice?.id ?? "none" }),
    () => account.run("invoice.create", { lines: [{ description: "Training", amount: 1 + chance.below(50_000) }] }),
    () => transfer(account, chance),
  ];
  chance.one(deeds)();
}

/** Takes a part of an invoice back, to the card, the balance or outside. */
function credit(account: SimulatedAccount, chance: Chance, invoiceId: string): void {
  const invoice = account.books.invoices.get(invoiceId);
  const line = invoice?.lines[0];
  if (!invoice || !line) return;
  const grossAmount = 1 + chance.below(Math.max(line.amount, 1));
  const post = grossAmount - Math.min(grossAmount, invoice.amountRemaining);
  const refundAmount = chance.happens(0.6) ? Math.min(post, chance.below(post + 1)) : 0;
  const balanceAmount = chance.below(post - refundAmount + 1);
  const settlement = { refundAmount, balanceAmount, outOfBandAmount: post - refundAmount - balanceAmount };
  const lines = [{ invoiceLineId: line.id, grossAmount }];
  account.run("credit-note.issue", { invoiceId, lines, reason: "unsatisfactory", settlement });
}

/** Money that comes by bank, for an open invoice or for none; too little, right or too much. */
function transfer(account: SimulatedAccount, chance: Chance): void {
  const open = account.books.invoices.list().find(({ status }) => status === "open");
  account.run("payment.record-transfer", {
    invoiceId: open?.id ?? null,
    amount: 1 + chance.below((open?.amountRemaining ?? 1_000) * 2),
    currency: "EUR",
    bankReference: `bank-${account.nowMs}`,
    bookedMs: account.nowMs,
  });
}
