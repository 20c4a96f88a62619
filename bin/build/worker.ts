import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { convertV4MiniflareOptions } from "miniflare";
import { transformWithOxc } from "vite";
import { unstable_splitSqlQuery as splitSql, unstable_getMiniflareWorkerOptions as workerOptionsOf } from "wrangler";
import { type WorkerBuild, writeWorkerBuild } from "../embedded/worker-build.ts";
import { BUILD_DIRECTORY, ROOT, tool } from "../paths.ts";
import { must } from "./run.ts";

const WORKER_BUNDLE = join(BUILD_DIRECTORY, "bundle");
const GATE_BUNDLE = join(BUILD_DIRECTORY, "gate");

const GATE = join(ROOT, "workers/gate.ts");
const STEWARD = join(ROOT, "bin/embedded/steward.ts");

/**
 * Bundles the Worker with wrangler and writes beside it, as `worker.json`, all that starting it takes: Miniflare's options
 * as wrangler derives them from wrangler.toml, the migrations as single statements, and the scripts of what stands before the Worker and beside
 * it. The embedded server then starts without loading wrangler, which would cost it a second and 100 MB.
 */
export async function buildWorker(): Promise<void> {
  const { modulesRules: _, ...options } = workerOptionsOf(join(ROOT, "wrangler.toml")).workerOptions;
  await bundle(WORKER_BUNDLE, ["--config", join(ROOT, "wrangler.toml")]);
  const worker = asMiniflareTakes({ ...options, name: "apiary" }, WORKER_BUNDLE);
  const { compatibilityDate } = worker.config;
  // A configuration without objects: wrangler demands that whoever binds them exports their classes.
  const config = join(BUILD_DIRECTORY, "gate.json");
  writeFileSync(config, JSON.stringify({ name: "gate", main: GATE, compatibility_date: compatibilityDate }));
  await bundle(GATE_BUNDLE, ["--config", config]);
  const gate = asMiniflareTakes({ name: "gate", compatibilityDate }, GATE_BUNDLE);
  const steward = await transformWithOxc(readFileSync(STEWARD, "utf8"), STEWARD);
  writeWorkerBuild({ worker, gate, migrations: migrations(), steward: steward.code });
}

async function bundle(directory: string, config: string[]): Promise<void> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  await must(tool("wrangler"), ["deploy", "--dry-run", "--minify", "--outdir", directory, ...config]);
}

type V4Worker = Extract<Parameters<typeof convertV4MiniflareOptions>[0], { workers: unknown }>["workers"][number];

/** A Worker's options with the modules that were bundled, as Miniflare takes them. */
function asMiniflareTakes(options: Omit<V4Worker, "modules" | "rootPath">, directory: string): WorkerBuild["worker"] {
  const { workers } = convertV4MiniflareOptions({
    workers: [{ ...options, rootPath: directory, modules: bundledModules(directory) }],
  });
  const [worker] = workers;
  if (!worker) throw new Error("Miniflare made no worker of its options");
  return worker;
}

/** The files of a bundle: one script, and beside it the SQL, fonts and WebAssembly that it imports. */
function bundledModules(directory: string) {
  const files = readdirSync(directory).filter((name) => !name.endsWith(".map") && name !== "README.md");
  const moduleOf = (name: string) => {
    const path = join(directory, name);
    if (name.endsWith(".js")) return { type: "ESModule" as const, path };
    if (name.endsWith(".ttf")) return { type: "Data" as const, path };
    return name.endsWith(".wasm") ? { type: "CompiledWasm" as const, path } : { type: "Text" as const, path };
  };
  // The script comes first: it is the one that is run.
  return files.sort((a, b) => Number(b.endsWith(".js")) - Number(a.endsWith(".js"))).map(moduleOf);
}

function migrations(): WorkerBuild["migrations"] {
  const directory = join(ROOT, "migrations/d1");
  const names = readdirSync(directory).filter((name) => name.endsWith(".sql"));
  return names.sort().map((name) => ({ name, statements: splitSql(readFileSync(join(directory, name), "utf8")) }));
}
