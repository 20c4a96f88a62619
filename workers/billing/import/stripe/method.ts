import type Stripe from "stripe";
import type * as z from "zod";
import type { methodInput } from "../../payment/charge/payment-commands.ts";
import { STRIPE } from "../../payment/gateway/stripe-gateway.ts";
import { methodOf } from "../../payment/gateway/stripe-method.ts";
import { hasExpired } from "../../payment/method/payment-method.ts";
import { METHODS_MAX } from "../account-import.ts";
import type { Remarks } from "./remarks.ts";

type Method = z.output<typeof methodInput>;

const idOf = (thing: string | { id: string } | null): string | null =>
  typeof thing === "object" ? (thing?.id ?? null) : thing;

/** The customer's methods that can be charged here, the one that Stripe charges first before the others. */
export function methodsFrom(
  customer: Stripe.Customer,
  subscriptions: readonly Stripe.Subscription[],
  methods: readonly Stripe.PaymentMethod[],
  nowMs: number,
  remarks: Remarks,
): Method[] {
  const ofSubscriptions = subscriptions.flatMap(
    ({ default_payment_method: method, default_source: source }) => idOf(method) ?? idOf(source) ?? [],
  );
  const [first, ...others] = new Set(ofSubscriptions);
  if (others.length > 0)
    remarks.note(
      "default_payment_method",
      `Its subscriptions are paid by different methods; here an account is charged by one first: ${first}.`,
    );
  const preferred = first ?? idOf(customer.invoice_settings.default_payment_method) ?? idOf(customer.default_source);
  const ordered = [...methods].sort((a, b) => Number(b.id === preferred) - Number(a.id === preferred));
  const made = ordered.flatMap((method) => methodFrom(customer.id, method, nowMs, remarks));
  if (made.length > METHODS_MAX)
    remarks.note(
      "payment_methods",
      `An account takes ${METHODS_MAX} payment methods along: ${made.length - METHODS_MAX} are left out.`,
    );
  return made.slice(0, METHODS_MAX);
}

function methodFrom(customer: string, method: Stripe.PaymentMethod, nowMs: number, remarks: Remarks): Method[] {
  const known = methodOf(method);
  if (known === null) {
    remarks.note(method.id, `It is of the kind ${method.type}, which is not charged here.`);
    return [];
  }
  if (hasExpired(known, nowMs)) {
    remarks.note(method.id, `The card ${known.brand} ${known.last4} has expired, and is left out.`);
    return [];
  }
  return [{ gateway: STRIPE, token: method.id, customer, ...known }];
}
