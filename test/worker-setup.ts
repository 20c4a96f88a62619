import { reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach } from "vitest";
import { roundsEnded } from "../workers/billing/webhook/round.ts";

/** All migrations as one batch: one after the other they take most of a test's time. */
const schema = env.TEST_MIGRATIONS.flatMap(({ queries }) => queries);

beforeEach(async () => {
  await env.DB.batch(schema.map((query) => env.DB.prepare(query)));
});

afterEach(async () => {
  // Webhooks leave after the answer; cut off, they would print what they miss between two tests.
  await roundsEnded();
  await reset();
});
