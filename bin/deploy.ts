import { parseArgs } from "node:util";
import { readPagesProject, readResources } from "./deploy/config.ts";
import { deploymentSteps } from "./deploy/step.ts";

const { values } = parseArgs({ options: { "dry-run": { type: "boolean", default: false } } });
const dryRun = values["dry-run"];

try {
  for (const { title, commands, apply, prove } of deploymentSteps(readResources(), readPagesProject())) {
    console.log(`${title}: ${await (dryRun ? (prove?.() ?? "would run") : apply())}`);
    if (dryRun) for (const command of commands) console.log(`  ${command}`);
  }
  console.log(dryRun ? "dry run: nothing was sent to an account" : "deployed");
} catch (error) {
  console.error(`deploy: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
