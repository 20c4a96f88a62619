import { expect, it } from "vitest";
import { DAY_MS } from "../../kit/time.ts";
import { monthlyPrice, TestAccount } from "../account-fixture.ts";
import type { Invoice } from "../invoice/invoice.ts";
import { AHEAD_MS, OVERDUE_REMINDERS_MAX } from "./reminder.ts";

const START_MS = Date.UTC(2026, 4, 1);

/** An account with an invoice of its own that is due in two weeks, and the mails of a kind that it was sent. */
function invoiced() {
  const account = new TestAccount(START_MS);
  const collection = { kind: "send-invoice", daysUntilDue: 14 };
  const { id } = account.must<Invoice>("invoice.create", {
    lines: [{ description: "Thing", amount: 5_000 }],
    collection,
  });
  const mails = (kind: string) => account.sent.filter((sent) => sent.startsWith(`mail ${kind}:${id}`)).length;
  return { account, id, mails };
}

it("reminds before an invoice is due, after it was, and each week, a few times", () => {
  const { account, mails } = invoiced();
  account.advanceTo(START_MS + 14 * DAY_MS - AHEAD_MS - 1);
  expect(mails("invoice-due-soon")).toBe(0);
  account.advanceTo(START_MS + 14 * DAY_MS - AHEAD_MS);
  expect(mails("invoice-due-soon")).toBe(1);
  account.advanceTo(START_MS + 15 * DAY_MS - 1);
  expect(mails("invoice-overdue")).toBe(0);
  account.advanceTo(START_MS + 15 * DAY_MS);
  expect(mails("invoice-overdue")).toBe(1);
  account.advanceTo(START_MS + 22 * DAY_MS);
  expect(mails("invoice-overdue")).toBe(2);
  account.advanceTo(START_MS + 100 * DAY_MS);
  expect(mails("invoice-overdue")).toBe(OVERDUE_REMINDERS_MAX);
});

it("reminds of nothing that is over", () => {
  const { account, id, mails } = invoiced();
  account.must("invoice.void", { id });
  account.advanceTo(START_MS + 100 * DAY_MS);
  expect(mails("invoice-due-soon") + mails("invoice-overdue")).toBe(0);
});

it("says three days before that a trial ends", () => {
  const account = new TestAccount(START_MS);
  const items = [{ price: monthlyPrice(1_000), quantity: 1 }];
  account.must("subscription.create", { items, trialDays: 14 });
  const mails = () => account.sent.filter((sent) => sent.startsWith("mail trial-ending:")).length;
  account.advanceTo(START_MS + 11 * DAY_MS - 1);
  expect(mails()).toBe(0);
  account.advanceTo(START_MS + 11 * DAY_MS);
  expect(mails()).toBe(1);
});
