import { randomBytes } from "node:crypto";
import { openDataDirectory } from "./data-directory.ts";
import { startDemo } from "./demo.ts";
import { sweepErased } from "./erased.ts";
import type { Options } from "./options.ts";
import { whenOrphaned } from "./parent.ts";
import { claimPort, consoleAddress } from "./port.ts";
import { startServer } from "./server.ts";
import { endStray } from "./workerd.ts";

// bin/start.ts checked these options and put them there.
const options = JSON.parse(process.argv[2] ?? "{}") as Options;
const startedMs = Number(process.env.APIARY_STARTED_MS ?? performance.timeOrigin);

const data = expect(openDataDirectory(options.dataDirectory));
await endStray(data.workerdPid);
sweepErased(data.state, Date.now());
const port = expect(await claimPort(options.host, options.port));
if (options.demo) process.env.APIARY_OWNER_TOKEN ??= randomBytes(32).toString("hex");
const server = await startServer(data, options.host, port);

const demo = options.demo ? startDemo(`http://${options.host}:${port}`) : undefined;
let stopping = false;
const stop = async (): Promise<void> => {
  if (stopping) return;
  stopping = true;
  demo?.kill();
  await server.stop();
  process.exit(0);
};
// Miniflare's own handlers would end the process at once.
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.removeAllListeners(signal).on(signal, stop);
whenOrphaned(stop);

const address = consoleAddress(options.host, port);
console.log(`Apiary at ${address}`);
if (!(await server.hasOwner()))
  console.log(`Become its owner: ${address}/welcome?token=${data.secret("first-owner-token")}`);
console.log(`ready in ${Date.now() - startedMs} ms`);

/** The value, or one line that says what is wrong and exit code 1. */
function expect<Value>(result: { ok: true; value: Value } | { ok: false; detail: string }): Value {
  if (result.ok) return result.value;
  console.error(`apiary: ${result.detail}`);
  process.exit(1);
}
