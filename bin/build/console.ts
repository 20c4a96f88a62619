import { join } from "node:path";
import { ROOT, tool } from "../paths.ts";
import { must } from "./run.ts";

/** Builds the console into web/dist. */
export async function buildConsole(): Promise<void> {
  await must(tool("vite"), ["build", "--logLevel", "warn"], { cwd: join(ROOT, "web") });
}
