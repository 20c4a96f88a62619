import { expect, it } from "vitest";
import { sampleInvoice } from "../../invoice/sample.ts";
import type { Payment } from "../../payment/payment.ts";
import { payState } from "./pay.ts";

const invoice = { ...sampleInvoice(), status: "open" as const, amountRemaining: 500 };
const paying = (status: Payment["status"], over: Partial<Payment> = {}): Payment => ({
  ...{ id: `pay_${status}`, invoiceId: invoice.id, methodId: "pm_1", gateway: "local", amount: 500, currency: "EUR" },
  ...{ status, reference: null, actionUrl: null, failure: null, refunded: 0, disputed: 0, fee: 0, createdMs: 1 },
  ...{ settledMs: null, inquiries: 0, ...over },
});

it.each<[string, Payment[], string]>([
  ["nothing was tried", [], "open"],
  ["one was declined", [paying("failed")], "open"],
  ["one was given up", [paying("cancelled")], "open"],
  ["one was just sent", [paying("failed"), paying("initiated")], "pending"],
  ["the bank takes its time", [paying("pending")], "pending"],
  ["nobody knows", [paying("unknown")], "pending"],
  ["the customer is to confirm it", [paying("requires-action", { actionUrl: "/id/bank/x" })], "confirm"],
  ["nobody can confirm it any more", [paying("requires-action")], "stuck"],
  ["only another invoice is paid", [paying("pending", { invoiceId: "in_other" })], "open"],
])("while %s, paying stands so", (_, payments, kind) => {
  expect(payState(invoice, payments).kind).toBe(kind);
});

it("says why the last one was declined, and nothing of one before", () => {
  expect(payState(invoice, [paying("failed")])).toMatchObject({ declined: { id: "pay_failed" } });
  expect(payState(invoice, [paying("failed"), paying("cancelled")])).toMatchObject({ declined: null });
});

it("takes no money for what is paid, void or owes nothing", () => {
  expect(payState({ ...invoice, status: "paid" }, []).kind).toBe("paid");
  expect(payState({ ...invoice, status: "void" }, []).kind).toBe("closed");
  expect(payState({ ...invoice, amountRemaining: 0 }, []).kind).toBe("closed");
});
