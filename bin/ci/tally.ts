import { existsSync, readFileSync } from "node:fs";

/** How many tests passed and failed. */
export interface Tally {
  passed: number;
  failed: number;
}

/** Reads the count from a report of Vitest's or Playwright's JSON reporter; undefined when the run ended before it wrote one. */
export function readTally(path: string): Tally | undefined {
  if (!existsSync(path)) return undefined;
  // Both reporters' formats are theirs to define; whatever is missing counts as nothing.
  const report = JSON.parse(readFileSync(path, "utf8")) as VitestReport & PlaywrightReport;
  if (report.stats) {
    const { expected = 0, flaky = 0, unexpected = 0 } = report.stats;
    return { passed: expected + flaky, failed: unexpected };
  }
  return { passed: report.numPassedTests ?? 0, failed: report.numFailedTests ?? 0 };
}

interface VitestReport {
  numPassedTests?: number;
  numFailedTests?: number;
}

interface PlaywrightReport {
  stats?: { expected?: number; flaky?: number; unexpected?: number };
}
