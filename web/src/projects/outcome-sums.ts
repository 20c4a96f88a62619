import type { OutcomeName } from "../../../workers/errors/outcome.ts";
import type { OutcomeSeries } from "../../../workers/errors/view.ts";
import { counted, whole } from "../words/number.ts";

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

/** Bars of a chart: how much of each outcome in each slot, oldest first. */
export interface OutcomeBars {
  /** Hours that one bar covers. */
  hoursPerBar: number;
  bars: { hour: number; counts: Record<OutcomeName, number>; total: number }[];
  totals: Record<OutcomeName, number>;
}

/** Categories that measure bytes; the items themselves stand under another one. */
const BYTE_CATEGORIES: ReadonlySet<string> = new Set(["attachment", "log_byte", "trace_metric_byte"]);

/** True where a total is a number of bytes and adds to no count of items. */
export const measuresBytes = (category: string): boolean => BYTE_CATEGORIES.has(category);

/** More bars than this cannot be told apart. */
export const MAX_BARS = 168;

/** Adds hours up to at most `MAX_BARS` bars, all categories and reasons of an outcome together. */
export function outcomeBars(series: OutcomeSeries): OutcomeBars {
  const hoursPerBar = Math.max(1, Math.ceil(series.hours.length / MAX_BARS));
  const totals = noCounts();
  const bars: OutcomeBars["bars"] = [];
  for (const [index, hour] of series.hours.entries()) {
    if (index % hoursPerBar === 0) bars.push({ hour, counts: noCounts(), total: 0 });
    const bar = bars.at(-1);
    for (const row of series.rows) {
      if (measuresBytes(row.category)) continue;
      const count = row.perHour[index] ?? 0;
      totals[row.outcome] += count;
      if (!bar) continue;
      bar.counts[row.outcome] += count;
      bar.total += count;
    }
  }
  return { hoursPerBar, bars, totals };
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

function noCounts(): Record<OutcomeName, number> {
  return { accepted: 0, filtered: 0, limited: 0, invalid: 0, unsupported: 0, "client-discard": 0, evicted: 0 };
}
