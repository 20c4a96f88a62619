import { rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "../build/run.ts";
import { findChromium } from "../chromium.ts";
import { tool, WORK_DIRECTORY } from "../paths.ts";
import { readTally, type Tally } from "./tally.ts";

/** One thing that `npm test` checks. */
export interface Step {
  name: string;
  /** What it prints is shown as it runs, or returned only. A check without tests counts none when it passed and one failure when not. */
  run(show: boolean): Promise<Verdict>;
}

/** What came of a step. */
export interface Verdict extends Tally {
  output: string;
}

/** A command whose exit code is the verdict. */
export function check(name: string, command: string, args: string[]): Step {
  const verdict = async (show: boolean): Promise<Verdict> => {
    const { code, output } = await run(command, args, { show });
    return { passed: 0, failed: code === 0 ? 0 : 1, output };
  };
  return { name, run: verdict };
}

/** One project of vitest.config.ts. */
export function vitest(project: string): Step {
  const report = join(WORK_DIRECTORY, `vitest-${project}.json`);
  const args = ["run", "--project", project, "--passWithNoTests", "--reporter=dot", "--reporter=json"];
  return {
    name: project,
    run: (show) => counted(tool("vitest"), [...args, `--outputFile.json=${report}`], { report, show }),
  };
}

/** The browser tests. On a developer's machine without a browser they are left out, loudly; in CI that is a failure. */
export function browser(): Step {
  const report = join(WORK_DIRECTORY, "playwright.json");
  const runTests = async (show: boolean): Promise<Verdict> => {
    if (findChromium()) {
      const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: report };
      return counted(tool("playwright"), ["test", "--reporter=dot,json"], { report, show, env });
    }
    const output =
      "!!! NO CHROMIUM FOUND: THE BROWSER TESTS DID NOT RUN. Install chromium, or set CHROMIUM to its path. !!!";
    if (show) console.log(output);
    return { passed: 0, failed: process.env.CI ? 1 : 0, output };
  };
  return { name: "e2e", run: runTests };
}

/** A run that ends badly without a failed test, such as one that cannot load a file, still counts as a failure. */
async function counted(
  command: string,
  args: string[],
  { report, show, env = {} }: { report: string; show: boolean; env?: NodeJS.ProcessEnv },
): Promise<Verdict> {
  rmSync(report, { force: true });
  const { code, output } = await run(command, args, { show, env });
  const { passed, failed } = readTally(report) ?? { passed: 0, failed: 0 };
  return { passed, failed: code === 0 ? failed : Math.max(1, failed), output };
}
