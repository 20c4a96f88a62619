import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { CONSOLE, isStale, type Part, WORKER } from "./build/part.ts";
import { parseOptions } from "./embedded/options.ts";
import { ROOT } from "./paths.ts";

/** The supervisor only waits, so it trades speed for memory: a small young generation, compact code, freed memory given back at once. */
const LEAN_FLAGS = ["--max-semi-space-size=1", "--optimize-for-size", "--disable-warning=ExperimentalWarning"];
const LEAN_MALLOC = { MALLOC_ARENA_MAX: "1", MALLOC_TRIM_THRESHOLD_: "65536", MALLOC_MMAP_THRESHOLD_: "65536" };

const options = parseOptions(process.argv.slice(2));
if (!options.ok) stopWith(options.detail);
const missing = ["miniflare", "wrangler", "vite"].filter((name) => !existsSync(join(ROOT, "node_modules", name)));
if (missing.length > 0) stopWith(`${missing.join(", ")} not installed; run npm ci (without --omit=dev)`);
if (!isBuilt(WORKER)) process.exit(1);
if (!isBuilt(CONSOLE)) {
  if (!existsSync(CONSOLE.output)) process.exit(1);
  console.error("apiary: the console's sources do not build; serving its last build");
}
const supervisor = join(ROOT, "bin/embedded/supervisor.ts");
const startedMs = String(Math.round(performance.timeOrigin));
if (!process.execve) stopWith("needs Node 24 on Linux or macOS");
// Takes this process's place, so that signals and the process id stay those of the command.
process.execve(process.execPath, [process.execPath, ...LEAN_FLAGS, supervisor, JSON.stringify(options.value)], {
  ...process.env,
  ...LEAN_MALLOC,
  APIARY_STARTED_MS: startedMs,
});

/** Builds `part` when it is stale; false when that failed. */
function isBuilt(part: Part): boolean {
  if (!isStale(part)) return true;
  const { status } = spawnSync(process.execPath, [join(ROOT, "bin/build.ts"), part.name], { stdio: "inherit" });
  return status === 0;
}

function stopWith(sentence: string): never {
  console.error(`apiary: ${sentence}`);
  process.exit(1);
}
