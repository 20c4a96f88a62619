import fc from "fast-check";
import { expect, it } from "vitest";
import { hashText } from "../../kit/text-hash.ts";
import { DAY_MS } from "../../kit/time.ts";
import { type Mishaps, NO_MISHAPS, PaymentWorld } from "./payment-world.ts";
import { countsAsRefunded } from "./refund-state.ts";

const SCENARIOS = [
  ...["ok", "insufficient_funds", "expired_card", "lost_card", "requires_action", "requires_action_never"],
  ...["ach_ok_4", "ach_return_3", "timeout_after_commit", "timeout_before_commit", "error_once", "duplicate_webhook"],
  ...["webhook_first", "webhooks_reversed", "dispute_won_5", "dispute_lost_5", "refund_fails_2", "refund_timeout"],
];

type Step =
  | { do: "bill"; scenario: string; amount: number }
  | { do: "refund"; nth: number; share: number }
  | { do: "wait"; days: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("bill" as const),
      scenario: fc.constantFrom(...SCENARIOS),
      amount: fc.integer({ min: 40, max: 50_000 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("refund" as const),
      nth: fc.nat(9),
      share: fc.double({ min: 0.01, max: 1.2, noNaN: true }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const), days: fc.integer({ min: 1, max: 12 }) }) },
);

/** Long enough for every retry, question, dispute and payout. */
const LONG_MS = 60 * DAY_MS;
/** By then a charge has ended the same way, however long its way was: what comes next meets the same books. */
const SETTLED_MS = 20 * DAY_MS;
const KILLS_MAX = 300;

async function lived(steps: Step[], mishaps: Mishaps): Promise<PaymentWorld> {
  const world = new PaymentWorld(mishaps);
  for (const [at, each] of steps.entries()) {
    if (each.do === "bill") world.bill(`tok_${each.scenario}~${at}`, each.amount);
    if (each.do === "refund") {
      const invoices = world.books.invoices.list();
      const invoice = invoices[each.nth % Math.max(invoices.length, 1)];
      const paid = world.books.payments
        .list()
        .find((one) => one.invoiceId === invoice?.id && one.status === "succeeded");
      const amount = Math.round((paid?.amount ?? 0) * each.share);
      if (paid) world.run("refund.start", { paymentId: paid.id, creditNoteId: null, amount });
    }
    await world.live(world.nowMs + (each.do === "wait" ? each.days * DAY_MS : SETTLED_MS));
  }
  await world.live(world.nowMs + LONG_MS);
  return world;
}

/** Mishaps that follow from a seed, as many as a process may have in a bad month. */
function mishapsOf(seed: number): Mishaps {
  let drawn = 0;
  let kills = 0;
  const chance = (percent: number) => hashText(`${seed}:${++drawn}`) % 100 < percent;
  return {
    kills: () => kills < KILLS_MAX && chance(25) && ++kills > 0,
    repeats: () => chance(30),
    shuffled: (items) => (chance(50) ? [...items].reverse() : items),
  };
}

/** What money did, by account of the ledger and by invoice; not when, and by how many tries. */
function outcomeOf({ books }: PaymentWorld) {
  const accounts = ["1000", "1050:local", "1100", "2100", "4120", "5000", "5010"];
  return {
    ledger: Object.fromEntries(accounts.map((account) => [account, books.ledger.balance(account, "EUR")])),
    invoices: books.invoices
      .list()
      .map(({ id, status, paid, amountRemaining }) => ({ id, status, paid, amountRemaining })),
  };
}

it("keeps the same books whatever is killed, repeated or told in another order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), fc.nat(), async (steps, seed) => {
      const quiet = await lived(steps, NO_MISHAPS);
      const rough = await lived(steps, mishapsOf(seed));
      expect(outcomeOf(rough)).toEqual(outcomeOf(quiet));
    }),
    { numRuns: 150 },
  );
}, 60_000);

it("agrees with the gateway to the minor unit, posts nothing of what failed, and gives back no more than was paid", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), fc.nat(), async (steps, seed) => {
      const { books, till } = await lived(steps, mishapsOf(seed));
      const moved = [{ sinceMs: 0 }, ...till.listPayouts(0).map(({ id }) => ({ payout: id }))].flatMap((of) =>
        till.listMovements(of),
      );
      expect(books.ledger.balance("1050:local", "EUR")).toBe(moved.reduce((sum, { net }) => sum + net, 0));
      for (const payment of books.payments.list()) {
        const posted = books.ledger.list().filter(({ source }) => source === `payment:${payment.id}`);
        if (payment.status !== "succeeded") expect(posted).toEqual([]);
        const refunds = books.refunds
          .list()
          .filter((refund) => refund.paymentId === payment.id && countsAsRefunded(refund));
        expect(refunds.reduce((sum, { amount }) => sum + amount, 0)).toBe(payment.refunded);
        expect(payment.refunded).toBeLessThanOrEqual(payment.amount);
      }
      expect(books.payments.list().filter(({ status }) => status === "unknown" || status === "initiated")).toEqual([]);
    }),
    { numRuns: 150 },
  );
}, 60_000);
