import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../paths.ts";

/** Starts the demo's traffic against `url` with the owner's token of this process's environment; it ends with this process. */
export function startDemo(url: string): ChildProcess {
  const demo = fork(join(ROOT, "bin/demo.ts"), { env: { ...process.env, APIARY_DEMO_URL: url }, execArgv: [] });
  process.once("exit", () => demo.kill());
  return demo;
}
