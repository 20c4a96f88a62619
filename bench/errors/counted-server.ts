import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Miniflare, type MiniflareOptions } from "miniflare";
import { must } from "../../bin/build/run.ts";
import { claimPort } from "../../bin/embedded/port.ts";
import { readWorkerBuild } from "../../bin/embedded/worker-build.ts";
import { tool, WORK_DIRECTORY } from "../../bin/paths.ts";
import type { Holding, Operations } from "./operations.ts";

const TOKEN = "bench-owner-token";
const SCRIPT = "worker.js";

/** Apiary's Worker and objects in workerd with all charged operations counted; its data is in memory. */
export interface CountedServer extends AsyncDisposable {
  url: string;
  token: string;
  operations(): Promise<Operations>;
  holding(project: string): Promise<Holding>;
  /** Drops a project's events, as retention will. */
  age(project: string): Promise<void>;
}

/** Bundles the counting Worker with the bindings of the last build, and starts it. */
export async function startCountedServer(): Promise<CountedServer> {
  const directory = join(WORK_DIRECTORY, "bench", "counted");
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  await must(tool("wrangler"), [
    "deploy",
    join(import.meta.dirname, "counting/worker.ts"),
    "--dry-run",
    "--outdir",
    directory,
  ]);
  const host = "127.0.0.1";
  const port = await claimPort(host, 0);
  if (!port.ok) throw new Error(port.detail);
  const { worker, migrations } = readWorkerBuild();
  const miniflare = new Miniflare(optionsOf(worker, directory, { host, port: port.value }));
  const db = await miniflare.getD1Database("DB");
  for (const { statements } of migrations) await db.batch(statements.map((statement) => db.prepare(statement)));
  const url = `http://${host}:${port.value}`;
  const ask = async <T>(project: string, what: string): Promise<T> =>
    (await (await fetch(`${url}/counting/${project}/${what}`)).json()) as T; // what the counting Worker answers
  return {
    url,
    token: TOKEN,
    operations: () => ask<Operations>("0", "operations"),
    holding: (project) => ask<Holding>(project, "holding"),
    age: async (project) => void (await ask(project, "age")),
    [Symbol.asyncDispose]: () => miniflare.dispose(),
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
    host: socket.host,
    port: 0,
    cf: false,
    enableDevRegistry: false,
    logRequests: false,
    telemetry: { enabled: false },
  };
}
