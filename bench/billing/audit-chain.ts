import { quantiles } from "../errors/load.ts";
import type { Figure } from "../figure.ts";
import { startBooks } from "./books-server.ts";

const BATCH = 100;
const BATCHES = 300;
const SHORT_BATCHES = 100;
/** The middle one counts. */
const RUNS = 5;
const ROWS_PER_SECOND = 50_000;
/** Rows that one call hashes: as many as a step of the verification. */
const HASHED_PER_CALL = 1_000;

/**
 * How many commands of an account's chain are verified per second: read from its object, hashed and compared. The floor is reading and
 * hashing bare rows of that size in the object, by as many calls.
 */
export async function measureAuditChain(short: boolean): Promise<Figure[]> {
  await using server = await startBooks();
  const batches = short ? SHORT_BATCHES : BATCHES;
  await server.call("chain", "post", batches, BATCH);
  const rates: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const beganMs = performance.now();
    const { checked, brokenAt } = await server.verify("chain");
    if (brokenAt !== null) throw new Error(`the chain is broken at ${brokenAt}`);
    rates.push(checked / ((performance.now() - beganMs) / 1_000));
  }
  await server.call("bare", "insert", batches, BATCH);
  const floors: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const beganMs = performance.now();
    await server.call("bare", "hash", 1, HASHED_PER_CALL);
    floors.push((batches * BATCH) / ((performance.now() - beganMs) / 1_000));
  }
  return [
    {
      ...{ name: "commands of an account's chain verified", value: quantiles(rates).p50, unit: "/s" },
      floor: { name: "bare rows read and hashed", value: quantiles(floors).p50 },
      bar: { atLeast: ROWS_PER_SECOND, of: "value" },
    },
  ];
}
