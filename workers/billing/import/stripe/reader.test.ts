import type Stripe from "stripe";
import { expect, it } from "vitest";
import { BELONGING_KINDS, type Belongings } from "./belongings.ts";
import { StripeReader } from "./reader.ts";
import { stripeCard, stripeCustomer, stripeInvoice, stripeItemPending } from "./stripe-fixture.ts";

/** A Stripe that lists some things page by page, and counts what it is asked. */
function stripeOf(lists: { drafts?: Stripe.Invoice[]; open?: Stripe.Invoice[] }) {
  const asked: string[] = [];
  const list =
    (name: string, things: { customer?: unknown }[]) => async (page: { limit: number; customer?: string }) => {
      asked.push(page.customer === undefined ? name : `${name} of ${page.customer}`);
      const own = things.filter(({ customer }) => page.customer === undefined || customer === page.customer);
      return { data: own.slice(0, page.limit), has_more: own.length > page.limit };
    };
  const invoices = (page: { limit: number; status: string }) =>
    page.status === "draft" ? list("drafts", lists.drafts ?? [])(page) : list("open", lists.open ?? [])(page);
  const client = {
    customers: { listPaymentMethods: async () => ({ data: [stripeCard()], has_more: false }) },
    subscriptions: { list: list("subscriptions", []) },
    invoices: { list: invoices },
    invoiceItems: { list: list("items", [stripeItemPending()]) },
    billing: { creditGrants: { list: list("grants", []) } },
  };
  return { asked, reader: new StripeReader(client as never) }; // the calls that a reader makes of it
}

const NOTHING = Object.fromEntries(BELONGING_KINDS.map((kind) => [kind, []])) as unknown as Belongings; // by its kinds
const drafts = (count: number) =>
  Array.from({ length: count }, (_, at) => stripeInvoice({ id: `in_${at}`, customer: at === 0 ? "cus_2" : "cus_1" }));

it("asks for what many have by one request, and each only for what is more than fits on a page", async () => {
  const { asked, reader } = stripeOf({ drafts: drafts(101), open: drafts(100) });
  const shared = await reader.few();
  if (!shared.ok) throw new Error(shared.detail);
  expect(asked).toEqual(["open", "drafts", "items", "grants"]);
  expect(shared.value.openInvoices).toHaveLength(100);
  expect(shared.value).not.toHaveProperty("drafts");
  asked.length = 0;
  const read = await reader.whole(stripeCustomer(), shared.value);
  expect(asked).toEqual(["subscriptions of cus_1", "drafts of cus_1"]);
  expect(read).toMatchObject({ value: { pendingItems: [{ id: "ii_1" }], methods: [{ id: "pm_visa" }], unread: [] } });
  expect(read.ok && [read.value.openInvoices.length, read.value.drafts.length]).toEqual([99, 100]);
});

it.each([
  [100, []],
  [101, ["draft invoices"]],
])("says that a customer has more than is read: %i", async (count, unread) => {
  const { asked, reader } = stripeOf({});
  const own = drafts(count + 1);
  const read = await reader.whole(stripeCustomer(), { ...NOTHING, drafts: own });
  expect(asked).toEqual([]);
  expect(read).toMatchObject({ value: { unread } });
  expect(read.ok && read.value.drafts.length).toBe(100);
});
