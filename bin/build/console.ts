import { renameSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { BUILD_DIRECTORY, CONSOLE_DIRECTORY, ROOT, tool } from "../paths.ts";
import { must } from "./run.ts";

const WEB = join(ROOT, "web");
const FRESH = join(BUILD_DIRECTORY, "console");

/** Builds the console into web/dist, which keeps its last content when the build fails. */
export async function buildConsole(): Promise<void> {
  await must(tool("vite"), ["build", "--logLevel", "warn", "--emptyOutDir", "--outDir", relative(WEB, FRESH)], {
    cwd: WEB,
    env: { NODE_ENV: "production" },
  });
  rmSync(CONSOLE_DIRECTORY, { recursive: true, force: true });
  renameSync(FRESH, CONSOLE_DIRECTORY);
}
