import type { Json } from "../../../kit/json.ts";
import { HOUR_MS } from "../../../kit/time.ts";
import { isTest } from "../../account/account.ts";
import type { RecordTypes } from "../../books/record.ts";
import { SYSTEM } from "../../command/command.ts";
import type { EffectEnding, EffectOrder } from "../../command/effect-order.ts";
import type { ChargeResult, Gateway, Inquiry, RefundResult } from "../gateway/gateway.ts";
import type { Payment, Refund } from "../payment.ts";
import { ASK_UNKNOWN_AFTER_MS } from "./janitor.ts";

/** What errands to a gateway need: the gateways by name, and the account's records. */
export interface PaymentDesk {
  gateway(name: string): Gateway | null;
  record<Kind extends "account" | "payment" | "refund" | "payment-method" | "gateway-customer">(
    accountId: string,
    kind: Kind,
    id: string,
  ): Promise<RecordTypes[Kind] | null>;
}

/** Gateways forget keys after a day: an errand that is older asks first. */
const KEY_LIVES_MS = 23 * HOUR_MS;
const [REQUEST_ON_ITS_WAY_MS = 0] = ASK_UNKNOWN_AFTER_MS;

const done = (order: EffectOrder, command: string, input: Json): EffectEnding => ({
  kind: "done",
  commands: [
    {
      key: `settle:${order.effect.id}`,
      command,
      input,
      deed: { nowMs: order.nowMs, actor: SYSTEM, reason: "", requestId: order.effect.id },
    },
  ],
});
const nothing: EffectEnding = { kind: "done", commands: [] };
const park = (because: string): EffectEnding => ({ kind: "park", because });
// Results are plain data; the type of JSON has an index signature, theirs have not.
const plain = (result: ChargeResult | RefundResult): Json => result as unknown as Json;

/** Charges, asks about, or gives up a payment. What came of it is a command; nothing is charged that may have been already. */
export async function runPaymentErrand(desk: PaymentDesk, order: EffectOrder): Promise<EffectEnding> {
  const { accountId, effect, nowMs } = order;
  const payment = await desk.record(accountId, "payment", effect.subject);
  if (!payment) return park(`There is no payment ${effect.subject}.`);
  const gateway = desk.gateway(payment.gateway);
  if (!gateway) return park(`The gateway ${payment.gateway} is not set up.`);
  const method = payment.methodId === null ? null : await desk.record(accountId, "payment-method", payment.methodId);
  if (!method) return park("The payment has no method.");
  const inquiry = inquiryOf(payment, method.customer, nowMs);
  const settle = (result: ChargeResult, asked: boolean): EffectEnding =>
    done(order, "payment.settle", { paymentId: payment.id, result: plain(result), asked });
  if (effect.kind === "ask-payment") return settle(certain(await gateway.askCharge(inquiry), payment, nowMs), true);
  if (effect.kind === "cancel-payment") {
    if (payment.reference === null) return nothing;
    return settle(await gateway.cancelCharge(payment.reference, nowMs), true);
  }
  if (payment.status !== "initiated") return nothing;
  if (order.attempt > 1 || nowMs - payment.createdMs > KEY_LIVES_MS) {
    const asked = await gateway.askCharge(inquiry);
    if (asked.outcome !== "cancelled") return settle(asked, false);
  }
  const { id: key, amount, currency } = payment;
  const returnUrl = payment.returnUrl ?? null;
  const of = { isTest: isTest(await desk.record(accountId, "account", accountId)), description: payment.id };
  return settle(await gateway.charge({ key, accountId, amount, currency, method, returnUrl, ...of, nowMs }), false);
}

/** Sends or asks about a refund, with the same care. */
export async function runRefundErrand(desk: PaymentDesk, order: EffectOrder): Promise<EffectEnding> {
  const { accountId, effect, nowMs } = order;
  const refund = await desk.record(accountId, "refund", effect.subject);
  const payment = refund && (await desk.record(accountId, "payment", refund.paymentId));
  if (!refund || !payment) return park(`There is no refund ${effect.subject}.`);
  const gateway = desk.gateway(payment.gateway);
  if (!gateway) return park(`The gateway ${payment.gateway} is not set up.`);
  if (payment.reference === null) return park("The payment has no reference at its gateway.");
  const inquiry = inquiryOf(refund, payment.reference, nowMs);
  const settle = (result: RefundResult, asked: boolean): EffectEnding =>
    done(order, "refund.settle", { refundId: refund.id, result: plain(result), asked });
  if (effect.kind === "ask-refund") return settle(certain(await gateway.askRefund(inquiry), refund, nowMs), true);
  if (refund.status !== "initiated") return nothing;
  if (order.attempt > 1 || nowMs - refund.createdMs > KEY_LIVES_MS) {
    const asked = await gateway.askRefund(inquiry);
    if (asked.outcome !== "cancelled") return settle(asked, false);
  }
  const { id: key, amount, currency } = refund;
  return settle(await gateway.refund({ key, accountId, charge: payment.reference, amount, currency, nowMs }), false);
}

const inquiryOf = (of: Payment | Refund, parent: string, nowMs: number): Inquiry => ({
  key: of.id,
  reference: of.reference,
  parent,
  createdMs: of.createdMs,
  nowMs,
});

/** That a gateway has never heard of it is certain only once no request can be on its way any more. */
function certain<Result extends ChargeResult | RefundResult>(result: Result, of: Payment | Refund, nowMs: number) {
  if (result.outcome !== "cancelled" || nowMs - of.createdMs >= REQUEST_ON_ITS_WAY_MS) return result;
  return { outcome: "unknown", message: "The request may still be on its way." } as const;
}
