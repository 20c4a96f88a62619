import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { CONSOLE, isStale, WORKER } from "./build/part.ts";
import { openDataDirectory } from "./embedded/data-directory.ts";
import { parseOptions } from "./embedded/options.ts";
import { claimPort } from "./embedded/port.ts";
import { endStray } from "./embedded/workerd.ts";
import { ROOT } from "./paths.ts";

const options = expect(parseOptions(process.argv.slice(2)));
const stale = [WORKER, CONSOLE].filter(isStale).map((part) => part.name);
if (stale.length > 0) {
  const { status } = spawnSync(process.execPath, [join(ROOT, "bin/build.ts"), ...stale], { stdio: "inherit" });
  if (status !== 0 && (stale.length !== 1 || stale[0] !== "console")) process.exit(1);
}
const beganMs = performance.now();
const data = expect(openDataDirectory(options.dataDirectory));
await endStray(data.workerdPid);
const port = expect(await claimPort(options.host, options.port));
const { startServer } = await import("./embedded/server.ts");
const secrets = { APIARY_SECRET: data.secret("secret"), APIARY_FIRST_OWNER_TOKEN: data.secret("first-owner-token") };
const ownerToken = process.env.APIARY_OWNER_TOKEN;
const server = await startServer(data, {
  host: options.host,
  port,
  secrets: { ...secrets, ...(ownerToken && { APIARY_OWNER_TOKEN: ownerToken }) },
});
const url = `http://${options.host}:${port}`;
console.log(`Apiary at ${url}`);
console.log(`ready in ${Math.round(performance.now())} ms (${Math.round(performance.now() - beganMs)})`);

let stopping = false;
const stop = async (): Promise<void> => {
  if (stopping) return;
  stopping = true;
  await server.stop();
  process.exit(0);
};
process.on("SIGTERM", stop).on("SIGINT", stop);

/** The value, or one line that says what is wrong and exit code 1. */
function expect<Value>(result: { ok: true; value: Value } | { ok: false; detail: string }): Value {
  if (result.ok) return result.value;
  console.error(`apiary: ${result.detail}`);
  process.exit(1);
}
