import type { OutcomeName } from "../../../workers/errors/outcome.ts";
import type { OutcomeSeries } from "../../../workers/errors/view.ts";
import { sum } from "../../../workers/kit/sum.ts";
import { HOUR_MS } from "../../../workers/kit/time.ts";
import { type ChartData, foldSeries } from "../chart/chart-data.ts";
import { counted, whole } from "../words/number.ts";
import { kindWords } from "./outcome-words.ts";

/** In the order in which they are stacked and listed. */
export const OUTCOMES: readonly OutcomeName[] = [
  "accepted",
  "filtered",
  "limited",
  "invalid",
  "unsupported",
  "client-discard",
  "evicted",
];

/** What each means, in a few words. */
export const OUTCOME_WORDS: Record<OutcomeName, { title: string; meaning: string }> = {
  accepted: { title: "Accepted", meaning: "stored, or counted where only counts are kept" },
  filtered: { title: "Filtered", meaning: "refused by a setting of this project" },
  limited: { title: "Limited", meaning: "over a rate limit" },
  invalid: { title: "Invalid", meaning: "not readable, or too large" },
  unsupported: { title: "Unsupported", meaning: "of a kind that is not kept here" },
  "client-discard": { title: "Dropped by clients", meaning: "never sent; the SDK says how many and why" },
  evicted: { title: "Evicted", meaning: "accepted earlier, removed since by retention" },
};

/** Categories that measure bytes; the items themselves stand under another one. */
const BYTE_CATEGORIES: ReadonlySet<string> = new Set(["attachment", "log_byte", "trace_metric_byte"]);

/** True where a total is a number of bytes and adds to no count of items. */
export const measuresBytes = (category: string): boolean => BYTE_CATEGORIES.has(category);

/** More bars than this cannot be told apart. */
export const MAX_BARS = 168;

/** Outcomes added up: per outcome, and per slot for the charts. */
export interface OutcomeSums {
  totals: Record<OutcomeName, number>;
  byOutcome: ChartData;
  /** What was accepted, by its category. */
  byKind: ChartData;
}

/** Adds hours up to at most `MAX_BARS` slots, all categories and reasons of an outcome together. */
export function outcomeSums(series: OutcomeSeries): OutcomeSums {
  const hoursPerSlot = Math.max(1, Math.ceil(series.hours.length / MAX_BARS));
  const rows = series.rows.filter(({ category }) => !measuresBytes(category));
  const startsMs = series.hours.filter((_, index) => index % hoursPerSlot === 0).map((hour) => hour * HOUR_MS);
  const valuesOf = (some: OutcomeSeries["rows"]) => {
    const values = startsMs.map(() => 0);
    for (const { perHour } of some) {
      for (const [index, count] of perHour.entries()) {
        const slot = Math.floor(index / hoursPerSlot);
        values[slot] = (values[slot] ?? 0) + count;
      }
    }
    return values;
  };
  const byOutcome = OUTCOMES.map((name) => ({
    name,
    title: OUTCOME_WORDS[name].title,
    values: valuesOf(rows.filter(({ outcome }) => outcome === name)),
  }));
  const accepted = Map.groupBy(
    rows.filter(({ outcome }) => outcome === "accepted"),
    ({ category }) => category,
  );
  const byKind = [...accepted].map(([name, some]) => ({ name, title: kindWords(name), values: valuesOf(some) }));
  const totals = Object.fromEntries(byOutcome.map(({ name, values }) => [name, sum(values)]));
  const slots = { unit: "items", startsMs, slotMs: hoursPerSlot * HOUR_MS };
  return {
    // One entry per name of OUTCOMES, which are all there are.
    totals: totals as Record<OutcomeName, number>,
    byOutcome: { ...slots, title: "What became of it", series: byOutcome.filter(({ values }) => sum(values) > 0) },
    byKind: {
      ...slots,
      title: "What was accepted",
      series: foldSeries(byKind.toSorted((a, b) => sum(b.values) - sum(a.values))),
    },
  };
}

/** The hours from `fromHour` up to `toHour`, which is not part of them. Sizes are known for the whole only: they become 0. */
export function sliceOutcomes(series: OutcomeSeries, fromHour: number, toHour: number): OutcomeSeries {
  const inside = (_: unknown, index: number) => {
    const hour = series.hours[index] ?? 0;
    return hour >= fromHour && hour < toHour;
  };
  const rows = series.rows.map((row) => {
    const perHour = row.perHour.filter(inside);
    return { ...row, perHour, total: sum(perHour), bytes: 0 };
  });
  return { hours: series.hours.filter(inside), rows: rows.filter(({ total }) => total > 0) };
}

/** The whole account in a sentence: what arrived is the sum of what became of it. */
export function accountText(totals: Record<OutcomeName, number>): string {
  const ends = OUTCOMES.filter((name) => name !== "client-discard" && name !== "evicted");
  const arrived = ends.reduce((sum, name) => sum + totals[name], 0);
  const parts = ends
    .filter((name) => totals[name] > 0)
    .map((name) => `${whole(totals[name])} ${OUTCOME_WORDS[name].title.toLowerCase()}`);
  const sentences = [arrived === 0 ? "Nothing arrived." : `${counted(arrived, "item")} arrived: ${parts.join(", ")}.`];
  if (totals["client-discard"] > 0) {
    sentences.push(`Clients dropped ${whole(totals["client-discard"])} more before sending.`);
  }
  if (totals.evicted > 0) sentences.push(`Retention removed ${whole(totals.evicted)} that were accepted earlier.`);
  return sentences.join(" ");
}
