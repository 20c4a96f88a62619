import { formatPeriod } from "../calendar/local-time.ts";
import { prorated, type Share } from "../calendar/proration.ts";
import type { ProposedLine } from "../invoice/invoice.ts";
import { chargeFor } from "../pricing/charge.ts";
import type { Period, Subscription, SubscriptionItem } from "./subscription.ts";

/** Tells what an item bills for a period from everything else that is ever billed. */
export const recurringKey = ({ id }: SubscriptionItem, period: Pick<Period, "startMs">): string =>
  `${id}/${period.startMs}/recurring`;

/** What an item costs in advance for the whole of a period, in minor units: nothing, where usage is billed. */
export const periodAmount = ({ price, quantity }: SubscriptionItem): number =>
  price.usage.kind === "metered" ? 0 : chargeFor(price.charge, String(quantity)).amount;

/** What a subscription charges in advance for a period: a line per item, and one up to the least that it costs in all. */
export function recurringLines(subscription: Subscription, language: string): ProposedLine[] {
  const { period } = subscription;
  const licensed = subscription.items.filter(({ price }) => price.usage.kind === "licensed");
  const lines = licensed.flatMap((item) => {
    const line = recurringLine(subscription, item, period, language);
    const missing = item.price.minimumAmount - line.amount;
    if (missing <= 0) return [line];
    const key = `${item.id}/${period.startMs}/minimum`;
    return [
      line,
      { ...line, key, kind: "minimum" as const, amount: missing, quantity: "1", unitAmount: String(missing) },
    ];
  });
  // Where usage counts, too, what is missing is known when the period is over.
  if (licensed.length < subscription.items.length) return lines;
  const missing = subscription.minimumAmount - lines.reduce((sum, { amount }) => sum + amount, 0);
  return [...lines, ...upToMinimum(subscription, missing, language)];
}

/** The line for what a period's charges are missing to the least that it costs in all: one per period, ever. None where nothing is missing. */
export function upToMinimum(subscription: Subscription, missing: number, language: string): ProposedLine[] {
  const { id, items, period } = subscription;
  const [first] = items;
  if (missing <= 0 || !first) return [];
  const { startMs, endMs } = period;
  const line = lineOf(subscription, first, { startMs, endMs }, language, {
    ...{ key: `${id}/${startMs}/minimum`, kind: "minimum", amount: missing, unitAmount: String(missing) },
  });
  return [{ ...line, quantity: "1", priceId: null }];
}

/** An item's charge for a period. */
function recurringLine(
  subscription: Subscription,
  item: SubscriptionItem,
  period: Period,
  language: string,
): ProposedLine {
  const { amount, unitAmount } = chargeFor(item.price.charge, String(item.quantity));
  return lineOf(subscription, item, { startMs: period.startMs, endMs: period.endMs }, language, {
    key: recurringKey(item, period),
    kind: "recurring",
    amount,
    unitAmount,
  });
}

/** An item's charge for what is left of the period at a change. */
export function remainingLine(
  subscription: Subscription,
  item: SubscriptionItem,
  { fromMs, share, changeId }: { fromMs: number; share: Share; changeId: string },
  language: string,
): ProposedLine {
  return lineOf(subscription, item, { startMs: fromMs, endMs: subscription.period.endMs }, language, {
    key: `${item.id}/${changeId}/proration`,
    kind: "proration",
    amount: prorated(periodAmount(item), share),
    unitAmount: null,
  });
}

function lineOf(
  { id, anchor }: Subscription,
  { price, quantity }: SubscriptionItem,
  service: { startMs: number; endMs: number },
  language: string,
  charge: Pick<ProposedLine, "key" | "kind" | "amount" | "unitAmount">,
): ProposedLine {
  return {
    ...charge,
    description: `${price.name}, ${formatPeriod(service, anchor.zone, language)}`,
    productId: price.productId,
    priceId: price.id,
    subscriptionId: id,
    quantity: String(quantity),
    service,
    taxCode: price.tax.code,
    taxInclusive: price.tax.behaviour === "inclusive",
  };
}
