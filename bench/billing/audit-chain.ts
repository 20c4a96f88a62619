import type { Figure } from "../figure.ts";
import { startBooks } from "./books-server.ts";

const BATCH = 100;
const BATCHES = 300;
const SHORT_BATCHES = 100;
const RUNS = 3;
const ROWS_PER_SECOND = 50_000;

/** How many commands of an account's chain are verified per second: read from its object, hashed and compared. */
export async function measureAuditChain(short: boolean): Promise<Figure[]> {
  await using server = await startBooks();
  await server.call("chain", "post", short ? SHORT_BATCHES : BATCHES, BATCH);
  const rates: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const beganMs = performance.now();
    const { checked, brokenAt } = await server.verify("chain");
    if (brokenAt !== null) throw new Error(`the chain is broken at ${brokenAt}`);
    rates.push(checked / ((performance.now() - beganMs) / 1_000));
  }
  const value = Math.max(...rates);
  return [{ name: "commands of an account's chain verified", value, unit: "/s", bar: { atLeast: ROWS_PER_SECOND } }];
}
