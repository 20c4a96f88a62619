import type { RecordBooks } from "../books/record-books.ts";
import { prorated, remainingShare } from "../calendar/proration.ts";
import type { Price } from "../catalogue/price.ts";
import type { Invoice, InvoiceLine } from "../invoice/invoice.ts";
import { chargeFor } from "../pricing/charge.ts";
import { amountOf, ONE, quotient, scaled } from "../pricing/decimal.ts";
import { taxTotals } from "../tax/total.ts";

/** What of an account's invoices cannot be reckoned again from the price list and the books, in words. */
export function unexplained(books: RecordBooks, prices: ReadonlyMap<string, Price>): string[] {
  const all = books.invoices.list();
  return all.flatMap((invoice) => [
    ...invoice.lines.flatMap((line) => unexplainedLine(line, all, books, prices).map((why) => `${line.id}: ${why}`)),
    ...unexplainedTax(invoice).map((why) => `${invoice.id}: ${why}`),
  ]);
}

function unexplainedLine(
  line: InvoiceLine,
  all: Invoice[],
  books: RecordBooks,
  prices: ReadonlyMap<string, Price>,
): string[] {
  const says = (amount: number) =>
    amount === line.amount ? [] : [`${line.kind} of ${line.amount} should be ${amount}`];
  if (line.discountAmount < 0 || line.discountAmount > line.amount) return [`a discount of ${line.discountAmount}`];
  const price = line.priceId === null ? null : prices.get(line.priceId);
  if (price === undefined) return [`its price ${line.priceId} is not known`];
  if (price === null || line.kind === "minimum") return [];
  const whole = chargeFor(price.charge, line.quantity).amount;
  if (price.usage.kind === "metered")
    return line.kind === "usage" ? unexplainedUsage(line, price) : ["it is metered and billed in advance"];
  if (line.kind === "recurring") return says(whole);
  const subscription = line.subscriptionId === null ? null : books.subscriptions.get(line.subscriptionId);
  if (line.kind !== "proration" || !subscription || !line.service) return [`a line of the kind ${line.kind}`];
  const { startMs, endMs } = line.service;
  // Any line in advance that ends with it tells the whole period.
  const period = all
    .flatMap(({ lines }) => lines)
    .filter(
      ({ kind, subscriptionId, service }) =>
        kind === "recurring" && subscriptionId === line.subscriptionId && service?.endMs === endMs,
    )
    .map(({ service }) => service?.startMs ?? 0);
  const shares = period.map((fromMs) =>
    remainingShare({ startMs: fromMs, endMs }, startMs, price.proration, subscription.anchor.zone),
  );
  return shares.length === 0 || shares.some((share) => prorated(whole, share) === line.amount)
    ? []
    : [`a part of ${line.amount}`];
}

/** A line by usage bills a quantity, or what a correction added to one. */
function unexplainedUsage({ key, quantity, amount }: InvoiceLine, { charge }: Price): string[] {
  const whole = chargeFor(charge, quantity).amount;
  const first = key.endsWith("/usage");
  return first
    ? whole === amount
      ? []
      : [`usage of ${amount} should be ${whole}`]
    : amount <= whole
      ? []
      : [`more usage of ${amount}`];
}

/** Its taxes, reckoned again of the lines as they are; and of each rate, that it is its share to half a unit. */
function unexplainedTax(invoice: Invoice): string[] {
  const again = taxTotals(invoice.lines, invoice.rounding);
  const same = JSON.stringify([again.netTotal, again.taxTotal, again.total, again.taxTotals]);
  if (same !== JSON.stringify([invoice.netTotal, invoice.taxTotal, invoice.total, invoice.taxTotals]))
    return ["its taxes are others"];
  return invoice.taxTotals.flatMap(({ rate, base, amount }) => {
    const exact = amountOf(quotient(BigInt(base) * scaled(rate), 100n * ONE) * 1n);
    return Math.abs(exact - amount) <= 1 ? [] : [`${rate} percent of ${base} are not ${amount}`];
  });
}
