import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { HOUR_MS, hourOf } from "../../kit/time.ts";
import type { OutcomeCount, OutcomeName } from "../outcome.ts";
import { findProject } from "../project/project.ts";
import { shardOf } from "../project/project-shard.ts";
import { badRequest, noSuchResource } from "./refusal.ts";

/** Hours of one answer: as many as the ledger keeps. */
export const STATS_HOURS_MAX = 24 * 90;
const DEFAULT_HOURS = 24;
/** What Sentry counts as events here. */
const EVENT_CATEGORIES = new Set(["error", "default", "security"]);

const STATS: Readonly<Record<string, readonly OutcomeName[]>> = {
  received: ["accepted", "filtered", "limited", "invalid"],
  rejected: ["limited", "invalid"],
  blacklisted: ["filtered"],
};
const RESOLUTION_HOURS: Readonly<Record<string, number>> = { "1h": 1, "1d": 24 };

/** A project's event counts over time, from the outcome ledger. */
export const statsApi = new Hono<App>().get("/projects/:org/:project/stats", allow("project:read"), async (c) => {
  const project = await findProject(c.env.DB, c.req.param("project"));
  if (project === null) return noSuchResource(c);
  const { stat = "received", resolution = "1h", since, until } = c.req.query();
  const outcomes = Object.hasOwn(STATS, stat) ? STATS[stat] : undefined;
  if (outcomes === undefined)
    return badRequest(c, "bad-stat", "There are the stats received, rejected and blacklisted.");
  const step = Object.hasOwn(RESOLUTION_HOURS, resolution) ? RESOLUTION_HOURS[resolution] : undefined;
  if (step === undefined) return badRequest(c, "bad-resolution", "Counts are kept per hour: resolution is 1h or 1d.");
  const toHour = until === undefined ? hourOf(c.get("nowMs")) : hourOfSeconds(until);
  const fromHour = since === undefined ? toHour - DEFAULT_HOURS + 1 : hourOfSeconds(since);
  if (!Number.isInteger(toHour) || !Number.isInteger(fromHour) || fromHour > toHour) {
    return badRequest(c, "bad-range", "since and until are seconds since the epoch, since not the later.");
  }
  if (toHour - fromHour >= STATS_HOURS_MAX) {
    return badRequest(c, "bad-range", `A range has ${STATS_HOURS_MAX} hours at most.`);
  }
  const from = fromHour - (fromHour % step);
  const counts = await shardOf(c.env, project.id).outcomes(from, toHour);
  return c.json(bucketsOf(counts, outcomes, from, toHour, step));
});

const hourOfSeconds = (text: string): number => hourOf(Number(text) * 1_000);

/** `[seconds since the epoch, events]` per bucket of `step` hours, oldest first. The counts are of these hours. */
export function bucketsOf(
  counts: readonly (OutcomeCount & { hour: number })[],
  outcomes: readonly OutcomeName[],
  fromHour: number,
  toHour: number,
  step: number,
): [number, number][] {
  const buckets = new Array<number>(Math.floor((toHour - fromHour) / step) + 1).fill(0);
  for (const { hour, outcome, category, quantity } of counts) {
    if (!EVENT_CATEGORIES.has(category) || !outcomes.includes(outcome)) continue;
    const bucket = Math.floor((hour - fromHour) / step);
    buckets[bucket] = (buckets[bucket] ?? 0) + quantity;
  }
  return buckets.map((count, i) => [((fromHour + i * step) * HOUR_MS) / 1_000, count]);
}
