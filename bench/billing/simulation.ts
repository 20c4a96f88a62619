import { Worker } from "node:worker_threads";
import type { Figure } from "../figure.ts";

const ACCOUNTS = 2_000;
const ACCOUNTS_SHORT = 400;
/** Accounts that share a gateway, lists, series of numbers and a seed, so that a broken law is found again by one number. */
const COHORT = 200;
const THREADS = 2;

/** What a cohort's thread tells. */
interface Lived {
  seed: number;
  broken: string[];
  commands: number;
  restarts: number;
}

/**
 * A company's accounts through three years, among kills, repeats, outages, deploys and late schedules, each checked against
 * every law. Throws with the seed of a cohort that breaks one; `SEED` lives that cohort alone again.
 */
export async function measureSimulation(short: boolean): Promise<Figure[]> {
  const again = process.env.SEED;
  const accounts = again ? COHORT : short ? ACCOUNTS_SHORT : ACCOUNTS;
  const first = again ? Number(again) : Date.now() % 1_000_000;
  const seeds = Array.from({ length: accounts / COHORT }, (_, index) => first + index);
  console.log(`seeds ${seeds[0]} to ${seeds.at(-1)}, ${COHORT} accounts each`);
  const beganMs = performance.now();
  const threads = Array.from({ length: THREADS }, (_, at) => lived(seeds.filter((seed) => seed % THREADS === at)));
  const cohorts = (await Promise.all(threads)).flat();
  const seconds = (performance.now() - beganMs) / 1000;
  const sum = (of: (cohort: Lived) => number) => cohorts.reduce((total, cohort) => total + of(cohort), 0);
  return [
    { name: `${accounts} accounts through three years, every law checked`, value: seconds, unit: "s" },
    {
      name: "commands carried out, each replayed once",
      value: sum(({ commands }) => commands) / seconds,
      unit: "commands/s",
    },
    { name: "kills and deploys among them", value: sum(({ restarts }) => restarts), unit: "restarts" },
  ];
}

/** Lives cohorts in a thread of its own. */
function lived(seeds: number[]): Promise<Lived[]> {
  const cohorts: Lived[] = [];
  const thread = new Worker(new URL("cohort/worker.ts", import.meta.url), { workerData: { seeds, accounts: COHORT } });
  return new Promise((resolve, reject) => {
    thread.on("message", (cohort: Lived) => {
      cohorts.push(cohort);
      if (cohort.broken.length > 0) reject(new Error(`seed ${cohort.seed}: ${cohort.broken.join("; ")}`));
    });
    thread.on("error", (error) =>
      reject(new Error(`a cohort from seed ${seeds[cohorts.length]} on failed`, { cause: error })),
    );
    thread.on("exit", () => resolve(cohorts));
  });
}
