import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BUILD_DIRECTORY, CONSOLE_DIRECTORY, ROOT } from "../paths.ts";

/** One thing that is built from files of the repository, again when one of them changed. */
export interface Part {
  name: "types" | "worker" | "console";
  /** Files and directories, relative to the root, whose content decides whether the part is stale. */
  inputs: string[];
  /** Absolute path that must exist for the part to count as built. */
  output: string;
}

const WORKER_SOURCE = ["workers", "durable-objects", "migrations"];

/** The types of bindings and runtime, of the configuration. */
export const TYPES: Part = {
  name: "types",
  inputs: ["wrangler.toml", "package-lock.json"],
  output: join(ROOT, "worker-configuration.d.ts"),
};

/** The Worker, the gate before it and the steward beside it. */
export const WORKER: Part = {
  name: "worker",
  inputs: ["wrangler.toml", "package-lock.json", "bin/build", "bin/embedded/steward.ts", ...WORKER_SOURCE],
  output: join(BUILD_DIRECTORY, "worker.json"),
};

/** The console's pages. */
export const CONSOLE: Part = {
  name: "console",
  inputs: ["package-lock.json", "web", "workers"],
  output: join(CONSOLE_DIRECTORY, "index.html"),
};

/** True when `part` was never built or one of its inputs changed since. */
export function isStale(part: Part): boolean {
  if (!existsSync(part.output) || !existsSync(stampOf(part))) return true;
  return readFileSync(stampOf(part), "utf8") !== fingerprint(part.inputs);
}

/** Runs `make`, then remembers the inputs as they were before it began, so that an edit meanwhile leaves the part stale. */
export async function rebuild(part: Part, make: () => Promise<void>): Promise<void> {
  const before = fingerprint(part.inputs);
  await make();
  mkdirSync(BUILD_DIRECTORY, { recursive: true });
  writeFileSync(stampOf(part), before);
}

const stampOf = (part: Part): string => join(BUILD_DIRECTORY, `${part.name}.stamp`);

/** Directories below an input that are made, not written. */
const MADE = new Set(["dist", "node_modules", ".wrangler"]);

/** One hash over the names and contents of all files under `inputs`. */
export function fingerprint(inputs: string[], root = ROOT): string {
  const hash = createHash("sha256");
  const add = (path: string): void => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (!statSync(full).isDirectory()) {
      hash.update(`${path}\0`).update(readFileSync(full)).update("\0");
      return;
    }
    for (const name of readdirSync(full).sort()) if (!MADE.has(name)) add(join(path, name));
  };
  for (const input of inputs) add(input);
  return hash.digest("hex");
}
