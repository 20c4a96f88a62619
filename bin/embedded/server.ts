import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { Miniflare, type MiniflareOptions } from "miniflare";
import { CONSOLE_DIRECTORY } from "../paths.ts";
import { everyMinute } from "./cron.ts";
import type { DataDirectory } from "./data-directory.ts";
import type { Order } from "./steward.ts";
import { readWorkerBuild, type WorkerBuild } from "./worker-build.ts";
import { Workerd } from "./workerd.ts";

/** How long a stop waits for requests that are under way. */
const DRAIN_LIMIT_MS = 10_000;

/** Where and with which secrets to serve. */
export interface Serving {
  host: string;
  port: number;
  secrets: Record<string, string>;
}

/** A running server. */
export interface EmbeddedServer {
  workerdPid: number | undefined;
  /** Accepts no more, lets requests finish, then ends. */
  stop(): Promise<void>;
}

/** Starts workerd on the data directory, migrates its database and starts the crons. The port answers when this resolves. */
export async function startServer(data: DataDirectory, serving: Serving): Promise<EmbeddedServer> {
  const build = readWorkerBuild();
  const stewardKey = randomBytes(32).toString("hex");
  const workerd = new Workerd(data.workerdPid);
  const miniflare = new Miniflare(optionsOf(build, data, serving, stewardKey));
  const steward = await miniflare.ready;
  const ask = async (order: Order): Promise<void> => {
    const body = JSON.stringify(order);
    const answer = await fetch(steward, { method: "POST", headers: { authorization: stewardKey }, body });
    if (!answer.ok) throw new Error(`${order.kind} failed: ${await answer.text()}`);
  };
  await ask({ kind: "migrate", migrations: build.migrations });
  const stopCrons = everyMinute(cronsOf(build), (cron, atMs) =>
    ask({ kind: "scheduled", cron, atMs }).catch((error: Error) => console.error(`cron ${cron}: ${error.message}`)),
  );
  const stop = async (): Promise<void> => {
    stopCrons();
    let disposed: Promise<void> | undefined;
    await workerd.drain(DRAIN_LIMIT_MS, () => {
      disposed ??= miniflare.dispose();
    });
    await disposed;
  };
  return { workerdPid: workerd.pid, stop };
}

const cronsOf = ({ worker }: WorkerBuild): string[] =>
  (worker.config.triggers ?? []).flatMap((trigger) => (trigger.type === "scheduled" ? [trigger.schedule] : []));

type WorkerOptions = MiniflareOptions["workers"][number];

/** Three Workers: the steward on Miniflare's private port, Apiary on a socket of its own, and the console's static files. */
function optionsOf(build: WorkerBuild, data: DataDirectory, serving: Serving, stewardKey: string): MiniflareOptions {
  const { config, dev } = build.worker;
  const compatibilityDate = config.compatibilityDate;
  const text = (value: string) => ({ type: "text" as const, value });
  const secrets = Object.fromEntries(Object.entries(serving.secrets).map(([name, value]) => [name, text(value)]));
  const apiary: WorkerOptions = {
    ...build.worker,
    config: { ...config, env: { ...config.env, ...secrets, CONSOLE: { type: "worker", worker: "console" } } },
    dev: { ...dev, unsafeDirectSockets: [{ host: serving.host, port: serving.port }] },
  };
  const database = config.env?.DB;
  if (database?.type !== "d1") throw new Error("wrangler.toml binds no D1 database as DB");
  const steward: WorkerOptions = {
    config: {
      name: "steward",
      compatibilityDate,
      compatibilityFlags: ["service_binding_extra_handlers"],
      manifest: script(build.steward),
      env: { DB: database, APIARY: { type: "worker", worker: config.name }, STEWARD_KEY: text(stewardKey) },
    },
  };
  const console: WorkerOptions = {
    config: {
      name: "console",
      compatibilityDate,
      manifest: script("export default { fetch: () => new Response(null, { status: 404 }) };"),
      assets: { directory: CONSOLE_DIRECTORY, hasUserWorker: false, notFoundHandling: "single-page-application" },
    },
  };
  return {
    workers: [steward, apiary, console],
    host: "127.0.0.1",
    port: 0,
    cf: false,
    enableDevRegistry: false,
    logRequests: false,
    telemetry: { enabled: false },
    resourcePersistencePath: data.state,
    resourceTmpPath: data.temporary,
    handleStructuredLogs: ({ level, message }) =>
      (level === "error" || level === "warn" ? process.stderr : process.stdout).write(`${message}\n`),
  };
}

/** A Worker of one script. */
const script = (contents: string) => ({
  mainModule: "index.js",
  modulesRoot: join(import.meta.dirname),
  modules: { "index.js": { type: "esm" as const, contents } },
});
