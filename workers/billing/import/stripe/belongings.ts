import type Stripe from "stripe";

/** What customers have that lists of the whole account tell, too: their payment methods are listed for each only. */
export interface Belongings {
  subscriptions: Stripe.Subscription[];
  openInvoices: Stripe.Invoice[];
  drafts: Stripe.Invoice[];
  /** What waits for the next invoice. */
  pendingItems: Stripe.InvoiceItem[];
  creditGrants: Stripe.Billing.CreditGrant[];
}

export type BelongingKind = keyof Belongings;

/** A page of a list, of one customer or of the whole account. */
export interface ListPage {
  limit: number;
  customer?: string;
  starting_after?: string;
}

type Lister<Kind extends BelongingKind> = (
  stripe: Stripe,
  page: ListPage,
) => Promise<Stripe.ApiList<Belongings[Kind][number]>>;

const OF_SUBSCRIPTIONS = ["data.discounts.source.coupon", "data.items.data.discounts", "data.schedule"];

/** How each is listed, and what it is called where there is more of it than is read. Ended subscriptions are in no list. */
export const BELONGINGS: { readonly [Kind in BelongingKind]: { title: string; list: Lister<Kind> } } = {
  subscriptions: {
    title: "subscriptions",
    list: (stripe, page) => stripe.subscriptions.list({ ...page, expand: OF_SUBSCRIPTIONS }),
  },
  openInvoices: {
    title: "open invoices",
    list: (stripe, page) => stripe.invoices.list({ ...page, status: "open" }),
  },
  drafts: {
    title: "draft invoices",
    list: (stripe, page) => stripe.invoices.list({ ...page, status: "draft" }),
  },
  pendingItems: {
    title: "invoice items",
    list: (stripe, page) => stripe.invoiceItems.list({ ...page, pending: true }),
  },
  creditGrants: {
    title: "billing credits",
    list: (stripe, page) => stripe.billing.creditGrants.list(page),
  },
};

/** The kinds in the order in which they are read. */
export const BELONGING_KINDS = ["subscriptions", "openInvoices", "drafts", "pendingItems", "creditGrants"] as const;

/** Whose a thing is; empty for nobody's. */
export function customerOf({ customer }: Belongings[BelongingKind][number]): string {
  return typeof customer === "string" ? customer : (customer?.id ?? "");
}
