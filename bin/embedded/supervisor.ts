import { openDataDirectory } from "./data-directory.ts";
import type { Options } from "./options.ts";
import { whenOrphaned } from "./parent.ts";
import { claimPort } from "./port.ts";
import { startServer } from "./server.ts";
import { endStray } from "./workerd.ts";

// bin/start.ts checked these options and put them there.
const options = JSON.parse(process.argv[2] ?? "{}") as Options;
const startedMs = Number(process.env.APIARY_STARTED_MS ?? performance.timeOrigin);

const data = expect(openDataDirectory(options.dataDirectory));
await endStray(data.workerdPid);
const port = expect(await claimPort(options.host, options.port));
const server = await startServer(data, options.host, port);

let stopping = false;
const stop = async (): Promise<void> => {
  if (stopping) return;
  stopping = true;
  await server.stop();
  process.exit(0);
};
// Miniflare's own handlers would end the process at once.
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.removeAllListeners(signal).on(signal, stop);
whenOrphaned(stop);

const url = `http://${options.host}:${port}`;
console.log(`Apiary at ${url}`);
if (!(await server.hasOwner()))
  console.log(`Become its owner: ${url}/welcome?token=${data.secret("first-owner-token")}`);
console.log(`ready in ${Date.now() - startedMs} ms`);

/** The value, or one line that says what is wrong and exit code 1. */
function expect<Value>(result: { ok: true; value: Value } | { ok: false; detail: string }): Value {
  if (result.ok) return result.value;
  console.error(`apiary: ${result.detail}`);
  process.exit(1);
}
