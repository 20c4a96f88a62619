import { describe, expect, it } from "vitest";
import { accountImport } from "../account-import.ts";
import { lineOf, type StripeCustomer } from "./customer-line.ts";
import { EMPTY_CATALOGUE, pricing } from "./stripe-catalogue.ts";
import {
  NOW_S,
  PERIOD_END_S,
  stripeCard,
  stripeCoupon,
  stripeCustomer,
  stripeDiscount,
  stripeInvoice,
  stripeItem,
  stripeItemPending,
  stripePrice,
  stripeProduct,
  stripeSubscription,
  stripeTaxId,
} from "./stripe-fixture.ts";

const NOW = NOW_S * 1_000;
const MONTH_S = 28 * 86_400;
const WEEK_S = 7 * 86_400;
const limited = stripeCoupon({ id: "SOME", applies_to: { products: ["prod_team"] } });
const recurring = { interval: "month", interval_count: 1, meter: null, usage_type: "licensed" };
const week = stripePrice({ id: "price_week", recurring: { ...recurring, interval: "week" } });
const year = stripePrice({ id: "price_year", recurring: { ...recurring, interval: "year" } });
const support = stripePrice({ id: "price_support", product: "prod_b" });
const others = [week, year, support];
const catalogue = {
  ...EMPTY_CATALOGUE,
  products: { prod_team: stripeProduct(), prod_b: stripeProduct({ id: "prod_b" }) },
  coupons: { SOME: limited },
};
const ground = {
  priceOf: pricing(catalogue, { productId: "shop", meterIds: { messages: "meter_ours" } }),
  priceById: (id: string) => [stripePrice(), ...others].find((price) => price.id === id),
  couponOf: (id: string) => (id === "SOME" ? limited : undefined),
  ...{ productId: "shop", currency: "EUR", nowMs: NOW },
};
const nothing = {
  subscriptions: [],
  methods: [],
  openInvoices: [],
  drafts: [],
  pendingItems: [],
  creditGrants: [],
  unread: [],
};
const line = (over: Partial<StripeCustomer> = {}) =>
  lineOf({ customer: stripeCustomer(), ...nothing, ...over }, ground);
const ofSubscription = (over: object, items?: ReturnType<typeof stripeItem>[]) =>
  line({ subscriptions: [stripeSubscription(over, items)] });
/** What a phase of a schedule says of an item. */
const planned = { price: "price_week", quantity: 2, discounts: [] };
/** A subscription whose schedule has phases to come, each at the end of the period unless it says otherwise. */
const plan = (...phases: object[]) => ({
  schedule: {
    ...{ end_behavior: "release", current_phase: { end_date: Math.min(PERIOD_END_S, ...phases.map(startOf)) } },
    phases: phases.map((phase) => ({
      ...{ start_date: PERIOD_END_S, trial_end: null, add_invoice_items: [], transfer_data: null, on_behalf_of: null },
      ...{ collection_method: null, discounts: [], items: [planned], ...phase },
    })),
  },
});
const startOf = (phase: { start_date?: number }) => phase.start_date ?? PERIOD_END_S;
const said = ({ problems, notes = [] }: ReturnType<typeof line>) =>
  [...problems, ...notes].map(({ detail }) => detail).join(" ");

it("makes a customer with everything of it what an import takes", () => {
  const made = line({
    customer: stripeCustomer({
      ...{ balance: -700, business_name: "Corner Shop Ltd", preferred_locales: ["de-DE"] },
      ...{ metadata: { crm_id: "c-9", tier: "Gold Plus" }, invoice_settings: { default_payment_method: "pm_2" } },
      tax_ids: { data: [stripeTaxId("us_ein", "12-3456789"), stripeTaxId("eu_vat", "DE 123456789")] },
    }),
    subscriptions: [stripeSubscription()],
    methods: [stripeCard(), stripeCard({ id: "pm_2" })],
    openInvoices: [stripeInvoice({ due_date: NOW_S })],
  });
  expect(made).toMatchObject({
    at: "cus_1",
    externalId: "cus_1",
    problems: [],
    owner: { name: "Corner Shop", mail: "ada@customer.test" },
  });
  expect(said(made)).toBe("An account has one tax id here: us_ein 12-3456789 is left out.");
  const whole = {
    ...made.part,
    source: "stripe",
    externalId: "cus_1",
    account: { ...made.part.account, ownerId: "person_1" },
  };
  expect(accountImport.parse(whole)).toMatchObject({
    account: {
      ...{ name: "Corner Shop", legalName: "Corner Shop Ltd", currency: "EUR", language: "de-DE", timeZone: "UTC" },
      ...{
        externalIds: { crm: "c-9" },
        tags: ["tier:gold-plus"],
        address: { line1: "Market 1", country: "DE", region: "" },
      },
    },
    ...{ taxId: "DE123456789", balance: 700 },
    methods: [{ token: "pm_2", customer: "cus_1", kind: "card", last4: "4242" }, { token: "pm_visa" }],
    invoices: [{ externalId: "in_1", number: "S-17", amount: 5_000, dueMs: NOW }],
    subscriptions: [
      { externalId: "sub_1", paidUntilMs: PERIOD_END_S * 1_000, status: "active", items: [{ quantity: 3 }] },
    ],
  });
});

