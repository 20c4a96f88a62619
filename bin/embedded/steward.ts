import type { D1Database } from "@cloudflare/workers-types";
import type { Migration } from "./worker-build.ts";

interface StewardEnv {
  APIARY: { scheduled(event: { cron: string; scheduledTime: Date }): Promise<{ outcome: string }> };
  DB: D1Database;
  STEWARD_KEY: string;
}

/**
 * A small Worker beside Apiary's own, on a private port: it does for the supervisor what Cloudflare does in production (migrations,
 * crons). Talking HTTP to it costs the supervisor far less memory than Miniflare's proxies to bindings.
 */
export default {
  async fetch(request: Request, env: StewardEnv): Promise<Response> {
    if (request.headers.get("authorization") !== env.STEWARD_KEY) return new Response(null, { status: 403 });
    // The supervisor is the only caller, and of the same build.
    const order = (await request.json()) as Order;
    switch (order.kind) {
      case "migrate":
        return Response.json(await migrate(env.DB, order.migrations));
      case "has-owner":
        return Response.json((await env.DB.prepare(OWNER).first()) !== null);
      case "scheduled":
        return Response.json(await env.APIARY.scheduled({ cron: order.cron, scheduledTime: new Date(order.atMs) }));
    }
  },
};

/** What the supervisor asks for. */
export type Order =
  | { kind: "migrate"; migrations: Migration[] }
  | { kind: "has-owner" }
  | { kind: "scheduled"; cron: string; atMs: number };

const OWNER = "SELECT 1 FROM person WHERE EXISTS (SELECT 1 FROM json_each(person.roles) WHERE value = 'owner')";

/** The same table as `wrangler d1 migrations apply` keeps, so that a database can move between the two. */
const LEDGER = `CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`;

/** Applies what the database has not seen, each migration in one transaction together with its line in the ledger. Returns their names. */
async function migrate(db: D1Database, migrations: Migration[]): Promise<string[]> {
  await db.prepare(LEDGER).run();
  const { results } = await db.prepare("SELECT name FROM d1_migrations").all<{ name: string }>();
  const applied = new Set(results.map((row) => row.name));
  const missing = migrations.filter(({ name }) => !applied.has(name));
  for (const { name, statements } of missing) {
    const record = db.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name);
    await db.batch([...statements.map((statement) => db.prepare(statement)), record]);
  }
  return missing.map(({ name }) => name);
}
