import { expect, it } from "vitest";
import { monitorJson } from "./monitor-json.ts";

const checkIn = (
  status: "ok" | "error" | "timeout" | "in_progress",
  startedMs: number,
  environment = "production",
) => ({
  id: "0".repeat(32),
  environment,
  status,
  release: null,
  startedMs,
  durationSeconds: null,
});
const config = (schedule: object) => JSON.stringify({ schedule, checkInMarginMinutes: 5, timezone: "Europe/Berlin" });

it("shows schedules as Sentry does", () => {
  const crontab = monitorJson(1, { slug: "a", config: config({ type: "crontab", value: "0 3 * * *" }), checkIns: [] });
  expect(crontab.config).toMatchObject({ schedule_type: "crontab", schedule: "0 3 * * *", checkin_margin: 5 });
  const interval = { type: "interval", value: 2, unit: "hour" };
  expect(monitorJson(1, { slug: "a", config: config(interval), checkIns: [] }).config).toMatchObject({
    schedule_type: "interval",
    schedule: [2, "hour"],
    timezone: "Europe/Berlin",
  });
  expect(monitorJson(1, { slug: "a", config: null, checkIns: [] }).config.schedule).toBeNull();
});

it("tells each environment's state by its newest check-in that has ended", () => {
  const checkIns = [
    checkIn("in_progress", 9_000),
    checkIn("timeout", 8_000),
    checkIn("ok", 7_000),
    checkIn("ok", 6_000, "staging"),
    checkIn("error", 5_000, "staging"),
    checkIn("in_progress", 4_000, "test"),
  ];
  expect(monitorJson(1, { slug: "a", config: null, checkIns }).environments).toMatchObject([
    { name: "production", status: "error", lastCheckIn: "1970-01-01T00:00:09.000Z" },
    { name: "staging", status: "ok", lastCheckIn: "1970-01-01T00:00:06.000Z" },
    { name: "test", status: "active", lastCheckIn: "1970-01-01T00:00:04.000Z" },
  ]);
});

it("names a monitor by a UUID of its own, always the same", () => {
  const idOf = (projectId: number, slug: string) => monitorJson(projectId, { slug, config: null, checkIns: [] }).id;
  expect(idOf(1, "a")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(idOf(1, "a")).toBe(idOf(1, "a"));
  expect(new Set([idOf(1, "a"), idOf(2, "a"), idOf(1, "b")]).size).toBe(3);
});
