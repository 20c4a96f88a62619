import type { AccountView } from "../../../workers/billing/account/view.ts";

type Price = AccountView["subscriptions"][number]["items"][number]["price"];

/** A price as a subscription holds it, without its place in the catalogue. */
export const termsOf = ({
  id,
  productId,
  planId,
  name,
  currency,
  interval,
  charge,
  usage,
  proration,
  tax,
  minimumAmount,
}: Price): Price => ({
  ...{ id, productId, planId, name, currency, interval },
  ...{ charge, usage, proration, tax, minimumAmount },
});

/** What of an account's subscriptions has not ended: the one that the page's commands are about. */
export const liveSubscription = ({ subscriptions }: AccountView) =>
  subscriptions.find(({ status }) => status !== "cancelled" && status !== "expired");
