import { expect, it } from "vitest";
import { DAY_MS } from "../../../kit/time.ts";
import { monthlyPrice, TestAccount } from "../../account-fixture.ts";

const START_MS = Date.UTC(2027, 0, 15);

it("freezes and cancels an account by the age of its debt, when nothing but time passes", () => {
  const account = new TestAccount(START_MS, { company: { dunning: { retryDays: [1, 3, 7], cancelAfterDays: 30 } } });
  account.attachCard();
  const yearly = monthlyPrice(20_000, { interval: { unit: "year", count: 1 } });
  account.must("subscription.create", { items: [{ price: yearly, quantity: 1 }] });
  const failure = { code: "card_declined", message: "Declined", hard: false };
  account.charge = (id) => ({ outcome: "failure", reference: id, failure });
  const declinedMs = START_MS + 365 * DAY_MS;
  const statusAt = (days: number) => {
    account.advanceTo(declinedMs + days * DAY_MS);
    return account.books.account()?.status;
  };
  expect([7.9, 8, 37.9, 38].map(statusAt)).toEqual(["past-due", "frozen", "frozen", "cancelled"]);
  expect(account.books.subscriptions.list()).toMatchObject([{ status: "cancelled" }]);
});
