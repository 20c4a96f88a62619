/** A calendar month of the books, UTC, as `YYYY-MM`; text order is time order. */
export type Month = string;

/** Months whose text, and that of the months around them, orders them: years of four digits that `Date.UTC` takes as they are. */
export const MONTH_PATTERN = /^[12]\d{3}-(0[1-9]|1[0-2])$/;

/** The last moment that is in such a month. */
export const BOOKS_END_MS = Date.UTC(3000, 0) - 1;

/** The month of a moment. */
export const monthOf = (atMs: number): Month => new Date(atMs).toISOString().slice(0, 7);

/** The first moment of a month that has this moment in it. */
export const startOfMonthMs = (atMs: number): number => {
  const at = new Date(atMs);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth());
};

/** The first moment of the month after. */
export const nextMonthMs = (atMs: number): number => {
  const at = new Date(atMs);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1);
};

/** The first moment of a month. */
export const monthStartMs = (month: Month): number => Date.parse(`${month}-01T00:00:00Z`);

/** The month that is so many later, earlier when negative. */
export const addMonths = (month: Month, count: number): Month => {
  const at = new Date(monthStartMs(month));
  return monthOf(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + count));
};

/** The months from one to another, both included; none when the first is later. */
export function monthsFromTo(first: Month, last: Month): Month[] {
  const months: Month[] = [];
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}
