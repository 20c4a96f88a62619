import { expect, it } from "vitest";
import { DAY_MS } from "../../kit/time.ts";
import { monthlyPrice, TestAccount } from "../account-fixture.ts";
import type { ChargeResult } from "../payment/gateway/gateway.ts";
import { warnings } from "./overview-debt.ts";
import { portalWords } from "./words/words.ts";

const MAY = Date.UTC(2026, 4, 1);
const NO_MONEY: ChargeResult = {
  outcome: "failure",
  reference: "ch",
  failure: { code: "insufficient_funds", message: "No money", hard: false },
};
const COMPANY = { company: { dunning: { retryDays: [3, 10], cancelAfterDays: 30 } } };
const SENT = { kind: "send-invoice", daysUntilDue: 14 };

/** What the overview of an account warns of, sentence by sentence. */
async function warned({ books, nowMs }: TestAccount): Promise<string[]> {
  const account = books.account();
  if (!account) throw new Error("It is opened");
  // All that the page reads of a visit for this.
  const visit = { words: portalWords("en"), locale: "en-US", account, nowMs } as Parameters<typeof warnings>[0];
  const owing = {
    ...{ invoices: books.invoices.list(), payments: books.payments.list() },
    ...{ methods: books.methods.list(), subscriptions: books.subscriptions.list() },
  };
  const html = String(await warnings(visit, books.company() ?? undefined, owing));
  return [...html.matchAll(/<p>(.*?)<\/p>/g)].map(([, sentence = ""]) => sentence);
}

const billed = (more: object = {}) => {
  const account = new TestAccount(MAY, COMPANY);
  const items = [{ price: monthlyPrice(1_000), quantity: 1 }];
  account.attachCard();
  const begin = () => account.must<{ subscription: { id: string } }>("subscription.create", { items, ...more });
  return { account, begin };
};

it("says of a debt what comes when: the next try, the freeze, the end", async () => {
  const { account, begin } = billed();
  begin();
  expect(await warned(account)).toEqual([]);
  account.charge = () => NO_MONEY;
  const declinedMs = Date.UTC(2026, 5, 1);
  account.advanceTo(declinedMs);
  expect(await warned(account)).toEqual([
    "A payment is overdue.",
    "We try to charge it again on June 4, 2026.",
    "Unpaid on June 12, 2026, the account is frozen: it cannot be used then, and nothing in it is lost.",
    "Unpaid on July 12, 2026, the account is closed.",
  ]);
  // The day on which it is done is the day that was said.
  account.advanceTo(declinedMs + 11 * DAY_MS - 1);
  expect(account.books.account()?.status).toBe("past-due");
  account.advanceTo(declinedMs + 11 * DAY_MS);
  expect(account.books.account()?.status).toBe("frozen");
  expect(await warned(account)).toEqual([
    "The account is frozen. What is unpaid has to be paid before it works again.",
    "Unpaid on July 12, 2026, the account is closed.",
  ]);
  account.advanceTo(declinedMs + 41 * DAY_MS);
  expect(account.books.account()?.status).toBe("cancelled");
  expect(await warned(account)).toEqual([]);
});

it("tells a debt by invoice from its due date on, and nothing of what has not begun", async () => {
  const { account, begin } = billed({ collection: SENT });
  begin();
  account.advanceTo(MAY + 14 * DAY_MS);
  expect(await warned(account)).toEqual([]);
  account.advanceTo(MAY + 15 * DAY_MS);
  expect(await warned(account)).toEqual([
    "A payment is overdue.",
    "Unpaid on May 26, 2026, the account is frozen: it cannot be used then, and nothing in it is lost.",
    "Unpaid on June 25, 2026, the account is closed.",
  ]);
  const other = billed();
  other.account.charge = () => NO_MONEY;
  other.begin();
  expect(await warned(other.account)).toEqual([]);
});

it("says why an account is frozen that owes nothing, and what a trial ends with", async () => {
  const { account, begin } = billed();
  begin();
  account.must("account.freeze", {});
  expect(await warned(account)).toEqual(["The account is frozen. Write to us to learn why."]);
  for (const [trialEnd, before, after] of [
    [
      "freeze",
      "without one the account is frozen.",
      ["Your trial is over. Add a payment method, then go on with the subscription."],
    ],
    ["cancel", "without one the subscription ends.", []],
  ] as const) {
    const trial = new TestAccount(MAY, COMPANY);
    const items = [{ price: monthlyPrice(1_000), quantity: 1 }];
    trial.must("subscription.create", { items, trialDays: 14, trialEnd });
    expect((await warned(trial)).join()).toContain(before);
    trial.advanceTo(MAY + 15 * DAY_MS);
    expect(await warned(trial)).toEqual(after);
  }
});
