import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../bin/paths.ts";
import { freePort } from "./port.ts";

/** The owner's API token of every test server. */
const TOKEN = "test-owner-token";

/** How long a start may take on a busy machine, a stale build included. */
const READY_LIMIT_MS = 120_000;

/** Where a server is, and what lets one in. */
export interface ServerAddress {
  url: string;
  /** An owner's API token. */
  token: string;
}

/** A real embedded server in a process of its own, with a data directory that is thrown away. */
export interface TestServer extends ServerAddress {
  dataDirectory: string;
  /** Process id of the supervisor. */
  readonly pid: number;
  /** All that it printed so far, over all restarts. */
  output(): string;
  /** Asks it to stop and returns its exit code. */
  stop(): Promise<number | null>;
  /** Kills the supervisor without warning; its data stays. */
  kill9(): Promise<void>;
  /** Starts it again, on the same port and data; stops it first when it runs. */
  restart(): Promise<void>;
  /** Stops it and removes its data. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a server on a free port and waits until it answers. `environment` is added to this process's own; data goes to
 * a directory that is made for it, unless it is given one.
 */
export async function startTestServer(
  environment: NodeJS.ProcessEnv = {},
  dataDirectory = mkdtempSync(join(tmpdir(), "apiary-test-")),
): Promise<TestServer> {
  const port = await freePort();
  const args = [join(ROOT, "bin/start.ts"), "--port", String(port), "--data", dataDirectory];
  // Authorities that this machine adds are nobody's here, and every start would read them.
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: undefined, APIARY_OWNER_TOKEN: TOKEN, ...environment };
  let printed = "";
  let child: ChildProcess;

  const start = async (): Promise<void> => {
    const from = printed.length;
    child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    const ready = Promise.withResolvers<void>();
    const failed = (why: string) => ready.reject(new Error(`the server ${why}:\n${printed.slice(from)}`));
    const timer = setTimeout(() => failed("did not become ready"), READY_LIMIT_MS);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
        if (/^ready in /m.test(printed.slice(from))) ready.resolve();
      });
    }
    child.once("exit", () => failed("ended"));
    await ready.promise.finally(() => clearTimeout(timer));
  };
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
    return child.exitCode;
  };

  await start();
  return {
    url: `http://127.0.0.1:${port}`,
    token: TOKEN,
    dataDirectory,
    get pid() {
      return child.pid ?? 0;
    },
    output: () => printed,
    stop: () => end("SIGTERM"),
    kill9: async () => void (await end("SIGKILL")),
    restart: async () => {
      await end("SIGTERM");
      await start();
    },
    [Symbol.asyncDispose]: async () => {
      await end("SIGTERM");
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}
