import type Stripe from "stripe";

/** Objects of Stripe's as its API answers them, with what a test says of them; fields that nothing reads are left out. */

const DAY_S = 86_400;
/** 10 February 2026. */
export const NOW_S = Date.UTC(2026, 1, 10) / 1_000;
export const PERIOD_END_S = NOW_S + 18 * DAY_S;

const list = <Thing>(data: Thing[]) => ({ object: "list", data, has_more: false, url: "/v1/list" });

/** What is made of plain fields is taken for the whole object: a test names those that its subject reads. */
const whole = <Thing>(fields: object): Thing => fields as Thing;

export const stripeProduct = (over: Partial<Stripe.Product> = {}): Stripe.Product =>
  whole({ id: "prod_team", object: "product", active: true, name: "Team", description: null, tax_code: null, ...over });

export const stripePrice = (over: object = {}): Stripe.Price =>
  whole({
    ...{
      id: "price_month",
      object: "price",
      active: true,
      billing_scheme: "per_unit",
      currency: "eur",
      product: "prod_team",
    },
    ...{
      custom_unit_amount: null,
      type: "recurring",
      tax_behavior: "exclusive",
      tiers_mode: null,
      transform_quantity: null,
    },
    recurring: { interval: "month", interval_count: 1, meter: null, usage_type: "licensed" },
    ...{ unit_amount: 1_000, unit_amount_decimal: "1000", nickname: null },
    ...over,
  });

export const stripeCoupon = (over: Partial<Stripe.Coupon> = {}): Stripe.Coupon =>
  whole({
    ...{
      id: "SPRING",
      object: "coupon",
      name: "Spring",
      percent_off: 25,
      amount_off: null,
      currency: null,
      created: NOW_S,
    },
    ...{
      duration: "forever",
      duration_in_months: null,
      max_redemptions: null,
      times_redeemed: 0,
      redeem_by: null,
      valid: true,
    },
    ...over,
  });

export const stripeCode = (over: object = {}): Stripe.PromotionCode =>
  whole({
    ...{ id: "promo_1", object: "promotion_code", active: true, code: "SPRING25", customer: null, expires_at: null },
    ...{ max_redemptions: null, times_redeemed: 0, promotion: { type: "coupon", coupon: "SPRING" } },
    restrictions: { first_time_transaction: false, minimum_amount: null, minimum_amount_currency: null },
    ...over,
  });

export const stripeMeter = (over: object = {}): Stripe.Billing.Meter =>
  whole({
    ...{ id: "mtr_1", object: "billing.meter", display_name: "Messages", event_name: "messages", status: "active" },
    default_aggregation: { formula: "sum" },
    ...over,
  });

export const stripeDiscount = (coupon: Stripe.Coupon | string, end: number | null = null): Stripe.Discount =>
  whole({ id: "di_1", object: "discount", end, start: NOW_S, source: { type: "coupon", coupon } });

export const stripeItem = (price: Stripe.Price, over: object = {}): Stripe.SubscriptionItem =>
  whole({
    ...{ id: "si_1", object: "subscription_item", price, quantity: 3, discounts: [], tax_rates: [] },
    ...{ current_period_start: NOW_S - 12 * DAY_S, current_period_end: PERIOD_END_S, ...over },
  });

export const stripeSubscription = (over: object = {}, items = [stripeItem(stripePrice())]): Stripe.Subscription =>
  whole({
    ...{
      id: "sub_1",
      object: "subscription",
      status: "active",
      currency: "eur",
      customer: "cus_1",
      items: list(items),
    },
    ...{
      billing_cycle_anchor: PERIOD_END_S - 59 * DAY_S,
      cancel_at: null,
      cancel_at_period_end: false,
      trial_end: null,
    },
    ...{
      collection_method: "charge_automatically",
      days_until_due: null,
      default_payment_method: null,
      default_source: null,
    },
    ...{ default_tax_rates: [], discounts: [], pause_collection: null, pending_update: null, schedule: null },
    ...{ billing_thresholds: null, on_behalf_of: null, transfer_data: null, ...over },
  });

export const stripeCustomer = (over: object = {}): Stripe.Customer =>
  whole({
    ...{
      id: "cus_1",
      object: "customer",
      name: "Corner Shop",
      email: "ada@customer.test",
      balance: 0,
      currency: "eur",
    },
    ...{ created: NOW_S - 90 * DAY_S, description: null, metadata: {}, preferred_locales: [], tax_exempt: "none" },
    address: { line1: "Market 1", line2: null, city: "Berlin", state: null, postal_code: "10115", country: "DE" },
    ...{
      tax_ids: list([]),
      invoice_settings: { default_payment_method: null },
      default_source: null,
      discount: null,
      ...over,
    },
  });

export const stripeCard = (over: object = {}): Stripe.PaymentMethod =>
  whole({
    ...{ id: "pm_visa", object: "payment_method", type: "card", customer: "cus_1" },
    ...{ card: { brand: "visa", last4: "4242", exp_month: 12, exp_year: 2031 }, ...over },
  });

export const stripeInvoice = (over: object = {}): Stripe.Invoice =>
  whole({
    ...{ id: "in_1", object: "invoice", number: "S-17", status: "open", currency: "eur", customer: "cus_1" },
    ...{
      amount_due: 5_000,
      amount_remaining: 5_000,
      created: NOW_S - DAY_S,
      due_date: null,
      next_payment_attempt: null,
    },
    ...over,
  });

export const stripeItemPending = (over: object = {}): Stripe.InvoiceItem =>
  whole({
    id: "ii_1",
    object: "invoiceitem",
    amount: 900,
    currency: "eur",
    customer: "cus_1",
    description: "Set-up",
    ...over,
  });

export const stripeTaxId = (type: string, value: string): Stripe.TaxId =>
  whole({ id: `txi_${type}`, object: "tax_id", type, value });
