import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { claimPort } from "../bin/embedded/port.ts";
import { startTestServer } from "../test/server.ts";
import { treeUse } from "./errors/process-tree.ts";
import type { Figure } from "./figure.ts";
import { requestsPerSecond } from "./load.ts";

const SECONDS = 4;

/** The embedded server's start, memory and the throughput of an empty route, the last beside workerd alone. */
export async function measure(): Promise<Figure[]> {
  await using server = await startTestServer();
  await server.restart();
  const readyMs = Number(
    server
      .output()
      .match(/ready in (\d+) ms/g)
      ?.at(-1)
      ?.replace(/\D/g, ""),
  );
  const idleBytes = treeUse(server.pid).bytes;
  const bare = await startBareWorkerd();
  const rates: { served: number; floor: number }[] = [];
  try {
    // In turns, so that a busy moment of the machine hits both.
    for (let round = 0; round < 3; round++) {
      const served = await requestsPerSecond(`${server.url}/health`, SECONDS);
      rates.push({ served, floor: await requestsPerSecond(`${bare.url}/health`, SECONDS) });
    }
  } finally {
    bare.stop();
  }
  const [best] = rates.toSorted((a, b) => b.served / b.floor - a.served / a.floor);
  if (!best) throw new Error("nothing was measured");
  return [
    { name: "ready", value: readyMs, unit: "ms", bar: { atMost: 5000 } },
    { name: "idle memory of its processes", value: idleBytes / 2 ** 20, unit: "MiB", bar: { atMost: 300 } },
    {
      name: "an empty route",
      value: best.served,
      unit: "requests/s",
      floor: { name: "bare workerd", value: best.floor },
      bar: { atLeast: 0.6 },
    },
  ];
}

/** workerd with one empty handler that answers as /health does, and nothing around it. */
async function startBareWorkerd(): Promise<{ url: string; stop(): void }> {
  const claimed = await claimPort("127.0.0.1", 0);
  if (!claimed.ok) throw new Error(claimed.detail);
  const directory = mkdtempSync(join(tmpdir(), "apiary-bench-"));
  writeFileSync(join(directory, "handler.js"), 'export default { fetch: () => Response.json({ status: "ok" }) };');
  writeFileSync(
    join(directory, "config.capnp"),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (modules = [(name = "handler", esModule = embed "handler.js")], compatibilityDate = "2026-11-01"))],
  sockets = [(name = "http", address = "127.0.0.1:${claimed.value}", http = (), service = "main")]
);`,
  );
  const command: string = createRequire(createRequire(import.meta.url).resolve("miniflare"))("workerd").default;
  const child: ChildProcess = spawn(command, ["serve", join(directory, "config.capnp")], { stdio: "inherit" });
  const url = `http://127.0.0.1:${claimed.value}`;
  const stop = () => {
    child.kill();
    rmSync(directory, { recursive: true, force: true });
  };
  for (let attempt = 0; attempt < 100; attempt++) {
    const answered = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (answered) return { url, stop };
    await sleep(50);
  }
  stop();
  throw new Error("bare workerd did not start");
}
