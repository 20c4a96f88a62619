import type { RecordBooks } from "../books/record-books.ts";
import { chargeFor } from "../pricing/charge.ts";
import { scaled } from "../pricing/decimal.ts";
import type { MeterPeriod } from "../usage/usage-store.ts";
import type { SimulatedAccount } from "./account.ts";
import type { Used } from "./life.ts";
import { METERED } from "./price-list.ts";

/** What of an account's usage is not what its events say, or was billed for another amount, in words. */
export function brokenUsage({ books, usage }: SimulatedAccount, used: Used): string[] {
  // From when on, and up to which renewal, usage was billed at the latest.
  const billedOf = books.subscriptions.list().flatMap(({ status, items, period }) => {
    const fromMs = items.find(({ price }) => price.usage.kind === "metered")?.fromMs;
    const renewed = /active|past-due/.test(status) && period.index > 0;
    return renewed && fromMs !== undefined ? [{ fromMs, toMs: period.startMs }] : [];
  });
  return usage.periods("messages").flatMap((period) => {
    const { startMs, endMs, tally, billed } = period;
    let should = 0;
    const inside = [...used.values()].filter(({ atMs }) => atMs >= startMs && atMs < endMs);
    for (const { value } of inside) should += value;
    // What came after the renewal is billed by the next one.
    const cameBefore = (ms: number) => inside.some(({ cameMs }) => cameMs < ms);
    const broken =
      Number(tally.sum) / 1e12 === should ? [] : [`from ${startMs} on ${tally.sum} was measured of ${should}`];
    if (billed === null && billedOf.some(({ fromMs, toMs }) => startMs >= fromMs && endMs <= toMs && cameBefore(toMs)))
      broken.push(`usage from ${startMs} on was never billed`);
    return [...broken, ...wronglyBilled(books, period)];
  });
}

/** Lines of a period less what corrections gave back are the price of what was measured, where nothing else touched them. */
function wronglyBilled(books: RecordBooks, { startMs, billed }: MeterPeriod): string[] {
  const invoices = books.invoices.list();
  const lines = invoices.flatMap((invoice) => invoice.lines.map((line) => ({ ...line, status: invoice.status })));
  const own = lines.filter(({ kind, service }) => kind === "usage" && service?.startMs === startMs);
  const standing = books.creditNotes.list().filter(({ status }) => status === "issued");
  const back = standing.flatMap((note) => note.lines.map((line) => ({ ...line, memo: note.memo })));
  const notes = back.filter(({ invoiceLineId }) => own.some(({ id }) => id === invoiceLineId));
  const [first] = own;
  const touched =
    books.waivers.list().length > 0 ||
    own.some(
      ({ status, discountAmount, priceId }) =>
        !/open|paid/.test(status) || discountAmount > 0 || priceId !== first?.priceId,
    ) ||
    notes.some(({ memo }) => memo !== "Usage was corrected");
  const price = METERED.find(({ id }) => id === first?.priceId);
  if (touched || billed === null || !price) return [];
  const charged =
    own.reduce((sum, { amount }) => sum + amount, 0) - notes.reduce((sum, { netAmount }) => sum + netAmount, 0);
  // Less than nothing was used where corrections came before what they correct was billed.
  const should = scaled(billed.quantity) < 0n ? 0 : chargeFor(price.charge, billed.quantity, billed.events).amount;
  const live = books.subscriptions.list().flatMap(({ items, cancelledMs }) => (cancelledMs === null ? items : []));
  // What came late, after the item that was billed for it had gone, is nobody's.
  const whole = own.every(({ key }) => live.some(({ id }) => key.startsWith(`${id}/`)));
  return charged === should || (!whole && charged < should)
    ? []
    : [`usage from ${startMs} on cost ${charged} and not ${should}`];
}
