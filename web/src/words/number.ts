const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const COMPACT = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const COMPACT_FROM = 10_000;

/** A whole number with its thousands apart: `12,340`. */
export const whole = (count: number): string => WHOLE.format(count);

/** A count for a narrow column: exact below 10,000, `12.3K` from there. */
export const compact = (count: number): string => (count < COMPACT_FROM ? WHOLE.format(count) : COMPACT.format(count));

/** A count with its noun: `1 event`, `312 events`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${whole(count)} ${count === 1 ? one : many}`;

/** A share of a total as a percentage that never rounds something to nothing, nor a part to the whole. */
export function percent(part: number, total: number): string {
  if (total === 0) return "0%";
  const share = (part / total) * 100;
  if (share > 0 && share < 1) return "<1%";
  if (share > 99 && share < 100) return ">99%";
  return `${Math.round(share)}%`;
}

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

/** A size in binary units with at most one decimal: `1.5 KiB`. */
export function bytes(size: number): string {
  let value = size;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value >= 100 || Number.isInteger(value) ? Math.round(value) : value.toFixed(1)} ${UNITS[unit] ?? "B"}`;
}
