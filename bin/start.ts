import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { CONSOLE, isStale, WORKER } from "./build/part.ts";
import { parseOptions } from "./embedded/options.ts";
import { ROOT } from "./paths.ts";

/** The supervisor only waits, so it trades speed for memory: a small young generation, compact code, freed memory given back at once. */
const LEAN_FLAGS = ["--max-semi-space-size=1", "--optimize-for-size", "--disable-warning=ExperimentalWarning"];
const LEAN_MALLOC = { MALLOC_ARENA_MAX: "1", MALLOC_TRIM_THRESHOLD_: "65536", MALLOC_MMAP_THRESHOLD_: "65536" };

const options = parseOptions(process.argv.slice(2));
if (!options.ok) {
  console.error(`apiary: ${options.detail}`);
  process.exit(1);
}
const stale = [WORKER, CONSOLE].filter(isStale).map((part) => part.name);
if (stale.length > 0) {
  const { status } = spawnSync(process.execPath, [join(ROOT, "bin/build.ts"), ...stale], { stdio: "inherit" });
  if (status !== 0) process.exit(1);
}
const supervisor = join(ROOT, "bin/embedded/supervisor.ts");
const startedMs = String(Math.round(performance.timeOrigin));
// Takes this process's place, so that signals and the process id stay those of the command.
process.execve?.(process.execPath, [process.execPath, ...LEAN_FLAGS, supervisor, JSON.stringify(options.value)], {
  ...process.env,
  ...LEAN_MALLOC,
  APIARY_STARTED_MS: startedMs,
});
