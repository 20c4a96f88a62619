import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { Tool } from "../errors/web-api/tool.ts";
import { DAY_MS, HOUR_MS, hourOf, SECOND_MS } from "../kit/time.ts";
import { EXPIRED_PER_STEP, expirePoints, recordPoints } from "./data-points.ts";
import { queryPoints } from "./query.ts";

const point = (quantity: number, reason = "") => ({
  dataset: "outcome" as const,
  dimensions: { project: "7", outcome: "accepted", category: "error", reason },
  measures: { quantity, bytes: 10 * quantity },
});

async function record(...points: ReturnType<typeof point>[]): Promise<void> {
  const ctx = createExecutionContext();
  recordPoints(env, ctx, points);
  await waitOnExecutionContext(ctx);
}

const rows = async () => (await env.DB.prepare("select * from data_point where index1 = '7'").all()).results;

/** An environment as Cloudflare's is: the embedded server's mark is not in it. */
const production = (more: Partial<Env> = {}): Env => {
  const { APIARY_ENGINE: _, ...others } = env;
  return { ...others, ...more };
};

// What earlier files' tests gathered is written by then.
beforeAll(() => scheduler.wait(SECOND_MS + 1));
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});

afterEach(() => vi.useRealTimers());

it("sums an hour's points in one row per combination", async () => {
  const hour = hourOf(Date.now());
  await record(point(1), point(2), point(4, "origin"));
  await record(point(3));
  const summed = { at_ms: hour * HOUR_MS, index1: "7", blob1: "outcome", blob2: "accepted", blob3: "error", blob5: "" };
  expect(await rows()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ ...summed, blob4: "", double1: 6, double2: 60 }),
      expect.objectContaining({ ...summed, blob4: "origin", double1: 4, double2: 40 }),
    ]),
  );
  expect(await rows()).toHaveLength(2);
  const range = { fromMs: hour * HOUR_MS, toMs: Date.now() + 1 };
  const query = { dataset: "outcome" as const, ...range, perHour: true };
  expect(await queryPoints(env, { ...query, groupBy: ["project", "outcome"] })).toMatchObject({
    value: expect.arrayContaining([
      { hour, dimensions: { project: "7", outcome: "accepted" }, measures: { quantity: 10, bytes: 100 } },
    ]),
  });
});

it("removes everything past its time, more than a step of it too", async () => {
  const nowMs = 1_000 * DAY_MS;
  const insert = (atMs: number, count: number) =>
    env.DB.prepare(
      `insert into data_point (at_ms, index1, blob1, blob2, double1)
       select ?, '7', 'outcome', value, 1 from json_each(?)`,
    )
      .bind(atMs, JSON.stringify(Array.from({ length: count }, (_, i) => String(i))))
      .run();
  await insert(nowMs - 93 * DAY_MS, EXPIRED_PER_STEP + 1);
  await insert(nowMs - 92 * DAY_MS, 2);
  await expirePoints(env, nowMs);
  expect(await rows()).toHaveLength(2);
});

it("writes to Analytics Engine and never to the table in production", async () => {
  const written: unknown[] = [];
  const DATA_POINTS = { writeDataPoint: (data: unknown) => void written.push(data) };
  const ctx = createExecutionContext();
  recordPoints(production({ DATA_POINTS }), ctx, [point(5)]);
  await waitOnExecutionContext(ctx);
  expect(written).toEqual([{ indexes: ["7"], blobs: ["outcome", "accepted", "error", ""], doubles: [5, 50] }]);
  expect(await rows()).toEqual([]);
});

it("says what to set before Analytics Engine can be read", async () => {
  const query = { dataset: "outcome", fromMs: 0, toMs: 1, groupBy: [], perHour: false } as const;
  for (const half of [{}, { ANALYTICS_ACCOUNT_ID: "account" }, { ANALYTICS_API_TOKEN: "token" }]) {
    expect(await queryPoints(production(half), { ...query, groupBy: [] })).toMatchObject({
      ok: false,
      reason: "analytics-not-set-up",
      detail: expect.stringContaining("ANALYTICS_ACCOUNT_ID"),
    });
  }
});

it("shows usage to those who may see it", async () => {
  await record(point(2));
  const { body } = await new Tool().get("http://localhost:8787/console/api/errors/usage?hours=1");
  expect(body.rows).toContainEqual({ project: "7", outcome: "accepted", category: "error", quantity: 2, bytes: 20 });
});
