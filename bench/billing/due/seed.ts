import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readWorkerBuild } from "../../../bin/embedded/worker-build.ts";
import { WORK_DIRECTORY } from "../../../bin/paths.ts";
import { DAY_MS, HOUR_MS } from "../../../workers/kit/time.ts";
import { startScript } from "../../script-server.ts";

/** Accounts that one request opens, calls or reads. */
const BATCH = 250;
/** How long accounts are kept: before a second renewal of theirs is due. */
const KEPT_MS = 7 * DAY_MS;
/** How long before an opening its accounts' renewals are due, and how late it may go on where it was cut off. */
const DUE_BEFORE_MS = HOUR_MS;
const OPENING_MS = 12 * HOUR_MS;

export const DUE_SCRIPT = join(import.meta.dirname, "worker.ts");

/** How far an opening came. */
interface Seeded {
  dueMs: number;
  opened: number;
}

/**
 * A directory with as many accounts of a product as each size says, named by it, of which each has a renewal that is due and
 * no alarm. It is made once and kept for a week; whoever measures works on a copy. Cut off, making it goes on where it was.
 */
export async function dueAccounts(sizes: readonly number[]): Promise<string> {
  const directory = join(WORK_DIRECTORY, "bench", `due-${sizes.join("-")}-${readWorkerBuild().migrations.length}`);
  const [state, stamp] = [join(directory, "state"), join(directory, "seeded")];
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const found = existsSync(stamp) ? (JSON.parse(readFileSync(stamp, "utf8")) as Seeded) : null; // as it is written below
  const ageMs = Date.now() - (found?.dueMs ?? 0);
  if (found?.opened === total && ageMs < KEPT_MS) return state;
  const goesOn = found !== null && found.opened < total && ageMs < OPENING_MS;
  if (!goesOn) rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const seeded = goesOn ? found : { dueMs: Math.floor(Date.now() / 1_000) * 1_000 - DUE_BEFORE_MS, opened: 0 };
  await using server = await startScript("due", DUE_SCRIPT, goesOn ? { continuedIn: state } : { keptIn: state });
  let before = 0;
  for (const size of sizes) {
    await inBatches(size, async (part, through) => {
      if (before + through <= seeded.opened) return;
      await server.ask(`/bench/open/${size}/${part}/${seeded.dueMs}`);
      writeFileSync(stamp, JSON.stringify({ ...seeded, opened: before + through } satisfies Seeded));
    });
    before += size;
  }
  return state;
}

/** Stretches of accounts, as the script takes them: where they begin and how many; and how many there are through one. */
export async function inBatches(
  size: number,
  work: (part: string, through: number) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < size; from += BATCH) {
    const count = Math.min(BATCH, size - from);
    await work(`${from}/${count}`, from + count);
  }
}

/** How long something takes, in seconds. */
export async function timedS(work: () => Promise<unknown>): Promise<number> {
  const beganMs = performance.now();
  await work();
  return (performance.now() - beganMs) / 1_000;
}
