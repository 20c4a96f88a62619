import { sum } from "../../../workers/kit/sum.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../workers/kit/time.ts";

/** One thing that is counted in every slot. */
export interface ChartSeries {
  /** Decides its colour, the same on every page. */
  name: string;
  title: string;
  values: number[];
}

/** What a chart shows: counts in slots of equal length, stacked. */
export interface ChartData {
  title: string;
  /** What is counted, in the plural: `items`. */
  unit: string;
  /** When each slot begins, oldest first. */
  startsMs: number[];
  slotMs: number;
  /** What a slot is called where its length alone does not say: a month. */
  slotTitle?: string;
  /** How a slot is named where a date and a length would not do: `Nov 26`. */
  slotName?: (startMs: number) => string;
  /** Undermost first. */
  series: ChartSeries[];
  /** Moments that explain what the bars do, such as the first event of a release. */
  marks?: { atMs: number; title: string }[];
}

/** More cannot be told apart; the rest is one series. */
export const MAX_SERIES = 12;
export const OTHERS = "others";

/** At most `MAX_SERIES`, those with the largest sums, in the order given; all else added up after them. */
export function foldSeries(series: readonly ChartSeries[]): ChartSeries[] {
  if (series.length <= MAX_SERIES) return [...series];
  const largest = new Set(series.toSorted((a, b) => sum(b.values) - sum(a.values)).slice(0, MAX_SERIES));
  const rest = series.filter((each) => !largest.has(each));
  const values = (rest[0]?.values ?? []).map((_, slot) => sum(rest.map((each) => each.values[slot] ?? 0)));
  return [...series.filter((each) => largest.has(each)), { name: OTHERS, title: "Others", values }];
}

/** For each series where its bars end: the sum of itself and all under it, and of what is below zero downwards. */
export function stacked(series: readonly ChartSeries[]): number[][] {
  const ends = { up: [] as number[], down: [] as number[] }; // filled below
  return series.map(({ values }) =>
    values.map((value, slot) => {
      const side = value < 0 ? ends.down : ends.up;
      const end = (side[slot] ?? 0) + value;
      side[slot] = end;
      return end;
    }),
  );
}

/** From where to where a chart of such bars reaches: zero is in it, and a little room beyond the longest bar. */
export function reachOf(least: number, most: number): [number, number] {
  return [Math.min(0, least * 1.05), least < 0 ? Math.max(0, most * 1.05) : Math.max(1, most * 1.05)];
}

/** The series whose bar covers a value in a slot; undefined where none does. */
export const seriesAt = (series: readonly ChartSeries[], slot: number, value: number): ChartSeries | undefined => {
  const ends = stacked(series).map((each) => each[slot] ?? 0);
  return series[ends.findIndex((end) => (value < 0 ? end <= value : end > 0 && end >= value))];
};

/** What the legend says of a series. */
export function statsOf(values: readonly number[]): { last: number; min: number; max: number; average: number } {
  if (values.length === 0) return { last: 0, min: 0, max: 0, average: 0 };
  const average = sum(values) / values.length;
  return { last: values.at(-1) ?? 0, min: Math.min(...values), max: Math.max(...values), average };
}

/** A chart's figures as comma-separated values (RFC 4180), one line per slot, times in UTC. */
export function csvOf({ startsMs, series }: ChartData): string {
  const head = ["start", ...series.map(({ title }) => title)];
  const lines = startsMs.map((startMs, slot) => [
    new Date(startMs).toISOString(),
    ...series.map(({ values }) => String(values[slot] ?? 0)),
  ]);
  return [head, ...lines].map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("");
}

/** The length of a slot as a rate names it: `hour`, `5 hours`, `day`. */
export function slotText(slotMs: number): string {
  for (const [name, ms] of [
    ["day", DAY_MS],
    ["hour", HOUR_MS],
    ["minute", MINUTE_MS],
  ] as const) {
    if (slotMs % ms === 0) return slotMs === ms ? name : `${slotMs / ms} ${name}s`;
  }
  return `${slotMs / 1000} s`;
}

/** How many colours series have; see tokens.css. */
const COLOURS = 8;
/** Names that have a meaning have the colour that goes with it. */
const KNOWN = new Map([
  ["accepted", 2],
  ["filtered", 8],
  ["limited", 3],
  ["invalid", 4],
  ["client-discard", 5],
  ["evicted", 6],
  ["unsupported", 7],
  ["events", 1],
  [OTHERS, 8],
]);

/** A series' colour, 1 to 8: it depends on its name and nothing else. */
export function colourOf(name: string): number {
  let hash = 0;
  for (const letter of name) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return KNOWN.get(name) ?? (hash % COLOURS) + 1;
}

/** How many ways of hatching there are, the plain one included; neighbours in a stack never have the same. */
export const HATCHES = 4;

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
