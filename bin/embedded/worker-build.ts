import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { MiniflareOptions } from "miniflare";
import { BUILD_DIRECTORY } from "../paths.ts";

/** One D1 migration, split into statements. */
export interface Migration {
  name: string;
  statements: string[];
}

/** What the build leaves for the embedded server. */
export interface WorkerBuild {
  /** The Worker with its bindings, as Miniflare takes it. */
  worker: MiniflareOptions["workers"][number];
  migrations: Migration[];
  /** The script of the steward. */
  steward: string;
}

/** Reads what `buildWorker` wrote. */
export function readWorkerBuild(): WorkerBuild {
  // Our own build wrote this file; its stamp was checked just before.
  return JSON.parse(readFileSync(join(BUILD_DIRECTORY, "worker.json"), "utf8")) as WorkerBuild;
}
