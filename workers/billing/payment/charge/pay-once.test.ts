import { expect, it } from "vitest";
import { monthlyPrice, TEST_CARD, TestAccount } from "../../account-fixture.ts";

const declined = {
  outcome: "failure",
  reference: "ch_1",
  failure: { code: "insufficient_funds", message: "No.", hard: false },
} as const;
const { makeDefault: _, ...card } = TEST_CARD;
const returnUrl = "https://shop.test/back";

function billed() {
  const account = new TestAccount(Date.UTC(2026, 0, 1));
  account.charge = () => declined;
  account.must("subscription.create", { items: [{ price: monthlyPrice(2_000), quantity: 1 }] });
  return { account, invoiceId: account.books.invoices.list()[0]?.id ?? "" };
}

it("charges an invoice to a card that is not kept, and dunning never comes back to it", () => {
  const { account, invoiceId } = billed();
  account.must("payment.pay-once", { ...card, invoiceId, returnUrl });
  expect(account.books.payments.list()).toMatchObject([{ status: "failed", returnUrl }]);
  expect(account.books.methods.list()).toMatchObject([{ status: "detached", isDefault: false }]);
  expect(account.run("payment.collect", { invoiceId })).toMatchObject({ reason: "no-payment-method" });
  expect(account.books.payments.list()).toHaveLength(1);
  account.charge = (id) => ({ outcome: "success", reference: `ch_${id}`, fee: 0, settledMs: account.nowMs });
  account.must("payment.pay-once", { ...card, invoiceId, returnUrl });
  expect(account.books.invoices.get(invoiceId)?.status).toBe("paid");
  expect(account.run("payment.pay-once", { ...card, invoiceId, returnUrl })).toMatchObject({
    reason: "invoice-not-payable",
  });
});

it("charges an invoice that was sent when somebody asks for it, and by no schedule after a no", () => {
  const account = new TestAccount(Date.UTC(2026, 0, 1));
  const lines = [{ description: "Help", amount: 5_000 }];
  const collection = { kind: "send-invoice", daysUntilDue: 14 };
  const { id: invoiceId } = account.must<{ id: string }>("invoice.create", { lines, collection });
  const collected = () => account.run("payment.collect", { invoiceId });
  expect(collected()).toMatchObject({ ok: false, reason: "no-payment-method" });
  account.must("method.attach", { ...TEST_CARD, token: "tok_1" });
  expect(account.books.payments.list()).toEqual([]);
  account.charge = () => declined;
  expect(account.must("payment.collect", { invoiceId })).toEqual({ became: "charging" });
  expect(account.books.payments.list()).toMatchObject([{ status: "failed", amount: 5_950 }]);
  expect(account.books.tasks.get(`retry-payment:${invoiceId}`)).toBeNull();
  account.charge = (id) => ({ outcome: "success", reference: `ch_${id}`, fee: 0, settledMs: account.nowMs });
  account.must("payment.collect", { invoiceId });
  expect(account.books.invoices.get(invoiceId)?.status).toBe("paid");
  expect(collected()).toMatchObject({ ok: false, reason: "invoice-not-payable" });
  expect(account.run("payment.collect", { invoiceId: "in_x" })).toMatchObject({ reason: "invoice-not-found" });
});

it("tries what is open with the card that was just entered, whatever was tried before it", () => {
  const { account, invoiceId } = billed();
  account.must("method.attach", { ...TEST_CARD, token: "tok_1" });
  account.charge = (id) => ({ outcome: "success", reference: `ch_${id}`, fee: 0, settledMs: account.nowMs });
  account.must("method.attach", { ...TEST_CARD, token: "tok_2", returnUrl });
  const [first, second] = account.books.payments.list();
  expect([first?.status, second?.status]).toEqual(["failed", "succeeded"]);
  expect(account.books.methods.get(second?.methodId ?? "")?.token).toBe("tok_2");
  expect([first?.returnUrl, second?.returnUrl]).toEqual([undefined, returnUrl]);
  expect(account.books.invoices.get(invoiceId)?.status).toBe("paid");
});

it("never takes real money from a test account", () => {
  const nowMs = Date.UTC(2026, 0, 1);
  const account = new TestAccount(nowMs, { account: { clockMs: nowMs, testClockId: "clock_1" } });
  const { id: invoiceId } = account.must<{ id: string }>("invoice.create", {
    lines: [{ description: "Help", amount: 5_000 }],
    collection: { kind: "send-invoice", daysUntilDue: 14 },
  });
  const by = (gateway: string) => account.run("payment.pay-once", { ...card, gateway, invoiceId, returnUrl });
  expect(by("stripe")).toMatchObject({ ok: false, reason: "test-account" });
  expect(by("local")).toMatchObject({ ok: true });
});
