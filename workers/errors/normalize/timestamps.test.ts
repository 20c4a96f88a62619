import { describe, expect, it } from "vitest";
import { Notes } from "./notes.ts";
import {
  clockDrift,
  DRIFT_TOLERATED_MS,
  FUTURE_TOLERATED_MS,
  PAST_TOLERATED_MS,
  parseTimestamp,
  readEventTime,
} from "./timestamps.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const noon = NOW / 1000;

describe("a timestamp", () => {
  it.each([
    [noon + 0.25, noon + 0.25],
    [String(noon), noon],
    ["2026-11-22T12:00:00Z", noon],
    ["2026-11-22 12:00:00", noon],
    ["2026-11-22T12:00:00.123456", noon + 0.123456],
    ["2026-11-22T12:00:00.123456789012Z", noon + 0.123456789012],
    ["2026-11-22T13:30:00.5+01:30", noon + 0.5],
    ["2026-11-22T11:00:00-0100", noon],
    ["2026-11-22T25:00:00Z", null],
    ["2026-11-22", null],
    ["yesterday", null],
    [-1, null],
    [1e300, null],
    [null, null],
    [{}, null],
  ])("%j is %s", (sent, seconds) => expect(parseTimestamp(sent)).toBe(seconds));
});

describe("clock drift", () => {
  it("counts from an hour or so", () => {
    expect(clockDrift(NOW, null)).toBe(0);
    expect(clockDrift(NOW, NOW - DRIFT_TOLERATED_MS)).toBe(0);
    expect(clockDrift(NOW, NOW - DRIFT_TOLERATED_MS - 1)).toBeCloseTo((DRIFT_TOLERATED_MS + 1) / 1000);
    expect(clockDrift(NOW, NOW + 2 * DRIFT_TOLERATED_MS)).toBeLessThan(0);
  });
});

describe("an event's time", () => {
  it("is when it arrived, if it does not say", () => {
    expect(eventTime(undefined)).toEqual([noon]);
    expect(eventTime("yesterday")).toEqual([noon, "invalid_data"]);
  });

  it("is believed within a window", () => {
    expect(eventTime(noon + FUTURE_TOLERATED_MS / 1000)).toEqual([noon + 60]);
    expect(eventTime(noon + FUTURE_TOLERATED_MS / 1000 + 1)).toEqual([noon, "future_timestamp"]);
    expect(eventTime(noon - PAST_TOLERATED_MS / 1000)).toEqual([noon - 30 * 86_400]);
    expect(eventTime(noon - PAST_TOLERATED_MS / 1000 - 1)).toEqual([noon, "past_timestamp"]);
  });

  it("is shifted by the drift first", () => {
    expect(eventTime(noon - 7_205, 7_200)).toEqual([noon - 5, "clock_drift"]);
  });
});

function eventTime(sent: string | number | undefined, drift = 0) {
  const notes = new Notes(undefined);
  const time = readEventTime(sent, drift, NOW, notes);
  return [time, ...(notes.list() ?? []).map((note) => note.type)];
}
