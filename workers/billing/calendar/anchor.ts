import type { Interval } from "../catalogue/price.ts";
import type { Anchor, Period } from "../subscription/subscription.ts";
import { anchorAt } from "./local-time.ts";
import { periodAt, periodIndexAt } from "./period.ts";

/** How many periods before its end an anchor is looked for: enough for every month end and leap day. */
const PERIODS_BACK_MAX = 48;
/** Ends that have to agree for two anchors to be the same. */
const ENDS_COMPARED = 24;

/**
 * The anchor of a period that began elsewhere, with the period as that anchor counts it. A known anchor is kept where it
 * leads to that end; else one is found from which this end and those after it follow.
 */
export function anchorOfPeriod(
  { endMs, anchorMs }: { endMs: number; anchorMs: number | null },
  interval: Interval,
  zone: string,
): { anchor: Anchor; period: Period } {
  if (anchorMs !== null) {
    const anchor = anchorAt(anchorMs, zone);
    const period = periodAt(anchor, interval, periodIndexAt(anchor, interval, endMs - 1));
    if (period.endMs === endMs && period.index >= 0) return { anchor, period };
  }
  const fromEnd = anchorAt(endMs, zone);
  for (let back = 1; back <= PERIODS_BACK_MAX; back += 1) {
    const anchor = anchorAt(periodAt(fromEnd, interval, -back).startMs, zone);
    const agrees = Array.from({ length: ENDS_COMPARED }, (_, index) => index).every(
      (index) => periodAt(anchor, interval, back + index).startMs === periodAt(fromEnd, interval, index).startMs,
    );
    if (agrees) return { anchor, period: periodAt(anchor, interval, back - 1) };
  }
  // Without a wall time that comes back, such as one that clock changes leave out, periods are counted from the end itself.
  return { anchor: fromEnd, period: periodAt(fromEnd, interval, -1) };
}
