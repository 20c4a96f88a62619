import { reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach } from "vitest";

/** All migrations as one batch: one after the other they take most of a test's time. */
const schema = env.TEST_MIGRATIONS.flatMap(({ queries }) => queries);

beforeEach(async () => {
  await env.DB.batch(schema.map((query) => env.DB.prepare(query)));
});

afterEach(async () => {
  await reset();
});
