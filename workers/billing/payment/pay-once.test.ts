import { expect, it } from "vitest";
import { monthlyPrice, TEST_CARD, TestAccount } from "../account-fixture.ts";

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
  account.must("payment.collect", { invoiceId });
  expect(account.books.payments.list()).toHaveLength(1);
  account.charge = (id) => ({ outcome: "success", reference: `ch_${id}`, fee: 0, settledMs: account.nowMs });
  account.must("payment.pay-once", { ...card, invoiceId, returnUrl });
  expect(account.books.invoices.get(invoiceId)?.status).toBe("paid");
  expect(account.run("payment.pay-once", { ...card, invoiceId, returnUrl })).toMatchObject({
    reason: "invoice-not-payable",
  });
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
