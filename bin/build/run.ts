import { spawn } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { ROOT, tool } from "../paths.ts";

/** The pinned Node and the installed commands come before the system's. */
const PATH = [dirname(tool("node")), process.env.PATH].join(delimiter);

/** How a finished command ended; `output` holds stdout and stderr as they came. */
export interface Finished {
  code: number;
  output: string;
}

/**
 * Runs a command in the repository's root and collects what it prints, also to the terminal when `show` is set.
 * `input` is its standard input; a command that reads none may close it early.
 */
export function run(
  command: string,
  args: string[],
  options: { show?: boolean; env?: NodeJS.ProcessEnv; cwd?: string; input?: string } = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? ROOT,
      env: { ...process.env, PATH, WRANGLER_SEND_METRICS: "false", ...options.env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    child.stdin.on("error", () => {}).end(options.input ?? "");
    let output = "";
    for (const [stream, terminal] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        if (options.show) terminal.write(text);
      });
    }
    child.on("error", reject).on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** As `run`, for a command that must succeed: throws with all that it printed when it does not. */
export async function must(command: string, args: string[], options: Parameters<typeof run>[2] = {}): Promise<string> {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}\n${output}`);
  return output;
}
