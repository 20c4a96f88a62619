import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";
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

/**
 * Where a script's data is: in memory, on disk until it ends, in a directory that stays (begun there or there already), or
 * in a copy of such a one until it ends.
 */
export type ScriptState = "memory" | "disk" | { keptIn: string } | { continuedIn: string } | { copyOf: string };

/** Bundles a script with the bindings of the last build, and starts it. */
export async function startScript(name: string, script: string, on: ScriptState): Promise<ScriptServer> {
  const directory = join(WORK_DIRECTORY, "bench", name);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  await must(tool("wrangler"), ["deploy", script, "--dry-run", "--outdir", directory]);
  const host = "127.0.0.1";
  const port = await claimPort(host, 0);
  if (!port.ok) throw new Error(port.detail);
  const { worker, migrations } = readWorkerBuild();
  // In memory is counted what Cloudflare does; on disk the embedded server is measured, which keeps its mails.
  const engine = on === "memory" ? {} : { APIARY_ENGINE: textOf("embedded") };
  const options = optionsOf(worker, directory, { socket: { host, port: port.value }, engine });
  const { state, isThere, isKept } = placeOf(on, join(directory, "state"));
  const miniflare = new Miniflare(on === "memory" ? options : { ...options, resourcePersistencePath: state });
  const db = await miniflare.getD1Database("DB");
  if (!isThere) for (const { statements } of migrations) await db.batch(statements.map((one) => db.prepare(one)));
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
      if (!isKept) rmSync(state, { recursive: true, force: true });
    },
  };
}

/** The directory of the data, whether it has some, and whether it stays. */
function placeOf(on: ScriptState, own: string): { state: string; isThere: boolean; isKept: boolean } {
  if (on === "memory" || on === "disk") return { state: own, isThere: false, isKept: false };
  if ("keptIn" in on) return { state: on.keptIn, isThere: false, isKept: true };
  if ("continuedIn" in on) return { state: on.continuedIn, isThere: true, isKept: true };
  cpSync(on.copyOf, own, { recursive: true });
  return { state: own, isThere: true, isKept: false };
}

type WorkerOptions = MiniflareOptions["workers"][number];

const textOf = (value: string) => ({ type: "text" as const, value });

function optionsOf(
  worker: WorkerOptions,
  directory: string,
  { socket, engine }: { socket: { host: string; port: number }; engine: Record<string, ReturnType<typeof textOf>> },
): MiniflareOptions {
  const { config, dev } = worker;
  const { manifest } = config;
  if (!manifest || !("modules" in manifest)) throw new Error("the build holds no modules");
  const { [manifest.mainModule]: _, ...others } = manifest.modules;
  const contents = readFileSync(join(directory, SCRIPT), "utf8");
  return {
    workers: [
      {
        ...worker,
        config: {
          ...config,
          manifest: { ...manifest, mainModule: SCRIPT, modules: { ...others, [SCRIPT]: { type: "esm", contents } } },
          env: { ...config.env, APIARY_SECRET: textOf("0".repeat(64)), APIARY_OWNER_TOKEN: textOf(TOKEN), ...engine },
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
