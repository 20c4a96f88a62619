import { ok } from "../../../kit/result.ts";
import type { Command } from "../../command/command.ts";
import { type AttachMethod, realMoney } from "../method/method.ts";
import type { Payment, PaymentMethod } from "../payment.ts";
import { charge, payableInvoice, type StartRefusal } from "./start-payment.ts";

export type PayOnce = Omit<AttachMethod, "makeDefault"> & { invoiceId: string; returnUrl: string };

/** `payment.pay-once`: an invoice is charged to a method that is not kept: nothing else will be charged to it. */
export const payOnce: Command<PayOnce, { payment: Payment }, StartRefusal | "test-account"> = (books, input, deed) => {
  const { invoiceId, returnUrl, ...given } = input;
  const real = realMoney(books, given.gateway);
  if (real) return real;
  const payable = payableInvoice(books, invoiceId);
  if (!payable.ok) return payable;
  const id = books.newId("pm");
  const method: PaymentMethod = { ...given, id, isDefault: false, status: "detached", createdMs: deed.nowMs };
  const started = charge(books, payable.value, method, { amount: null, returnUrl }, deed);
  if (!started.ok) return started;
  books.methods.put(method);
  return ok(started.value);
};
