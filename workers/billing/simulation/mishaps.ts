import { DAY_MS, HOUR_MS } from "../../kit/time.ts";
import type { Chance } from "./chance.ts";

/** From a moment to another, in epoch milliseconds. */
type Stretch = readonly [fromMs: number, toMs: number];

/** What goes wrong around a company. `kills` is asked at every await of the process, the rest for each errand, webhook and schedule. */
export interface Mishaps {
  kills(): boolean;
  /** A command, or a webhook, is sent a second time. */
  repeats(): boolean;
  /** A webhook is not taken. */
  loses(): boolean;
  /** How much later a schedule comes than it should. */
  lateMs(): number;
  shuffled<Item>(items: readonly Item[]): Item[];
  /** When the gateway does not answer, and when the tax register does not. */
  outages: { gateway: readonly Stretch[]; register: readonly Stretch[] };
}

export const NO_MISHAPS: Mishaps = {
  kills: () => false,
  repeats: () => false,
  loses: () => false,
  lateMs: () => 0,
  shuffled: (items) => [...items],
  outages: { gateway: [], register: [] },
};

export interface Misfortune {
  /** Probability of each kind. */
  kill: number;
  repeat: number;
  lose: number;
  late: number;
}

/** Mishaps that a seed decides, with outages between two times: of minutes and hours, and some of them of days. */
export function mishapsOf(chance: Chance, how: Misfortune, [fromMs, toMs]: Stretch): Mishaps {
  const outages = (everyDays: number, long: number, longestMs: number): Stretch[] => {
    const found: Stretch[] = [];
    for (let atMs = fromMs; atMs < toMs; atMs += DAY_MS * (1 + chance.below(2 * everyDays))) {
      found.push([atMs, atMs + (chance.happens(long) ? chance.below(longestMs) : chance.below(2 * HOUR_MS))]);
    }
    return found;
  };
  return {
    kills: () => chance.happens(how.kill),
    repeats: () => chance.happens(how.repeat),
    loses: () => chance.happens(how.lose),
    lateMs: () => (chance.happens(how.late) ? chance.below(3 * DAY_MS) : 0),
    shuffled: (items) => (chance.happens(0.5) ? [...items].reverse() : [...items]),
    // The register is asked rarely, and has to be out when it is.
    outages: { gateway: outages(20, 0.2, 5 * DAY_MS), register: outages(3, 0.6, 4 * DAY_MS) },
  };
}

/** Whether something is out at a time. */
export const isOut = (outages: readonly Stretch[], atMs: number): boolean =>
  outages.some(([fromMs, toMs]) => atMs >= fromMs && atMs < toMs);
