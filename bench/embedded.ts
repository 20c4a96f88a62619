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
const ROUNDS = 3;

/** The embedded server's start, memory and the throughput of empty routes, of ingest and behind the gate, beside workerd alone. */
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
  const taken = { ingest: [] as Round[], behind: [] as (Round & { alone: number })[] };
  try {
    // In turns, so that a busy moment of the machine hits all.
    for (let round = 0; round < ROUNDS; round++) {
      const floor = await requestsPerSecond(bare.alone, SECONDS);
      const ingest = await requestsPerSecond(`${server.url}/api/1/envelope/`, SECONDS, "OPTIONS");
      taken.ingest.push({ served: ingest, floor });
      const hop = await requestsPerSecond(bare.behind, SECONDS);
      const served = await requestsPerSecond(`${server.url}/health`, SECONDS);
      taken.behind.push({ served, floor: hop, alone: floor });
    }
  } finally {
    bare.stop();
  }
  const ingest = best(taken.ingest);
  const behind = best(taken.behind);
  return [
    { name: "ready", value: readyMs, unit: "ms", bar: { atMost: 5000 } },
    { name: "idle memory of its processes", value: idleBytes / 2 ** 20, unit: "MiB" },
    {
      name: "an empty route of ingest",
      value: ingest.served,
      unit: "requests/s",
      floor: { name: "bare workerd", value: ingest.floor },
      bar: { atLeast: 0.6 },
    },
    {
      name: "/health, of the Worker behind the gate",
      value: behind.served,
      unit: "requests/s",
      floor: { name: "bare workerd", value: behind.alone },
    },
    {
      name: "the same",
      value: behind.served,
      unit: "requests/s",
      floor: { name: "bare workerd, one Worker before another", value: behind.floor },
      bar: { atLeast: 0.6 },
    },
  ];
}

interface Round {
  served: number;
  floor: number;
}

/** The round whose ratio was least disturbed. */
function best<R extends Round>(rounds: readonly R[]): R {
  const [first] = rounds.toSorted((a, b) => b.served / b.floor - a.served / a.floor);
  if (!first) throw new Error("nothing was measured");
  return first;
}

/** workerd with one empty handler that answers as /health does: `alone`, with nothing around it, and `behind` a handler that passes all on. */
async function startBareWorkerd(): Promise<{ alone: string; behind: string; stop(): void }> {
  const [alone, behind] = [await freePort(), await freePort()];
  const directory = mkdtempSync(join(tmpdir(), "apiary-bench-"));
  writeFileSync(join(directory, "handler.js"), 'export default { fetch: () => Response.json({ status: "ok" }) };');
  writeFileSync(join(directory, "gate.js"), "export default { fetch: (request, env) => env.MAIN.fetch(request) };");
  writeFileSync(
    join(directory, "config.capnp"),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (modules = [(name = "handler", esModule = embed "handler.js")], compatibilityDate = "2026-11-01")),
    (name = "gate", worker = (modules = [(name = "gate", esModule = embed "gate.js")], compatibilityDate = "2026-11-01",
      bindings = [(name = "MAIN", service = "main")]))
  ],
  sockets = [
    (name = "alone", address = "127.0.0.1:${alone}", http = (), service = "main"),
    (name = "behind", address = "127.0.0.1:${behind}", http = (), service = "gate")
  ]
);`,
  );
  const command: string = createRequire(createRequire(import.meta.url).resolve("miniflare"))("workerd").default;
  const child: ChildProcess = spawn(command, ["serve", join(directory, "config.capnp")], { stdio: "inherit" });
  const url = (port: number) => `http://127.0.0.1:${port}`;
  const stop = () => {
    child.kill();
    rmSync(directory, { recursive: true, force: true });
  };
  for (let attempt = 0; attempt < 100; attempt++) {
    const answered = await fetch(url(behind)).then(
      (answer) => answer.ok,
      () => false,
    );
    if (answered) return { alone: url(alone), behind: url(behind), stop };
    await sleep(50);
  }
  stop();
  throw new Error("bare workerd did not start");
}

async function freePort(): Promise<number> {
  const claimed = await claimPort("127.0.0.1", 0);
  if (!claimed.ok) throw new Error(claimed.detail);
  return claimed.value;
}
