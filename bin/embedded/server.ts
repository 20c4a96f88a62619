import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { Miniflare, type MiniflareOptions } from "miniflare";
import { CONSOLE_DIRECTORY } from "../paths.ts";
import { ask } from "./ask.ts";
import { everyMinute } from "./cron.ts";
import type { DataDirectory } from "./data-directory.ts";
import { outboundNetwork } from "./outbound.ts";
import { consoleAddress } from "./port.ts";
import { isShown } from "./runtime-log.ts";
import type { Order } from "./steward.ts";
import { readWorkerBuild, type WorkerBuild } from "./worker-build.ts";
import { Workerd } from "./workerd.ts";

/** How long a stop waits for requests that are under way. */
const DRAIN_LIMIT_MS = 10_000;

/** A running server. */
export interface EmbeddedServer {
  /** True once somebody has become the owner. */
  hasOwner(): Promise<boolean>;
  /** Accepts no more, lets requests finish, then ends. */
  stop(): Promise<void>;
}

/** Starts workerd on the data directory, migrates its database and starts the crons. The port answers when this resolves. */
export async function startServer(data: DataDirectory, host: string, port: number): Promise<EmbeddedServer> {
  const build = readWorkerBuild();
  const stewardKey = randomBytes(32).toString("hex");
  const workerd = new Workerd(data.workerdPid);
  const miniflare = new Miniflare(await optionsOf(build, data, stewardKey, { host, port }));
  const steward = await miniflare.ready;
  const order = (content: Order) => ask(steward, stewardKey, content);
  await order({ kind: "migrate", migrations: build.migrations });
  const stopCrons = everyMinute(cronsOf(build), async (cron, atMs) => {
    await order({ kind: "scheduled", cron, atMs }).catch((error: Error) =>
      console.error(`cron ${cron}: ${error.message}`),
    );
  });
  const stop = async (): Promise<void> => {
    stopCrons();
    let disposed: Promise<void> | undefined;
    await workerd.drain(DRAIN_LIMIT_MS, () => {
      disposed ??= miniflare.dispose();
    });
    await disposed;
  };
  return { hasOwner: async () => (await order({ kind: "has-owner" })) === true, stop };
}

/** What whoever runs the server may set in its environment; docs/operations.md says what each means. */
const FROM_ENVIRONMENT = [
  "APIARY_OWNER_TOKEN",
  "APIARY_URL",
  "APIARY_INGEST_URL",
  "APIARY_TRUST_PROXY",
  "APIARY_MAIL_URL",
  "APIARY_MAIL_FROM",
  "APIARY_OUTBOUND_ALLOW",
  "STRIPE_SECRET_KEY",
  "STRIPE_WEBHOOK_SECRET",
  "STRIPE_API_URL",
  "APIARY_GENERAL_LEDGER_URL",
  "APIARY_GENERAL_LEDGER_TOKEN",
  "APIARY_RATES_URL",
  "APIARY_VIES_URL",
  "APIARY_SEAL_KEY",
  "APIARY_SALES_TAX_URL",
  "APIARY_SALES_TAX_SECRET",
];

/** What the Worker reads from `env` beside its bindings. */
function variablesOf(data: DataDirectory, { host, port }: Socket): Record<string, string> {
  const set = FROM_ENVIRONMENT.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
  return {
    ...Object.fromEntries(set),
    APIARY_ENGINE: "embedded",
    APIARY_LOCAL_URL: consoleAddress(host, port),
    APIARY_SECRET: data.secret("secret"),
    APIARY_FIRST_OWNER_TOKEN: data.secret("first-owner-token"),
  };
}

const cronsOf = ({ worker }: WorkerBuild): string[] =>
  (worker.config.triggers ?? []).flatMap((trigger) => (trigger.type === "scheduled" ? [trigger.schedule] : []));

type Socket = { host: string; port: number };
type WorkerOptions = MiniflareOptions["workers"][number];

/** Four Workers: the steward on Miniflare's private port, the gate on the server's socket, Apiary behind it, and the console's static files. */
async function optionsOf(
  build: WorkerBuild,
  data: DataDirectory,
  stewardKey: string,
  socket: Socket,
): Promise<MiniflareOptions> {
  const { config } = build.worker;
  const compatibilityDate = config.compatibilityDate;
  const text = (value: string) => ({ type: "text" as const, value });
  const variables = Object.fromEntries(
    Object.entries(variablesOf(data, socket)).map(([name, value]) => [name, text(value)]),
  );
  const services = {
    CONSOLE: { type: "worker" as const, worker: "console" },
    GATE: { type: "worker" as const, worker: "gate", exportName: "News" },
    OUTBOUND: await outboundNetwork(process.env.APIARY_OUTBOUND_ALLOW),
  };
  const env = { ...config.env, ...variables };
  const apiary: WorkerOptions = { ...build.worker, config: { ...config, env: { ...env, ...services } } };
  const gate: WorkerOptions = {
    ...build.gate,
    config: { ...build.gate.config, env: { ...env, APIARY: { type: "worker", worker: config.name } } },
    dev: { ...build.gate.dev, unsafeDirectSockets: [socket] },
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
    // Miniflare copies its whole message as it grows: the large script comes last.
    workers: [steward, gate, console, apiary],
    host: "127.0.0.1",
    port: 0,
    cf: false,
    enableDevRegistry: false,
    logRequests: false,
    telemetry: { enabled: false },
    resourcePersistencePath: data.state,
    resourceTmpPath: data.temporary,
    handleStructuredLogs: ({ level, message }) => {
      const stream = level === "error" || level === "warn" ? process.stderr : process.stdout;
      if (isShown(message)) stream.write(`${message}\n`);
    },
  };
}

/** A Worker of one script. */
const script = (contents: string) => ({
  mainModule: "index.js",
  modulesRoot: join(import.meta.dirname),
  modules: { "index.js": { type: "esm" as const, contents } },
});
