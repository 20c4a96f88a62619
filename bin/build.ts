import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { CONSOLE, isStale, type Part, rebuild, TYPES, WORKER } from "./build/part.ts";
import { BUILD_DIRECTORY } from "./paths.ts";

const MAKERS = {
  types: async () => (await import("./build/types.ts")).generateTypes(),
  worker: async () => (await import("./build/worker.ts")).buildWorker(),
  console: async () => (await import("./build/console.ts")).buildConsole(),
};

const PARTS = [TYPES, WORKER, CONSOLE];

/** Two builds at once would write into each other's files; the second waits. */
const LOCK_WAIT_MS = 120_000;

await main(process.argv.slice(2));

/** Builds the named parts (all when none is named) that are stale. */
async function main(names: string[]): Promise<void> {
  const unknown = names.filter((name) => !PARTS.some((part) => part.name === name));
  if (unknown.length > 0) {
    console.error(`no such part: ${unknown.join(", ")}; there are ${PARTS.map((part) => part.name).join(", ")}`);
    process.exit(1);
  }
  mkdirSync(BUILD_DIRECTORY, { recursive: true });
  using lock = new DatabaseSync(join(BUILD_DIRECTORY, "lock"));
  lock.exec(`PRAGMA busy_timeout = ${LOCK_WAIT_MS}; BEGIN EXCLUSIVE`);
  for (const part of PARTS) if (names.length === 0 || names.includes(part.name)) await build(part);
}

async function build(part: Part): Promise<void> {
  if (!isStale(part)) return;
  const beganMs = performance.now();
  try {
    await rebuild(part, MAKERS[part.name]);
  } catch (error) {
    console.error(`building the ${part.name} failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
  console.log(`built ${part.name} in ${((performance.now() - beganMs) / 1000).toFixed(1)} s`);
}
