import type Stripe from "stripe";
import { fail, ok, type Result } from "../../../kit/result.ts";
import { BELONGING_KINDS, BELONGINGS, type BelongingKind, type Belongings, customerOf } from "./belongings.ts";
import type { StripeCustomer } from "./customer-line.ts";
import { asking, type Sleep } from "./read-fault.ts";
import { plannedPrices } from "./schedule.ts";
import { productOf, type StripeCatalogue } from "./stripe-catalogue.ts";

/** Customers of one page: each is a question of its own, and a Worker's call has a bounded number of them. */
export const CUSTOMERS_PAGE = 50;
/** Things of the catalogue on one page, and of one customer: the most that Stripe lists at once. */
const LIST_MAX = 100;

/** What of the catalogue is read, in this order. */
export const CATALOGUE_PARTS = ["products", "active-prices", "old-prices", "coupons", "codes", "meters"] as const;
export type CataloguePart = (typeof CATALOGUE_PARTS)[number];

type Unreadable = "unreadable" | "gone";

/** Reads a Stripe account by bounded pages; nothing in it is changed. */
export class StripeReader {
  readonly #stripe: Stripe;
  readonly #sleep: Sleep | undefined;

  constructor(stripe: Stripe, sleep?: Sleep) {
    this.#stripe = stripe;
    this.#sleep = sleep;
  }

  #ask<Value>(ask: () => Promise<Value>): Promise<Result<Value, Unreadable>> {
    return asking(ask, this.#sleep);
  }

