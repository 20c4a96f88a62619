import { expect, it } from "vitest";
import { TEST_CARD, TestAccount } from "../../account-fixture.ts";
import type { PaymentMethod } from "../payment.ts";
import type { Gateway } from "./gateway.ts";
import { cameTooEarly, type Finders, hear } from "./hook.ts";
import { subjectOf } from "./stripe-webhook.ts";

const START_MS = Date.UTC(2026, 0, 15);

const METHOD: PaymentMethod = {
  ...TEST_CARD,
  id: "pm_1",
  token: "pm_stripe",
  isDefault: true,
  status: "active",
  createdMs: 0,
};

it.each([
  ["one that we made, by what is written on it", "account-1", "account-1"],
  ["one that was taken over, by where it came from", "", "account-2"],
])("hears whose card was detached at Stripe though it says no more: of %s", async (_, written, accountId) => {
  const card = { id: "pm_stripe", object: "payment_method", customer: null };
  const subject = subjectOf("payment_method.detached", card, { customer: "cus_1" });
  expect(subject).toEqual({ kind: "method", reference: "pm_stripe", formerCustomer: "cus_1" });
  expect(subjectOf("payment_method.attached", card)).toEqual({ kind: "method", reference: "pm_stripe" });
  const { brand, last4, expires, kind } = TEST_CARD;
  const gateway = {
    name: "stripe",
    getMethod: async (token: string, former?: string) => ({
      ok: true,
      value: {
        token,
        customer: "",
        accountId: former === "cus_1" ? written : "",
        brand,
        last4,
        expires,
        kind,
        usable: false,
      },
    }),
  } as unknown as Gateway; // what is asked of it here
  const find: Finders = {
    account: async (customer) => (customer === "cus_1" ? "account-2" : ""),
    method: async (account) => (account === accountId ? METHOD : null),
  };
  const event = { id: "evt_1", type: "payment_method.detached", subject, createdMs: 0 };
  expect(await hear(gateway, event, find, 1)).toMatchObject({
    value: { accountId, envelope: { command: "method.update", input: { methodId: "pm_1", usable: false } } },
  });
});

it("hears an event again by the same command, and by another one where it tells of something newer by then", async () => {
  const results: object[] = [{ outcome: "pending" }, { outcome: "pending" }, { outcome: "success", fee: 30 }];
  const gateway = {
    name: "stripe",
    findCharge: async () => ({ ok: true, value: { accountId: "account-1", key: "pay_1", result: results.shift() } }),
  } as unknown as Gateway; // what is asked of it here
  const find: Finders = { account: async () => "", method: async () => null };
  const subject = { kind: "charge", reference: "ch_1" } as const;
  const event = { id: "evt_1", type: "charge.updated", subject, createdMs: 0 };
  const keys = [];
  for (const _ of [...results]) {
    const heard = await hear(gateway, event, find, 1);
    keys.push(heard.ok ? heard.value?.envelope.key : null);
  }
  expect(keys).toEqual([keys[0], keys[0], expect.stringMatching(/^event:stripe:evt_1:/)]);
  expect(keys[2]).not.toBe(keys[0]);
});

it("hears a dispute again that was told before its payment's success, and nothing else that is refused", () => {
  const account = new TestAccount(START_MS);
  account.charge = () => ({ outcome: "pending", reference: "ch_1" });
  account.attachCard();
  account.must("invoice.create", { lines: [{ description: "Work", amount: 1_000, taxCode: "zero" }] });
  const paymentId = account.books.payments.list()[0]?.id;
  const about = { reference: "du_1", amount: 1_000, fee: 0, currency: "EUR", reason: "fraudulent", respondByMs: null };
  const dispute = { ...about, status: "needs-response", createdMs: START_MS, closedMs: null };
  const tell = (of: string | undefined) => account.run("dispute.record", { paymentId: of, dispute }, "event:du_1");
  expect(cameTooEarly(tell(paymentId))).toBe(true);
  expect(cameTooEarly(tell("pay_of_others"))).toBe(false);
  const result = { outcome: "success", reference: "ch_1", fee: 0, settledMs: START_MS };
  account.must("payment.settle", { paymentId, result, asked: false });
  expect(cameTooEarly(tell(paymentId))).toBe(false);
  expect(account.books.disputes.list()).toHaveLength(1);
});
