import { allocateNumber } from "../invoice/allocate-number.ts";
import { runPaymentErrand, runRefundErrand } from "../payment/charge/payment-errand.ts";
import { deskOf } from "../payment/gateway/gateways.ts";
import { detachAtGateway } from "../payment/method/detach-method.ts";
import { forgetCustomer } from "../payment/method/forget-customer.ts";
import { askQuote } from "../tax/ask-quote.ts";
import { checkTaxId } from "../tax/check-tax-id.ts";
import type { EffectKind } from "./effect.ts";
import type { EffectEnding, EffectOrder } from "./effect-order.ts";

/** Carries out one kind of effect. Throwing is a `retry`. Mails leave with what the books tell. */
export type EffectHandler = (env: Env, order: EffectOrder) => Promise<EffectEnding>;

const payment: EffectHandler = (env, order) => runPaymentErrand(deskOf(env), order);
const refund: EffectHandler = (env, order) => runRefundErrand(deskOf(env), order);

const HANDLERS: Partial<Record<EffectKind, EffectHandler>> = {
  "allocate-number": allocateNumber,
  "check-tax-id": checkTaxId,
  "quote-tax": askQuote,
  charge: payment,
  "ask-payment": payment,
  "cancel-payment": payment,
  refund,
  "ask-refund": refund,
  "detach-method": (env, order) => detachAtGateway(deskOf(env), order),
  "forget-customer": (env, order) => forgetCustomer(deskOf(env), order),
};

/** Carries out an effect of an account's object. What nobody carries out is parked, where people see it. */
export async function carryOut(env: Env, order: EffectOrder): Promise<EffectEnding> {
  const handler = HANDLERS[order.effect.kind];
  return handler ? handler(env, order) : { kind: "park", because: `Nothing carries out ${order.effect.kind}.` };
}