describe("a subscription", () => {
  it.each([
    ["that was cancelled for its end", { cancel_at_period_end: true }, { cancelAtMs: PERIOD_END_S * 1_000 }],
    ["that ends on a day", { cancel_at: PERIOD_END_S + 9 }, { cancelAtMs: (PERIOD_END_S + 9) * 1_000 }],
    [
      "in its trial",
      { status: "trialing", trial_end: PERIOD_END_S - 60 },
      { status: "trialing", paidUntilMs: (PERIOD_END_S - 60) * 1_000 },
    ],
    [
      "that is paused until a day",
      { pause_collection: { behavior: "void", resumes_at: PERIOD_END_S } },
      { status: "paused", resumeAtMs: PERIOD_END_S * 1_000 },
    ],
    ["past due", { status: "past_due" }, { status: "active" }],
    [
      "paid by invoice",
      { collection_method: "send_invoice", days_until_due: 14 },
      { collection: { kind: "send-invoice", daysUntilDue: 14 } },
    ],
    [
      "whose schedule only ends it",
      {
        schedule: {
          end_behavior: "cancel",
          current_phase: { end_date: PERIOD_END_S },
          phases: [{ start_date: NOW_S, end_date: PERIOD_END_S }],
        },
      },
      { cancelAtMs: PERIOD_END_S * 1_000 },
    ],
  ])("%s", (_, over, expected) => {
    const made = ofSubscription(over);
    expect(made.problems).toEqual([]);
    expect(made.part.subscriptions).toMatchObject([expected]);
  });

  it.each([
    ["was never paid", { status: "incomplete" }, undefined, /first payment/],
    ["is unpaid", { status: "unpaid" }, undefined, /unpaid/],
    ["is in another currency", { currency: "usd" }, undefined, /one currency/],
    ["changes within a period", plan({ start_date: PERIOD_END_S + 60 }), undefined, /on 2026-02-28.*billed already/],
    ["changes before its next period", plan({ start_date: NOW_S + 60 }), undefined, /billed already/],
    ["goes into a trial", plan({ trial_end: PERIOD_END_S + 60 }), undefined, /brings a trial/],
    ["bills something once by its schedule", plan({ add_invoice_items: [{}] }), undefined, /bills something once/],
    ["will be paid otherwise", plan({ collection_method: "send_invoice" }), undefined, /how it is paid/],
    ["changes its discounts", plan({ discounts: [{ coupon: "SPRING", discount: null }] }), undefined, /its discounts/],
    [
      "changes to a price that is gone",
      plan({ items: [{ ...planned, price: "price_gone" }] }),
      undefined,
      /not be read/,
    ],
    ["plans too much", plan(...Array.from({ length: 11 }, () => ({}))), undefined, /more than 10 changes/],
    [
      "renews at two times and plans a change",
      plan({}),
      [stripeItem(stripePrice()), stripeItem(week, { current_period_end: NOW_S + 60 })],
      /on 2026-02-28.*different times/,
    ],
    ["has a change that waits", { pending_update: {} }, undefined, /waits for a payment/],
    ["is sold for others", { transfer_data: {} }, undefined, /connected account/],
    [
      "has an amount off what renews at two times",
      { discounts: [stripeDiscount(stripeCoupon({ percent_off: null, amount_off: 500, currency: "eur" }))] },
      [stripeItem(stripePrice()), stripeItem(week, { current_period_end: NOW_S + 60 })],
      /given once for items/,
    ],
    ["has a discount that was not read", { discounts: ["di_1"] }, undefined, /could not be read/],
    ["has a price without a product", {}, [stripeItem(stripePrice({ product: "prod_gone" }))], /deleted at Stripe/],
  ])("keeps its customer out when it %s", (_, over, items, words) => {
    const made = ofSubscription(over, items);
    expect(made.problems[0]).toMatchObject({ column: "sub_1", detail: expect.stringMatching(words) });
  });

  it("brings the changes along that its schedule plans, each with a period", () => {
    const made = ofSubscription(
      plan(
        { items: [planned] },
        { start_date: PERIOD_END_S + WEEK_S, items: [{ ...planned, price: "price_support" }] },
      ),
    );
    expect(made.problems).toEqual([]);
    expect(made.part.subscriptions).toMatchObject([
      {
        scheduled: [
          { atMs: PERIOD_END_S * 1_000, items: [{ quantity: 2, price: { interval: { unit: "week" } } }] },
          { atMs: (PERIOD_END_S + WEEK_S) * 1_000, items: [{ price: { interval: { unit: "month" } } }] },
        ],
      },
    ]);
  });

  it("becomes one for each rhythm of its items", () => {
    const later = PERIOD_END_S + 300 * 86_400;
    const made = ofSubscription({ discounts: [stripeDiscount(stripeCoupon())] }, [
      stripeItem(stripePrice()),
      stripeItem(year, { id: "si_year", current_period_end: later }),
      stripeItem(support, { id: "si_2" }),
    ]);
    expect(made.problems).toEqual([]);
    expect(said(made)).toContain("it becomes 2 subscriptions");
    const [first, second] = made.part.subscriptions ?? [];
    expect(first).toMatchObject({ externalId: "sub_1", paidUntilMs: PERIOD_END_S * 1_000, items: [{}, {}] });
    expect(first).not.toHaveProperty("part");
    expect(second).toMatchObject({ externalId: "sub_1", part: "si_year", paidUntilMs: later * 1_000, items: [{}] });
    for (const one of [first, second]) expect(one?.discounts).toMatchObject([{ off: { percent: "25" } }]);
  });

  it.each([
    ["an item's own", {}, [stripeDiscount(stripeCoupon())]],
    ["one for its product", { discounts: [stripeDiscount("SOME")] }, []],
  ])("keeps a discount to what it lowers: %s", (_, over, discounts) => {
    const made = ofSubscription(over, [stripeItem(stripePrice(), { discounts }), stripeItem(support, { id: "si_2" })]);
    expect(made.problems).toEqual([]);
    const [team] = made.part.subscriptions?.[0]?.items ?? [];
    const id = typeof team?.price === "object" ? team.price.id : "";
    expect(made.part.subscriptions).toMatchObject([{ discounts: [{ priceIds: [id] }] }]);
  });

  it.each([
    ["has tax rates", { default_tax_rates: [{}] }, undefined, /taxes are decided here/],
    [
      "is billed by usage",
      {},
      [
        stripeItem(
          stripePrice({ recurring: { interval: "month", interval_count: 1, meter: "mtr_1", usage_type: "metered" } }),
        ),
      ],
      /What was used/,
    ],
    [
      "pauses into drafts",
      { pause_collection: { behavior: "keep_as_draft", resumes_at: null } },
      undefined,
      /lies at Stripe as drafts/,
    ],
    ["bills above an amount", { billing_thresholds: {} }, undefined, /bills early/],
  ])("says what stays when it %s", (_, over, items, words) => {
    const meter = { mtr_1: { id: "mtr_1", event_name: "messages" } } as never; // the fields that prices are translated by
    const priceOf = pricing({ ...catalogue, meters: meter }, { productId: "shop", meterIds: {} });
    const made = lineOf(
      { customer: stripeCustomer(), ...nothing, subscriptions: [stripeSubscription(over, items)] },
      { ...ground, priceOf },
    );
    expect(made.problems).toEqual([]);
    expect(said(made)).toMatch(words);
  });

  it.each([
    ["for ever", stripeDiscount(stripeCoupon()), [{ invoicesLeft: null, off: { percent: "25" } }]],
    ["for the next one", stripeDiscount(stripeCoupon({ duration: "once" })), [{ invoicesLeft: 1 }]],
    [
      "for those that renew before its end",
      stripeDiscount(stripeCoupon({ duration: "repeating", duration_in_months: 3 }), PERIOD_END_S + MONTH_S),
      [{ invoicesLeft: null, endsMs: (PERIOD_END_S + MONTH_S) * 1_000 }],
    ],
    ["for none, when its end is that of the period", stripeDiscount(stripeCoupon(), PERIOD_END_S), []],
    ["one past that", stripeDiscount(stripeCoupon(), PERIOD_END_S + 1), [{ endsMs: PERIOD_END_S * 1_000 + 1_000 }]],
    ["of some products, all of which it has", stripeDiscount("SOME"), [{ invoicesLeft: null, productIds: null }]],
  ])("is discounted %s", (_, discount, expected) => {
    const made = ofSubscription({ discounts: [discount] });
    expect(made.problems).toEqual([]);
    expect(made.part.subscriptions).toMatchObject([{ discounts: expected }]);
    const ofCustomer = line({ customer: stripeCustomer({ discount }), subscriptions: [stripeSubscription()] });
    expect(ofCustomer.part.subscriptions).toEqual(made.part.subscriptions);
  });
});

