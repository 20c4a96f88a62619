import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { D1Database } from "@cloudflare/workers-types";
import { Miniflare, type MiniflareOptions } from "miniflare";
import { ROOT, WORK_DIRECTORY } from "../../bin/paths.ts";

/** Measures on a D1 database that is seeded once and kept under its name, and migrated since: another seed is another name. */
export async function withDatabase<Measured>(
  name: string,
  seed: (db: D1Database) => Promise<void>,
  measure: (db: D1Database) => Promise<Measured>,
): Promise<Measured> {
  const directory = join(WORK_DIRECTORY, "bench", name);
  const stamp = join(directory, "seeded");
  /** How many migrations it has seen; 0 before it is seeded. */
  const migrated = existsSync(stamp) ? Number(readFileSync(stamp, "utf8")) : 0;
  if (migrated === 0) rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const server = new Miniflare(optionsOf(directory));
  try {
    const db: D1Database = await server.getD1Database("DB", "bench");
    const through = await migrate(db, migrated);
    if (migrated === 0) await seed(db);
    writeFileSync(stamp, String(through));
    return await measure(db);
  } finally {
    await server.dispose();
  }
}

/** Runs the migrations from one on; gives how many there are. */
async function migrate(db: D1Database, from: number): Promise<number> {
  const folder = join(ROOT, "migrations", "d1");
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort();
  for (const file of files.slice(from)) {
    const statements = readFileSync(join(folder, file), "utf8").split("--> statement-breakpoint");
    await db.batch(statements.map((sql) => db.prepare(sql)));
  }
  return files.length;
}

/** A Worker that does nothing, and a D1 database in a directory. */
const optionsOf = (directory: string): MiniflareOptions => ({
  workers: [
    {
      config: {
        name: "bench",
        compatibilityDate: "2026-11-01",
        env: { DB: { type: "d1", id: "bench" } },
        manifest: {
          mainModule: "index.js",
          modulesRoot: import.meta.dirname,
          modules: { "index.js": { type: "esm", contents: "export default { fetch: () => new Response() }" } },
        },
      },
    },
  ],
  host: "127.0.0.1",
  port: 0,
  cf: false,
  enableDevRegistry: false,
  logRequests: false,
  telemetry: { enabled: false },
  resourcePersistencePath: directory,
});
