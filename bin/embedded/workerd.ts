import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import diagnostics from "node:diagnostics_channel";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const LAUNCHER = join(import.meta.dirname, "workerd.sh");

/** V8's heap: a small one, in MiB, and `gc`, with which the gate keeps collections short (`workers/gate.ts`). */
const HEAP = "--expose-gc --max-semi-space-size=8 --initial-old-space-size=16";

/** How often to look whether a process has gone. */
const POLL_MS = 10;

/** The workerd process behind Miniflare, which starts it (again after a crash) but does not show it. */
export class Workerd {
  #process: ChildProcess | undefined;
  #watchdog: ChildProcess | undefined;
  #stopping: (() => void) | undefined;
  readonly #pidFile: string;

  /** Must be made before Miniflare; `pidFile` names the process for the next start. */
  constructor(pidFile: string) {
    this.#pidFile = pidFile;
    process.env.APIARY_WORKERD ??= createRequire(createRequire(import.meta.url).resolve("miniflare"))(
      "workerd",
    ).default;
    process.env.MINIFLARE_WORKERD_PATH = LAUNCHER;
    process.env.MINIFLARE_WORKERD_V8_FLAGS ??= HEAP;
    diagnostics.subscribe("child_process", (message) => {
      // Node's documented shape of this channel's messages.
      const { process: child } = message as { process: ChildProcess };
      child.once("spawn", () => {
        if (child.spawnfile === LAUNCHER) this.#adopt(child);
      });
    });
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /**
   * Lets workerd finish the requests that it has, at most `limitMs`: on SIGTERM it accepts no more and exits when the last one is
   * answered. `onExit` runs in the moment that it exits, before Miniflare could take the exit for a crash.
   */
  async drain(limitMs: number, onExit: () => void): Promise<void> {
    const child = this.#process;
    this.#stopping = onExit;
    if (!child || child.exitCode !== null) return onExit();
    child.kill("SIGTERM");
    const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    await Promise.race([exited, sleep(limitMs, undefined, { ref: false })]);
    if (child.exitCode === null && child.signalCode === null) onExit();
  }

  #adopt(child: ChildProcess): void {
    this.#process = child;
    this.#watchdog?.kill("SIGKILL");
    this.#watchdog = watch(child.pid);
    writeFileSync(this.#pidFile, String(child.pid));
    child.once("exit", () => {
      this.#watchdog?.kill("SIGKILL");
      this.#stopping?.();
    });
  }
}

/** A shell that outlives this process only to end workerd with it: its input closes when this process dies, however it dies. */
function watch(pid: number | undefined): ChildProcess {
  const script = 'read -r _; kill -9 "$0"';
  const watchdog = spawn("sh", ["-c", script, String(pid)], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  watchdog.unref();
  return watchdog;
}

/** Ends the workerd that a killed server may have left behind a moment ago; resolves when it is gone. */
export async function endStray(pidFile: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8"));
  if (!(pid > 1) || !isWorkerd(pid)) return;
  process.kill(pid, "SIGKILL");
  while (isWorkerd(pid)) await sleep(POLL_MS);
}

/** A recorded process id may since belong to another program, so its command decides. */
function isWorkerd(pid: number): boolean {
  try {
    return /workerd[\0 ]serve/.test(commandOf(pid));
  } catch {
    return false;
  }
}

/** The command line of a running process, from /proc or, where there is none, from ps; throws when there is no such process. */
function commandOf(pid: number): string {
  if (existsSync("/proc/self")) return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
}
