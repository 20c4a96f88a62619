import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Miniflare, type MiniflareOptions } from "miniflare";
import { must } from "../bin/build/run.ts";
import { claimPort } from "../bin/embedded/port.ts";
import { readWorkerBuild } from "../bin/embedded/worker-build.ts";
import { tool, WORK_DIRECTORY } from "../bin/paths.ts";

const TOKEN = "bench-owner-token";
const SCRIPT = "worker.js";

/** Apiary's Worker and objects in workerd behind a socket of its own, with what a script adds to them for a measurement. */
export interface ScriptServer extends AsyncDisposable {
  url: string;
  /** An owner's API token. */
  token: string;
  /** What the script answers to a path of its own. */
  ask<T>(path: string): Promise<T>;
}

/** Bundles a script with the bindings of the last build, and starts it. Its data is in memory, or on disk until it ends. */
export async function startScript(name: string, script: string, on: "disk" | "memory"): Promise<ScriptServer> {
  const directory = join(WORK_DIRECTORY, "bench", name);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  await must(tool("wrangler"), ["deploy", script, "--dry-run", "--outdir", directory]);
  const host = "127.0.0.1";
  const port = await claimPort(host, 0);
  if (!port.ok) throw new Error(port.detail);
  const { worker, migrations } = readWorkerBuild();
  const options = optionsOf(worker, directory, { host, port: port.value });
  const state = join(directory, "state");
  const miniflare = new Miniflare(on === "disk" ? { ...options, resourcePersistencePath: state } : options);
  const db = await miniflare.getD1Database("DB");
  for (const { statements } of migrations) await db.batch(statements.map((statement) => db.prepare(statement)));
  const url = `http://${host}:${port.value}`;
  return {
    url,
    token: TOKEN,
    ask: async <T>(path: string) => {
      const answer = await fetch(`${url}${path}`);
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T; // what the script answers is the type that the caller names
    },
    [Symbol.asyncDispose]: async () => {
      await miniflare.dispose();
      rmSync(state, { recursive: true, force: true });
    },
  };
}

type WorkerOptions = MiniflareOptions["workers"][number];

function optionsOf(worker: WorkerOptions, directory: string, socket: { host: string; port: number }): MiniflareOptions {
  const { config, dev } = worker;
  const { manifest } = config;
  if (!manifest || !("modules" in manifest)) throw new Error("the build holds no modules");
  const { [manifest.mainModule]: _, ...others } = manifest.modules;
  const contents = readFileSync(join(directory, SCRIPT), "utf8");
  const text = (value: string) => ({ type: "text" as const, value });
  return {
    workers: [
      {
        ...worker,
        config: {
          ...config,
          manifest: { ...manifest, mainModule: SCRIPT, modules: { ...others, [SCRIPT]: { type: "esm", contents } } },
          env: { ...config.env, APIARY_SECRET: text("0".repeat(64)), APIARY_OWNER_TOKEN: text(TOKEN) },
        },
        dev: { ...dev, unsafeDirectSockets: [socket] },
      },
    ],
    host: "127.0.0.1",
    port: 0,
    cf: false,
    enableDevRegistry: false,
    logRequests: false,
    telemetry: { enabled: false },
  };
}
