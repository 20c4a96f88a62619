import { readFileSync, writeFileSync } from "node:fs";
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
  /** What stands before it, without bindings. */
  gate: MiniflareOptions["workers"][number];
  migrations: Migration[];
  /** The script of the steward. */
  steward: string;
}

const FILE = join(BUILD_DIRECTORY, "worker.json");

/** Names the base64 of bytes, such as those of fonts, which JSON has no form for. */
const BYTES = "$base64";

/** Writes what starting the Worker takes; bytes as base64. */
export function writeWorkerBuild(build: WorkerBuild): void {
  const write = (_: string, value: unknown) =>
    value instanceof Uint8Array ? { [BYTES]: Buffer.from(value).toString("base64") } : value;
  writeFileSync(FILE, JSON.stringify(build, write));
}

/** Reads what `writeWorkerBuild` wrote. */
export function readWorkerBuild(): WorkerBuild {
  const read = (_: string, value: unknown) =>
    typeof value === "object" && value !== null && BYTES in value ? bytesOf(String(value[BYTES])) : value;
  // Our own build wrote this file; its stamp was checked just before.
  return JSON.parse(readFileSync(FILE, "utf8"), read) as WorkerBuild;
}

const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, "base64"));
