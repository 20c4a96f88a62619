import fc from "fast-check";
import { expect, it } from "vitest";
import { DAY_MS } from "../../kit/time.ts";
import { TEST_CARD } from "../account-fixture.ts";
import { companyInput } from "../company/company-fixture.ts";
import type { SimulatedAccount } from "../simulation/account.ts";
import { Chance } from "../simulation/chance.ts";
import { SimulatedCompany } from "../simulation/company.ts";
import { type Mishaps, NO_MISHAPS } from "../simulation/mishaps.ts";
import { START_MS } from "./payment-fixture.ts";
import { countsAsRefunded } from "./refund/refund-state.ts";

/** Disputes begin soon: with the bank's ten days for them they end before the next step, after a late charge, too. */
const SCENARIOS = [
  ...["ok", "insufficient_funds", "expired_card", "lost_card", "requires_action", "requires_action_never"],
  ...["ach_ok_4", "ach_return_3", "timeout_after_commit", "timeout_before_commit", "error_once", "duplicate_webhook"],
  ...["webhook_first", "webhooks_reversed", "dispute_won_1", "dispute_lost_1", "refund_fails_2", "refund_timeout"],
];

type Bill = { scenario: string; amount: number };
type Step =
  /** Several at once: their charges overlap. */
  { do: "bill"; bills: Bill[] } | { do: "refund"; nth: number; share: number } | { do: "wait"; days: number };

const bill = fc.record({ scenario: fc.constantFrom(...SCENARIOS), amount: fc.integer({ min: 50, max: 50_000 }) });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("bill" as const),
      bills: fc.oneof(
        bill.map((one) => [one]),
        fc.array(bill, { minLength: 2, maxLength: 4 }),
      ),
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
/** By then a charge and all its retries have ended the same way, however long each waited: what comes next meets the same books. */
const SETTLED_MS = 45 * DAY_MS;
/** Nobody is cancelled for debts: whether a step comes before that or after would be a matter of minutes. */
const PATIENT = companyInput({ version: 99, dunning: { retryDays: [1, 3, 7], cancelAfterDays: 730 } });
const KILLS_MAX = 300;
const accountId = (nth: number): string => `01890000-0000-7000-8000-${String(nth + 1).padStart(12, "0")}`;

interface World {
  company: SimulatedCompany;
  accounts: SimulatedAccount[];
}

/** Whose bills they are: one customer's, who has all cards, or each card's own. Which of several cards pays is a matter of minutes. */
type Wallet = "one" | "each its own";

async function lived(steps: Step[], mishaps: Mishaps, wallet: Wallet): Promise<World> {
  const company = new SimulatedCompany(START_MS, mishaps);
  const accounts = new Map<string, SimulatedAccount>();
  const accountOf = (scenario: string) => {
    const owner = wallet === "one" ? "all" : scenario;
    const account = accounts.get(owner) ?? company.open(accountId(accounts.size));
    if (!accounts.has(owner)) account.run("company.adopt", PATIENT);
    accounts.set(owner, account);
    return account;
  };
  for (const [at, each] of steps.entries()) {
    if (each.do === "bill") {
      for (const [index, { scenario }] of each.bills.entries())
        accountOf(scenario).run("method.attach", { ...TEST_CARD, token: `tok_${scenario}~${at}.${index}` });
      for (const { scenario, amount } of each.bills) {
        accountOf(scenario).run("invoice.create", { lines: [{ description: "Training", amount, taxCode: "zero" }] });
      }
    }
    if (each.do === "refund") {
      const invoices = [...accounts.values()].flatMap((account) =>
        account.books.invoices.list().map((invoice) => ({ account, invoice })),
      );
      const { account, invoice } = invoices[each.nth % Math.max(invoices.length, 1)] ?? {};
      const paid = account?.books.payments
        .list()
        .find((one) => one.invoiceId === invoice?.id && one.status === "succeeded");
      const amount = Math.round((paid?.amount ?? 0) * each.share);
      if (paid) account?.run("refund.start", { paymentId: paid.id, creditNoteId: null, amount });
    }
    await company.live(company.nowMs + (each.do === "wait" ? each.days * DAY_MS : SETTLED_MS));
  }
  await company.live(company.nowMs + LONG_MS);
  return { company, accounts: [...accounts.values()] };
}

/** Mishaps that follow from a seed, as many as a process may have in a bad month. */
function mishapsOf(seed: number): Mishaps {
  const chance = new Chance(seed);
  let kills = 0;
  return {
    ...NO_MISHAPS,
    kills: () => kills < KILLS_MAX && chance.happens(0.1) && ++kills > 0,
    repeats: () => chance.happens(0.3),
    shuffled: (items) => (chance.happens(0.5) ? [...items].reverse() : [...items]),
  };
}

/** What money did, by account of the ledger and by invoice; not when, and by how many tries. */
const outcomeOf = ({ accounts }: World) => accounts.map(outcome);

function outcome({ books }: SimulatedAccount) {
  const codes = ["1000", "1050:local", "1100", "2100", "4120", "5000", "5010"];
  return {
    ledger: Object.fromEntries(codes.map((code) => [code, books.ledger.balance(code, "EUR")])),
    invoices: books.invoices
      .list()
      .map(({ id, status, paid, amountRemaining }) => ({ id, status, paid, amountRemaining })),
  };
}

it("keeps the same books whatever is killed, repeated or told in another order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), fc.nat(), async (steps, seed) => {
      const quiet = await lived(steps, NO_MISHAPS, "each its own");
      const rough = await lived(steps, mishapsOf(seed), "each its own");
      expect(outcomeOf(rough)).toEqual(outcomeOf(quiet));
    }),
    { numRuns: 75 },
  );
}, 120_000);

it("agrees with the gateway to the minor unit, posts nothing of what failed, and gives back no more than was paid", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), fc.nat(), async (steps, seed) => {
      const { company, accounts } = await lived(steps, mishapsOf(seed), "one");
      const [{ books }, { till }] = [accounts[0] ?? company.open(accountId(0)), company];
      const moved = [{ sinceMs: 0 }, ...till.listPayouts(0).map(({ id }) => ({ payout: id }))].flatMap((of) =>
        till.listMovements(of),
      );
      expect(books.ledger.balance("1050:local", "EUR")).toBe(moved.reduce((sum, { net }) => sum + net, 0));
      for (const payment of books.payments.list()) {
        const posted = books.ledger
          .list()
          .filter(({ source, status }) => source === `payment:${payment.id}` && status === "posted");
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
}, 120_000);
