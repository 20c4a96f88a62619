import type Stripe from "stripe";
import type { Price } from "../../catalogue/price.ts";
import { SUBSCRIPTIONS_MAX } from "../account-import.ts";
import type { ImportLine } from "../import-line.ts";
import type { Belongings } from "./belongings.ts";
import { accountCurrency, balanceOf, ownerOf, profileOf, taxIdOf } from "./customer.ts";
import { methodsFrom } from "./method.ts";
import { invoicesFrom } from "./open-invoice.ts";
import { Remarks, type Translated } from "./remarks.ts";
import { subscriptionsFrom } from "./subscription.ts";

/** A customer with everything of it that counts, as it was read. */
export interface StripeCustomer extends Belongings {
  customer: Stripe.Customer;
  methods: Stripe.PaymentMethod[];
  /** What there is more of than is read of one customer. */
  unread: string[];
}

/** How customers become accounts. */
export interface LineGround {
  priceOf: (price: Stripe.Price, currency?: string) => Translated<Price>;
  priceById: (id: string) => Stripe.Price | undefined;
  couponOf: (id: string) => Stripe.Coupon | undefined;
  productId: string;
  /** Of customers that never had anything in a currency. */
  currency: string;
  nowMs: number;
}

const moneyOf = (amount: number, currency: string): string => `${amount} ${currency.toUpperCase()} in minor units`;

/** A customer of Stripe's as a line of an import. */
export function lineOf(
  read: StripeCustomer,
  { priceOf, priceById, couponOf, productId, currency: fallback, nowMs }: LineGround,
): ImportLine {
  const { customer } = read;
  const remarks = new Remarks();
  const had = [...read.subscriptions, ...read.openInvoices].map(({ currency }) => currency);
  const currency = accountCurrency(customer, had, fallback, remarks);
  const ground = { currency, priceOf, priceById, couponOf, discount: customer.discount ?? null };
  const subscriptions = read.subscriptions.flatMap((one) => subscriptionsFrom(one, ground, remarks));
  if (Math.max(read.subscriptions.length, subscriptions.length) > SUBSCRIPTIONS_MAX) {
    remarks.problem("subscriptions", `It has more than ${SUBSCRIPTIONS_MAX} subscriptions.`);
  }
  for (const what of read.unread) remarks.problem(what, "It has more of these than are taken over of one customer.");
  noteWhatWaits(read, remarks);
  const owner = ownerOf(customer, remarks);
  const taxId = taxIdOf(customer, remarks);
  const part = {
    account: { productId, ...profileOf(customer, currency, remarks) },
    ...(taxId !== null && { taxId }),
    balance: balanceOf(customer, currency, remarks),
    subscriptions,
    methods: methodsFrom(customer, read.subscriptions, read.methods, nowMs, remarks),
    invoices: invoicesFrom(read.openInvoices, currency, remarks),
  };
  const { problems, notes } = remarks;
  return { at: customer.id, externalId: customer.id, part, owner: owner ?? {}, problems, notes };
}

/** What is not billed yet at Stripe: it would be billed by nobody once the customer is ours. */
function noteWhatWaits({ drafts, pendingItems, creditGrants }: StripeCustomer, remarks: Remarks): void {
  for (const { id, amount_due: due, currency } of drafts) {
    remarks.problem(
      id,
      `A draft invoice of ${moneyOf(due, currency)} is not sent yet: finalise or delete it at Stripe first.`,
    );
  }
  for (const { id, amount, currency, description } of pendingItems) {
    remarks.problem(
      id,
      `${description ?? "An item"} of ${moneyOf(amount, currency)} waits for the next invoice: invoice it at Stripe first.`,
    );
  }
  for (const { id, voided_at: voided, expires_at: expires } of creditGrants) {
    if (voided === null)
      remarks.note(
        id,
        `Billing credits${expires === null ? "" : " that are valid for a time"} are not taken over: give what is left as a balance.`,
      );
  }
}
