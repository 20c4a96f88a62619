import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../kit/json.ts";
import {
  MINUTES_MOST,
  MONITOR_SLUG_CHARS,
  readCheckIn,
  readCheckInQuery,
  SCHEDULE_CHARS,
  THRESHOLD_MOST,
  TIMEZONE_CHARS,
} from "./check-in.ts";

const ID = "0123456789abcdef0123456789abcdef";
const sent = { check_in_id: ID, monitor_slug: "nightly", status: "in_progress" };

describe("a check-in", () => {
  it("is read with the monitor that it configures", () => {
    const full = {
      ...sent,
      duration: 2.5,
      release: "web@1",
      environment: "production",
      contexts: { trace: { trace_id: "t1" } },
      monitor_config: {
        schedule: { type: "crontab", value: "0 * * * *" },
        checkin_margin: 5,
        max_runtime: 30,
        failure_issue_threshold: 2,
        timezone: "Europe/Vienna",
      },
    };
    expect(readCheckIn(full)).toEqual({
      ok: true,
      value: {
        id: ID,
        monitorSlug: "nightly",
        status: "in_progress",
        durationSeconds: 2.5,
        release: "web@1",
        environment: "production",
        traceId: "t1",
        config: {
          schedule: { type: "crontab", value: "0 * * * *" },
          checkInMarginMinutes: 5,
          maxRuntimeMinutes: 30,
          failureThreshold: 2,
          recoveryThreshold: null,
          timezone: "Europe/Vienna",
          owner: null,
        },
      },
    });
  });

  it("without an id, or with zeros, means the latest", () => {
    expect(value({ check_in_id: "00000000-0000-0000-0000-000000000000" })).toMatchObject({ id: null });
    expect(value({ check_in_id: null })).toMatchObject({ id: null });
    expect(value({ check_in_id: ID.toUpperCase() })).toMatchObject({ id: ID });
    expect(value({ check_in_id: "x" })).toBe("bad-id");
  });

  it("names a monitor and a status", () => {
    expect(value({ monitor_slug: "Nightly Job/2" })).toMatchObject({ monitorSlug: "nightly-job-2" });
    expect(value({ monitor_slug: "x".repeat(MONITOR_SLUG_CHARS) })).toMatchObject({ status: "in_progress" });
    expect(value({ monitor_slug: "x".repeat(MONITOR_SLUG_CHARS + 1) })).toBe("bad-slug");
    expect(value({ monitor_slug: null })).toBe("bad-slug");
    expect(value({ status: "done" })).toBe("bad-status");
  });

  it("may run at intervals, within a year", () => {
    const config = (schedule: JsonObject, rest: JsonObject = {}) => value({ monitor_config: { schedule, ...rest } });
    expect(config({ type: "interval", value: 2, unit: "hour" })).toMatchObject({
      config: { schedule: { type: "interval", value: 2, unit: "hour" } },
    });
    expect(config({ type: "interval", value: MINUTES_MOST, unit: "minute" })).toMatchObject({ config: {} });
    expect(config({ type: "interval", value: MINUTES_MOST + 1, unit: "minute" })).toBe("bad-schedule");
    expect(config({ type: "interval", value: 0, unit: "hour" })).toBe("bad-schedule");
    expect(config({ type: "interval", value: 2, unit: "fortnight" })).toBe("bad-schedule");
    expect(config({ type: "crontab", value: 5 })).toBe("bad-schedule");
    const hourly = { type: "crontab", value: "@hourly" };
    expect(config(hourly, { failure_issue_threshold: THRESHOLD_MOST + 1, max_runtime: 0 })).toMatchObject({
      config: { failureThreshold: null, maxRuntimeMinutes: null },
    });
  });

  it("has texts of limited length", () => {
    const config = (crontab: number, timezone: number) => {
      const schedule = { type: "crontab", value: "*".repeat(crontab) };
      return value({ monitor_config: { schedule, timezone: "z".repeat(timezone) } });
    };
    const full = { config: { schedule: {}, timezone: "z".repeat(TIMEZONE_CHARS) } };
    expect(config(SCHEDULE_CHARS, TIMEZONE_CHARS)).toMatchObject(full);
    expect(config(SCHEDULE_CHARS, TIMEZONE_CHARS + 1)).toMatchObject({ config: { timezone: null } });
    expect(config(SCHEDULE_CHARS + 1, TIMEZONE_CHARS)).toBe("bad-schedule");
  });

  it("may come in a query", () => {
    const query = new URLSearchParams({ status: "ok", duration: "1.5", environment: "dev", check_in_id: ID });
    expect(readCheckInQuery(query, "nightly")).toMatchObject({
      value: { monitorSlug: "nightly", status: "ok", durationSeconds: 1.5, environment: "dev", id: ID },
    });
    expect(readCheckInQuery(new URLSearchParams(), "nightly")).toMatchObject({ reason: "bad-status" });
    expect(readCheckInQuery(new URLSearchParams({ status: "ok", duration: "long" }), "nightly")).toMatchObject({
      value: { durationSeconds: null },
    });
  });

  it("of any content never makes the reader throw", () => {
    const name = fc.constantFrom("check_in_id", "monitor_slug", "status", "monitor_config", "contexts", "duration");
    fc.assert(
      fc.property(fc.dictionary(name, fc.jsonValue()), (any) => {
        readCheckIn(JSON.parse(JSON.stringify({ ...sent, ...any })));
      }),
    );
  });
});

function value(over: JsonObject) {
  const result = readCheckIn({ ...sent, ...over });
  return result.ok ? result.value : result.reason;
}
