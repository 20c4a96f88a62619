import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { unstable_readConfig as readConfig } from "wrangler";
import { ROOT, WORK_DIRECTORY } from "../paths.ts";

const DIRECTORY = join(WORK_DIRECTORY, "deploy");

/** What the account must have before the Worker can be deployed, as wrangler.toml names it. */
export interface Resources {
  worker: string;
  database: { binding: string; name: string; placeholderId: string };
  buckets: string[];
  queues: string[];
}

/** Reads the names from wrangler.toml. */
export function readResources(): Resources {
  const config = readConfig({ config: join(ROOT, "wrangler.toml") });
  const [database] = config.d1_databases;
  if (!config.name || !database?.database_name || !database.database_id)
    throw new Error("wrangler.toml names no Worker or no database");
  return {
    worker: config.name,
    database: { binding: database.binding, name: database.database_name, placeholderId: database.database_id },
    buckets: config.r2_buckets.flatMap(({ bucket_name }: { bucket_name?: string }) => bucket_name ?? []),
    queues: (config.queues.producers ?? []).map(({ queue }: { queue: string }) => queue),
  };
}

/** The Pages project's name, from web/wrangler.toml. */
export function readPagesProject(): string {
  const config = readConfig({ config: join(ROOT, "web/wrangler.toml") });
  if (!config.name || !config.pages_build_output_dir) throw new Error("web/wrangler.toml names no Pages project");
  return config.name;
}

/**
 * Writes wrangler.toml with the account's own database id to .apiary/deploy and returns its path: ids differ between accounts, so the
 * committed file keeps a placeholder.
 */
export function writeAccountConfig(placeholderId: string, databaseId: string): string {
  const up = relative(DIRECTORY, ROOT);
  const text = readFileSync(join(ROOT, "wrangler.toml"), "utf8")
    .replace(placeholderId, databaseId)
    .replace(/^(main|migrations_dir) = "/gm, `$1 = "${up}/`);
  mkdirSync(DIRECTORY, { recursive: true });
  const path = join(DIRECTORY, "wrangler.toml");
  writeFileSync(path, text);
  return path;
}
