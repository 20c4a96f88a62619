import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { browser, check, type Step, vitest } from "./ci/step.ts";
import { ROOT, tool, WORK_DIRECTORY } from "./paths.ts";

const script = (name: string): string => join(ROOT, "bin", name);

/** Steps in one group run at the same time: most of them leave one of two cores idle. The unit tests and the browser tests need both. */
const GROUPS: Step[][] = [
  [check("types", process.execPath, [script("build.ts"), "types"])],
  [
    check("tsc worker", tool("tsc"), ["-p", "tsconfig.json"]),
    check("tsc console", tool("tsc"), ["-p", "web"]),
    check("tsc client", tool("tsc"), ["-p", "clients/queenbee-client"]),
    check("tsc node", tool("tsc"), ["-p", "tsconfig.node.json"]),
    check("biome", tool("biome"), ["ci", "--error-on-warnings"]),
    check("knip", tool("knip"), []),
  ],
  [vitest("unit"), check("build", process.execPath, [script("build.ts")])],
  [
    vitest("worker"),
    vitest("conformance"),
    vitest("fault"),
    check("deploy dry run", process.execPath, [script("deploy.ts"), "--dry-run"]),
  ],
  [browser()],
];

// Some hundred processes load the same modules: what V8 made of them is kept for the next.
process.env.NODE_COMPILE_CACHE ??= join(WORK_DIRECTORY, "compile-cache");

await main(process.argv.slice(2));

/** Runs the named steps, all when none is named, to the end even when one fails; the last line is the count. Throws where there is no such step. */
async function main(names: string[]): Promise<void> {
  const steps = GROUPS.flat().map(({ name }) => name);
  const unknown = names.find((name) => !steps.includes(name));
  if (unknown !== undefined) throw new Error(`There is no step ${unknown}: there are ${steps.join(", ")}`);
  mkdirSync(WORK_DIRECTORY, { recursive: true });
  const total = { passed: 0, failed: 0 };
  const lines: string[] = [];
  const runStep = async (step: Step, alone: boolean): Promise<void> => {
    if (alone) console.log(`\n== ${step.name}`);
    const beganMs = performance.now();
    const { passed, failed, output } = await step.run(alone);
    if (!alone) console.log(`\n== ${step.name}\n${output}`);
    total.passed += passed;
    total.failed += failed;
    const seconds = ((performance.now() - beganMs) / 1000).toFixed(1).padStart(7);
    const line = `${failed === 0 ? "ok    " : "FAILED"} ${seconds} s  ${step.name}`;
    lines.push(line);
    console.log(line);
  };
  const beganMs = performance.now();
  for (const group of GROUPS) {
    const chosen = group.filter(({ name }) => names.length === 0 || names.includes(name));
    await Promise.all(chosen.map((step) => runStep(step, chosen.length === 1)));
  }
  console.log(`\n${lines.join("\n")}\n`);
  console.log(`in ${((performance.now() - beganMs) / 1000).toFixed(0)} s`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}
