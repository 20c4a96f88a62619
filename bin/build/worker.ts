import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { convertV4MiniflareOptions } from "miniflare";
import { transformWithOxc } from "vite";
import { unstable_splitSqlQuery as splitSql, unstable_getMiniflareWorkerOptions as workerOptionsOf } from "wrangler";
import { type WorkerBuild, writeWorkerBuild } from "../embedded/worker-build.ts";
import { BUILD_DIRECTORY, ROOT, tool } from "../paths.ts";
import { must } from "./run.ts";

const BUNDLE_DIRECTORY = join(BUILD_DIRECTORY, "bundle");

const STEWARD = join(ROOT, "bin/embedded/steward.ts");

/**
 * Bundles the Worker with wrangler and writes beside it, as `worker.json`, all that starting it takes: Miniflare's options
 * as wrangler derives them from wrangler.toml, the migrations as single statements, and the steward's script. The embedded server then
 * starts without loading wrangler, which would cost it a second and 100 MB.
 */
export async function buildWorker(): Promise<void> {
  rmSync(BUNDLE_DIRECTORY, { recursive: true, force: true });
  mkdirSync(BUNDLE_DIRECTORY, { recursive: true });
  await must(tool("wrangler"), ["deploy", "--dry-run", "--minify", "--outdir", BUNDLE_DIRECTORY]);
  const { modulesRules: _, ...options } = workerOptionsOf(join(ROOT, "wrangler.toml")).workerOptions;
  const { workers } = convertV4MiniflareOptions({
    workers: [{ ...options, name: "apiary", rootPath: BUNDLE_DIRECTORY, modules: bundledModules() }],
  });
  const [worker] = workers;
  if (!worker) throw new Error("Miniflare made no worker of wrangler.toml");
  const steward = await transformWithOxc(readFileSync(STEWARD, "utf8"), STEWARD);
  const build: WorkerBuild = { worker, migrations: migrations(), steward: steward.code };
  writeWorkerBuild(build);
}

/** The bundle's files: one script, and beside it the SQL, fonts and WebAssembly that it imports. */
function bundledModules() {
  const files = readdirSync(BUNDLE_DIRECTORY).filter((name) => !name.endsWith(".map") && name !== "README.md");
  const moduleOf = (name: string) => {
    const path = join(BUNDLE_DIRECTORY, name);
    if (name.endsWith(".js")) return { type: "ESModule" as const, path };
    if (name.endsWith(".ttf")) return { type: "Data" as const, path };
    return name.endsWith(".wasm") ? { type: "CompiledWasm" as const, path } : { type: "Text" as const, path };
  };
  return files.sort((a, b) => Number(b === "index.js") - Number(a === "index.js")).map(moduleOf);
}

function migrations(): WorkerBuild["migrations"] {
  const directory = join(ROOT, "migrations/d1");
  const names = readdirSync(directory).filter((name) => name.endsWith(".sql"));
  return names.sort().map((name) => ({ name, statements: splitSql(readFileSync(join(directory, name), "utf8")) }));
}