  /** A page of a part of the catalogue, with the id after which the next one begins; null at the end. */
  async catalogue(
    part: CataloguePart,
    after: string | null,
  ): Promise<Result<{ found: Partial<StripeCatalogue>; next: string | null }, Unreadable>> {
    const page = { limit: LIST_MAX, ...(after !== null && { starting_after: after }) };
    const whole = { expand: ["data.tiers", "data.currency_options"] };
    const stripe = this.#stripe;
    switch (part) {
      case "products":
        return this.#listed(
          () => stripe.products.list(page),
          (products) => ({ products }),
        );
      case "active-prices":
        return this.#listed(
          () => stripe.prices.list({ ...page, ...whole, active: true }),
          (prices) => ({ prices }),
        );
      case "old-prices":
        return this.#listed(
          () => stripe.prices.list({ ...page, ...whole, active: false }),
          (prices) => ({ prices }),
        );
      case "coupons":
        return this.#listed(
          () => stripe.coupons.list({ ...page, expand: ["data.applies_to"] }),
          (coupons) => ({ coupons }),
        );
      case "codes":
        return this.#listed(
          () => stripe.promotionCodes.list({ ...page, active: true }),
          (codes) => ({ codes }),
        );
      case "meters":
        return this.#listed(
          () => stripe.billing.meters.list(page),
          (meters) => ({ meters }),
        );
    }
  }

  async #listed<Thing extends { id: string }>(
    list: () => Promise<Stripe.ApiList<Thing>>,
    place: (things: Record<string, Thing>) => Partial<StripeCatalogue>,
  ) {
    const read = await this.#ask(list);
    if (!read.ok) return read;
    const { data, has_more: more } = read.value;
    return ok({
      found: place(Object.fromEntries(data.map((each) => [each.id, each]))),
      next: more ? (data.at(-1)?.id ?? null) : null,
    });
  }

  /** A page of customers that were there at a time, the newest first. Deleted ones are in no list of Stripe's. */
  async customers(
    after: string | null,
    createdByS: number,
  ): Promise<Result<{ customers: Stripe.Customer[]; next: string | null }, Unreadable>> {
    const read = await this.#ask(() =>
      this.#stripe.customers.list({
        limit: CUSTOMERS_PAGE,
        created: { lte: createdByS },
        expand: ["data.tax_ids", "data.discount.source.coupon", "data.invoice_credit_balance"],
        ...(after !== null && { starting_after: after }),
      }),
    );
    if (!read.ok) return read;
    const { data, has_more: more } = read.value;
    return ok({ customers: data, next: more ? (data.at(-1)?.id ?? null) : null });
  }

  /** One customer as it is now. Fails as `gone` when it was deleted. */
  async customer(id: string): Promise<Result<Stripe.Customer, Unreadable>> {
    const read = await this.#ask(() =>
      this.#stripe.customers.retrieve(id, { expand: ["tax_ids", "discount.source.coupon", "invoice_credit_balance"] }),
    );
    if (!read.ok) return read;
    return read.value.deleted ? fail("gone", `The customer ${id} was deleted.`) : ok(read.value);
  }

  /** A page of what customers of the whole account have of a kind; `next` as in a catalogue. */
  async belongings<Kind extends BelongingKind>(
    kind: Kind,
    after: string | null,
  ): Promise<Result<{ things: Belongings[Kind][number][]; next: string | null }, Unreadable>> {
    const page = { limit: LIST_MAX, ...(after !== null && { starting_after: after }) };
    const read = await this.#ask(() => BELONGINGS[kind].list(this.#stripe, page));
    if (!read.ok) return read;
    const { data, has_more: more } = read.value;
    return ok({ things: data, next: more ? (data.at(-1)?.id ?? null) : null });
  }

  /** What only few customers have, by one request for all of them; what fits on no page is left for each to be asked. */
  async few(): Promise<Result<Partial<Belongings>, Unreadable>> {
    const shared: Partial<Belongings> = {};
    const read = async <Kind extends BelongingKind>(kind: Kind) => {
      const page = await this.belongings(kind, null);
      // The things are of the kind that was asked for.
      if (page.ok && page.value.next === null) Object.assign(shared, { [kind]: page.value.things });
      return page;
    };
    for (const kind of BELONGING_KINDS) {
      if (kind === "subscriptions") continue;
      const page = await read(kind);
      if (!page.ok) return page;
    }
    return ok(shared);
  }

  /** A customer with everything of it that counts; what `shared` has of a kind is all that there is of it. */
  async whole(customer: Stripe.Customer, shared: Partial<Belongings>): Promise<Result<StripeCustomer, Unreadable>> {
    const unread: string[] = [];
    let refused: Result<never, Unreadable> | null = null;
    const page = { limit: LIST_MAX };
    const all = async <Thing>(what: string, list: () => Promise<Stripe.ApiList<Thing>>): Promise<Thing[]> => {
      if (refused) return [];
      const read = await this.#ask(list);
      if (!read.ok) {
        refused = read;
        return [];
      }
      if (read.value.has_more) unread.push(what);
      return read.value.data;
    };
    const own = async <Kind extends BelongingKind>(kind: Kind): Promise<Belongings[Kind]> => {
      const { title, list } = BELONGINGS[kind];
      const known = shared[kind];
      if (known === undefined) {
        // A list of things of the kind is what `Belongings` has of it.
        return (await all(title, () => list(this.#stripe, { ...page, customer: customer.id }))) as Belongings[Kind];
      }
      const found = known.filter((thing) => customerOf(thing) === customer.id);
      if (found.length > LIST_MAX) unread.push(title);
      return found.slice(0, LIST_MAX) as Belongings[Kind]; // some of them
    };
    const read: StripeCustomer = {
      customer,
      subscriptions: await own("subscriptions"),
      methods: await all("payment methods", () => this.#stripe.customers.listPaymentMethods(customer.id, page)),
      openInvoices: await own("openInvoices"),
      drafts: await own("drafts"),
      pendingItems: await own("pendingItems"),
      creditGrants: await own("creditGrants"),
      unread,
    };
    return refused ?? ok(read);
  }

  /** Prices of subscriptions and their schedules that no list of Stripe's has whole: those made for one customer, with their tiers and currencies. */
  async prices(
    subscriptions: readonly Stripe.Subscription[],
    known: StripeCatalogue,
  ): Promise<Result<Stripe.Price[], Unreadable>> {
    const bought = subscriptions.flatMap((one) => [
      ...one.items.data.map(({ price }) => price.id),
      ...plannedPrices(one),
    ]);
    const found: Stripe.Price[] = [];
    for (const id of new Set(bought)) {
      if (known.prices[id] !== undefined) continue;
      const read = await this.#ask(() => this.#stripe.prices.retrieve(id, { expand: ["tiers", "currency_options"] }));
      if (!read.ok) return read;
      found.push(read.value);
    }
    return ok(found);
  }

  /** Products of prices that were not listed. */
  async products(
    prices: readonly Stripe.Price[],
    known: StripeCatalogue,
  ): Promise<Result<Stripe.Product[], Unreadable>> {
    const found: Stripe.Product[] = [];
    for (const id of new Set(prices.map(productOf))) {
      if (known.products[id] !== undefined) continue;
      const read = await this.#ask(() => this.#stripe.products.retrieve(id));
      if (read.ok) found.push(read.value);
      else if (read.reason !== "gone") return read;
    }
    return ok(found);
  }
}
