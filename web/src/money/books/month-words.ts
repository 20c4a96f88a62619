const TITLE = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" });
const SHORT = new Intl.DateTimeFormat("en", { month: "short", year: "2-digit", timeZone: "UTC" });

const startOf = (month: string): number => Date.parse(`${month}-01T00:00:00Z`);

/** A month of the books in words: `January 2026`. */
export const monthTitle = (month: string): string => TITLE.format(startOf(month));

/** A month at the head of a narrow column: `Jan 26`. */
export const monthShort = (month: string): string => SHORT.format(startOf(month));

/** The same of the month that begins at a moment. */
export const monthShortAt = (startMs: number): string => SHORT.format(startMs);

/** The first moment of a month, UTC. */
export const monthStartMs = startOf;

/** The month that is so many later, earlier when negative. */
export function monthAfter(month: string, count: number): string {
  const at = new Date(startOf(month));
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + count)).toISOString().slice(0, 7);
}
