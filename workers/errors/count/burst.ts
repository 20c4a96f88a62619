/** Events that arrived in a minute, by its number since the epoch. */
export type MinuteCount = readonly [minute: number, events: number];

/** Whether more than `count` events came within any `minutes` minutes. The counts are in order; minutes without an event may be left out. */
export function hasBurst(counts: readonly MinuteCount[], count: number, minutes: number): boolean {
  let [first, sum] = [0, 0];
  for (const [minute, events] of counts) {
    sum += events;
    for (let oldest = counts[first]; oldest && oldest[0] <= minute - minutes; oldest = counts[first]) {
      sum -= oldest[1];
      first += 1;
    }
    if (sum > count) return true;
  }
  return false;
}
