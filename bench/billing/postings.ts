import type { Figure } from "../figure.ts";
import { type BooksServer, startBooks } from "./books-server.ts";

const BATCH = 100;
const BATCHES = 200;
const SHORT_BATCHES = 50;
const SINGLES = 1_500;
const SHORT_SINGLES = 500;
const WARM_UP_CALLS = 10;
const BATCHED_PER_SECOND = 3_000;
const SINGLE_PER_SECOND = 300;

/**
 * Transactions posted per second in one account's object: each a command that is checked, chained, logged and on disk before it is
 * acknowledged. By calls one after the other, of a hundred commands and of one; beside inserts of bare rows by the same calls.
 */
export async function measurePostings(short: boolean): Promise<Figure[]> {
  await using server = await startBooks();
  await server.open("posting");
  const figures: Figure[] = [];
  for (const [batch, calls, atLeast] of [
    [BATCH, short ? SHORT_BATCHES : BATCHES, BATCHED_PER_SECOND],
    [1, short ? SHORT_SINGLES : SINGLES, SINGLE_PER_SECOND],
  ] as const) {
    const floor = { name: "bare inserts", value: await rate(server, "insert", calls, batch) };
    const value = await rate(server, "post", calls, batch);
    const name = batch === 1 ? "postings one by one" : `postings by ${batch}`;
    figures.push({ name, value, unit: "/s", floor, bar: { atLeast, of: "value" } });
  }
  return figures;
}

async function rate(server: BooksServer, what: "insert" | "post", calls: number, batch: number): Promise<number> {
  await server.call(`warm-${what}`, what, WARM_UP_CALLS, batch);
  const beganMs = performance.now();
  await server.call("posting", what, calls, batch);
  return (calls * batch) / ((performance.now() - beganMs) / 1_000);
}