it.each([
  ["no mail address", { customer: stripeCustomer({ email: null }) }, "email"],
  ["one that is none", { customer: stripeCustomer({ email: "ada at home" }) }, "email"],
  ["a currency of nobody's", { customer: stripeCustomer({ currency: "xxx" }) }, "currency"],
  [
    "balances in two currencies",
    { customer: stripeCustomer({ invoice_credit_balance: { eur: 0, usd: 5 } }) },
    "balance",
  ],
  ["an invoice in another currency", { openInvoices: [stripeInvoice({ currency: "usd" })] }, "S-17"],
  ["a draft", { drafts: [stripeInvoice({ id: "in_2", number: null })] }, "in_2"],
  ["something for the next invoice", { pendingItems: [stripeItemPending()] }, "ii_1"],
  ["more than is read", { unread: ["open invoices"] }, "open invoices"],
])("keeps a customer out that has %s", (_, over, column) => expect(line(over).problems).toMatchObject([{ column }]));

it.each([
  [
    "a language of nobody's",
    { customer: stripeCustomer({ preferred_locales: ["?"] }) },
    { account: { language: "en" } },
  ],
  [
    "an address without a country",
    { customer: stripeCustomer({ address: { line1: "x", country: null } }) },
    { account: { address: null } },
  ],
  ["a tax id that is none", { customer: stripeCustomer({ tax_ids: { data: [stripeTaxId("eu_vat", "?")] } }) }, {}],
  ["an exemption", { customer: stripeCustomer({ tax_exempt: "exempt" }) }, {}],
  ["metadata that is no label", { customer: stripeCustomer({ metadata: { "odd!": "x" } }) }, { account: { tags: [] } }],
  [
    "an expired card",
    { methods: [stripeCard({ card: { brand: "visa", last4: "4242", exp_month: 1, exp_year: 2026 } })] },
    { methods: [] },
  ],
  ["a wallet", { methods: [stripeCard({ id: "pm_p", type: "paypal", card: undefined })] }, { methods: [] }],
  [
    "an invoice that Stripe tries again",
    { openInvoices: [stripeInvoice({ next_payment_attempt: NOW_S })] },
    { invoices: [{ amount: 5_000 }] },
  ],
  ["billing credits", { creditGrants: [{ id: "credgr_1", voided_at: null, expires_at: null } as never] }, {}], // the fields that are read
])("takes a customer over that has %s, and says what stays", (_, over, expected) => {
  const made = line(over);
  expect(made).toMatchObject({ problems: [], part: expected });
  expect(made.notes).toHaveLength(1);
});

it("takes cards that go on, accounts and debits over, and the subscription's own method first", () => {
  const debit = stripeCard({ id: "pm_sepa", type: "sepa_debit", card: undefined, sepa_debit: { last4: "3000" } });
  const bank = stripeCard({
    id: "pm_ach",
    type: "us_bank_account",
    card: undefined,
    us_bank_account: { bank_name: "Bank", last4: "6789" },
  });
  const lasting = stripeCard({ card: { brand: "visa", last4: "1881", exp_month: 2, exp_year: 2026 } });
  const made = line({
    subscriptions: [stripeSubscription({ default_payment_method: "pm_sepa" })],
    methods: [lasting, debit, bank],
  });
  expect(made.part.methods).toMatchObject([
    { kind: "sepa-debit", brand: "SEPA" },
    { kind: "card", last4: "1881" },
    { kind: "ach-debit", brand: "Bank" },
  ]);
  expect(made.notes).toEqual([]);
});

it("leaves a paid invoice behind without a word, since nothing is left of it", () => {
  const made = line({ openInvoices: [stripeInvoice({ amount_remaining: 0 })] });
  expect(made).toMatchObject({ problems: [], notes: [], part: { invoices: [] } });
});
