import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const CLIENTS = join(import.meta.dirname, "conformance/clients");

/** How a client program ended, with all that it printed. */
export interface Run {
  code: number | null;
  output: string;
}

/** Runs one of the client programs in a process of its own, as an application that knows nothing but its DSN. */
export async function runClient(program: string, dsn: string, ...args: string[]): Promise<Run> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(CLIENTS, program), ...args], {
    env: { PATH: process.env.PATH, SENTRY_DSN: dsn },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  await once(child, "close");
  return { code: child.exitCode, output };
}
