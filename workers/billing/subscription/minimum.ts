import { sum } from "../../kit/sum.ts";
import type { Books } from "../books/books.ts";
import type { ProposedLine } from "../invoice/invoice.ts";
import { partOf } from "../pricing/decimal.ts";
import { isMetered } from "./ending.ts";
import { upToMinimum } from "./lines.ts";
import type { Subscription } from "./subscription.ts";

/**
 * What a period that is over is missing to the least that it costs in all, where usage counts, too. `used` is what its meters bill now. A period that
 * began with a comp has no least.
 */
export function minimumLine(
  books: Books,
  subscription: Subscription,
  used: readonly Pick<ProposedLine, "amount" | "service">[],
): ProposedLine[] {
  const { id, period, minimumAmount } = subscription;
  if (minimumAmount === 0 || period.index < 0 || !isMetered(subscription) || beganComped(books, period.startMs))
    return [];
  const within = ({ service }: Pick<ProposedLine, "service">) =>
    service !== null && service.startMs >= period.startMs && service.endMs <= period.endMs;
  const waiting = books.pendingLines.list().filter(({ subscriptionId }) => subscriptionId === id);
  const spent = sum([...used, ...waiting].filter(within).map(({ amount }) => amount)) + billed(books, id, within);
  return upToMinimum(subscription, minimumAmount - spent, books.account()?.language ?? "en");
}

/** What invoices that stand charged a subscription for a time before discounts, less the part that notes took back. */
function billed(books: Books, id: string, within: (line: ProposedLine) => boolean): number {
  const notes = books.creditNotes.list().flatMap(({ status, lines }) => (status === "issued" ? lines : []));
  const lines = books.invoices.list().flatMap((invoice) => (invoice.status === "void" ? [] : invoice.lines));
  const own = lines.filter((line) => line.subscriptionId === id && within(line));
  return sum(
    own.map((line) => {
      const back = sum(notes.flatMap((note) => (note.invoiceLineId === line.id ? note.netAmount : [])));
      return back === 0 ? line.amount : line.amount - partOf(line.amount, back, line.netAmount);
    }),
  );
}

const beganComped = (books: Books, startMs: number): boolean =>
  books.waivers
    .list()
    .some(
      ({ startsMs, endedMs, expiresMs }) =>
        startsMs <= startMs && (endedMs ?? expiresMs ?? Number.POSITIVE_INFINITY) > startMs,
    );
