import { parentPort, workerData } from "node:worker_threads";
import { liveCohort } from "../../../workers/billing/simulation/cohort.ts";

/** Lives the cohorts of its seeds, one after the other, and tells of each. */
const { seeds, accounts } = workerData as { seeds: number[]; accounts: number }; // as `simulation.ts` starts it
for (const seed of seeds) {
  const { company, broken } = await liveCohort(seed, accounts);
  let commands = 0;
  for (const { log } of company.accounts.values()) commands += log.head().seq;
  parentPort?.postMessage({ seed, broken, commands, restarts: company.met.kills + company.met.deploys });
}
