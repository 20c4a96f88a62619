import { Chance } from "../../workers/billing/simulation/chance.ts";
import { brokenLaws, brokenSeries } from "../../workers/billing/simulation/laws.ts";
import { live } from "../../workers/billing/simulation/life.ts";
import { Series, type SimulatedAccount } from "../../workers/billing/simulation/world.ts";
import type { Figure } from "../figure.ts";

const ACCOUNTS = 2_000;
const ACCOUNTS_SHORT = 50;
/** Accounts that share a series of numbers and a seed, so that a broken law is found again by one number. */
const COHORT = 50;
const START_MS = Date.UTC(2026, 0, 1);
const DAYS = 1_096;

/**
 * A company's accounts through three years, among kills, repeats, lost answers and late schedules, each checked against
 * every law. Throws with the seed of the first cohort that breaks one.
 */
export async function measureSimulation(short: boolean): Promise<Figure[]> {
  const accounts = short ? ACCOUNTS_SHORT : ACCOUNTS;
  const first = Date.now() % 1_000_000;
  const beganMs = performance.now();
  let commands = 0;
  for (let cohort = 0; cohort < accounts / COHORT; cohort += 1) {
    const seed = first + cohort;
    const [chance, series, lives]: [Chance, Series, SimulatedAccount[]] = [new Chance(seed), new Series(), []];
    for (let index = 0; index < COHORT; index += 1) {
      const id = `01999999-9999-7999-8999-${String(cohort * COHORT + index).padStart(12, "0")}`;
      const account = live(id, START_MS, DAYS, chance, series);
      const broken = brokenLaws(account);
      if (broken.length > 0) throw new Error(`seed ${seed}, ${id}: ${broken.join("; ")}`);
      commands += account.log.head().seq;
      lives.push(account);
    }
    const broken = brokenSeries(series, lives);
    if (broken.length > 0) throw new Error(`seed ${seed}: ${broken.join("; ")}`);
  }
  const seconds = (performance.now() - beganMs) / 1000;
  return [
    { name: `${accounts} accounts through three years, every law checked`, value: seconds, unit: "s" },
    { name: "commands carried out, each replayed once", value: commands / seconds, unit: "commands/s" },
  ];
}
