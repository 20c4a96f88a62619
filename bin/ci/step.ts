import { rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "../build/run.ts";
import { findChromium } from "../chromium.ts";
import { tool, WORK_DIRECTORY } from "../paths.ts";
import { readTally, type Tally } from "./tally.ts";

/** One thing that `npm test` checks. */
export interface Step {
  name: string;
  /** Shows what it prints as it runs; returns its count, a check without tests none when it passed and one failure when not. */
  run(): Promise<Tally>;
}

/** A command whose exit code is the verdict. */
export function check(name: string, command: string, args: string[]): Step {
  const verdict = async (): Promise<Tally> => {
    const { code } = await run(command, args, { show: true });
    return { passed: 0, failed: code === 0 ? 0 : 1 };
  };
  return { name, run: verdict };
}

/** One project of vitest.config.ts. */
export function vitest(project: string): Step {
  const report = join(WORK_DIRECTORY, `vitest-${project}.json`);
  const args = ["run", "--project", project, "--passWithNoTests", "--reporter=dot", "--reporter=json"];
  return { name: project, run: () => counted(tool("vitest"), [...args, `--outputFile.json=${report}`], report) };
}

/** The browser tests. On a developer's machine without a browser they are left out, loudly; in CI that is a failure. */
export function browser(): Step {
  const report = join(WORK_DIRECTORY, "playwright.json");
  const runTests = async (): Promise<Tally> => {
    if (findChromium()) {
      const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: report };
      return counted(tool("playwright"), ["test", "--reporter=dot,json"], report, env);
    }
    console.log(
      "!!! NO CHROMIUM FOUND: THE BROWSER TESTS DID NOT RUN. Install chromium, or set CHROMIUM to its path. !!!",
    );
    return { passed: 0, failed: process.env.CI ? 1 : 0 };
  };
  return { name: "e2e", run: runTests };
}

/** A run that ends badly without a failed test, such as one that cannot load a file, still counts as a failure. */
async function counted(command: string, args: string[], report: string, env: NodeJS.ProcessEnv = {}): Promise<Tally> {
  rmSync(report, { force: true });
  const { code } = await run(command, args, { show: true, env });
  const tally = readTally(report) ?? { passed: 0, failed: 0 };
  return code === 0 ? tally : { ...tally, failed: Math.max(1, tally.failed) };
}
