import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../kit/json.ts";
import { AGGREGATES_PER_ITEM, DISTINCT_ID_CHARS, readSession, readSessions, SESSION_AGE_MS } from "./session.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const attrs = { release: "web@1.0", environment: "production" };
const started = "2026-11-22T11:59:00.500Z";

describe("a session", () => {
  it("is read with its counts", () => {
    const sent = {
      sid: "s1",
      did: 42,
      init: true,
      seq: 3,
      started,
      status: "crashed",
      duration: 1.5,
      errors: 2,
      attrs,
    };
    expect(readSession(sent, NOW)).toEqual({
      ok: true,
      value: {
        release: "web@1.0",
        environment: "production",
        startedMs: NOW - 59_500,
        distinctId: "42",
        sessionId: "s1",
        sequence: 3,
        initial: true,
        status: "crashed",
        errors: 2,
        durationSeconds: 1.5,
      },
    });
  });

  it("is going on when it has no status, and has an error when it crashed", () => {
    expect(readSession({ started, attrs }, NOW)).toMatchObject({
      value: { status: "ok", errors: 0, initial: false, sessionId: null, durationSeconds: null },
    });
    expect(readSession({ started, attrs, status: "unhandled" }, NOW)).toMatchObject({ value: { errors: 1 } });
  });

  it("needs a release, a start and a status that there is", () => {
    expect(readSession({ started }, NOW)).toMatchObject({ reason: "missing-release" });
    expect(readSession({ started, attrs: { release: "latest" } }, NOW)).toMatchObject({
      reason: "missing-release",
    });
    expect(readSession({ attrs }, NOW)).toMatchObject({ reason: "bad-start" });
    expect(readSession({ attrs, started: "2026-11-24T00:00:00Z" }, NOW)).toMatchObject({ reason: "bad-start" });
    expect(readSession({ attrs, started, status: "fine" }, NOW)).toMatchObject({ reason: "bad-status" });
  });

  it("has its updates in order of time when they are not numbered", () => {
    const sequence = (over: JsonObject) => {
      const result = readSession({ attrs, started, ...over }, NOW);
      return result.ok ? result.value.sequence : Number.NaN;
    };
    const timestamp = "2026-11-22T11:59:01.250Z";
    expect(sequence({ init: true, timestamp })).toBe(NOW - 58_750);
    expect(sequence({ timestamp })).toBe(NOW - 58_749);
    expect(sequence({})).toBe(NOW + 1);
    expect(sequence({ seq: 0, timestamp })).toBe(0);
  });

  it("has ids of limited length", () => {
    const did = "u".repeat(DISTINCT_ID_CHARS);
    expect(readSession({ attrs, started, did }, NOW)).toMatchObject({ value: { distinctId: did } });
    expect(readSession({ attrs, started, did: `${did}u` }, NOW)).toMatchObject({ value: { distinctId: did } });
  });

  it("is taken until its age", () => {
    const at = (ms: number) => readSession({ attrs, started: ms / 1000 }, NOW);
    expect(at(NOW - SESSION_AGE_MS).ok).toBe(true);
    expect(at(NOW - SESSION_AGE_MS - 1)).toMatchObject({ reason: "too-old" });
  });
});

describe("aggregated sessions", () => {
  const counts = { exited: 5, errored: 2, abnormal: 0, crashed: 1, unhandled: 0 };

  it("are read one by one, without those that are too old", () => {
    const aggregates = [
      { started, exited: 5, errored: 2, crashed: 1 },
      { started: "2026-01-01T00:00:00Z", exited: 9 },
      { started, did: "u", exited: -3, errored: "many" },
    ];
    expect(readSessions({ aggregates, attrs }, NOW)).toMatchObject({
      value: [counts, { distinctId: "u", exited: 0, errored: 0 }],
    });
  });

  it("are limited in number", () => {
    const some = (length: number) => ({ attrs, aggregates: Array.from({ length }, () => ({ started, exited: 1 })) });
    expect(readSessions(some(AGGREGATES_PER_ITEM), NOW)).toMatchObject({
      value: { length: AGGREGATES_PER_ITEM },
    });
    expect(readSessions(some(AGGREGATES_PER_ITEM + 1), NOW)).toMatchObject({ reason: "too-many-aggregates" });
  });

  it("are refused when they are malformed", () => {
    expect(readSessions({ attrs }, NOW)).toMatchObject({ reason: "no-aggregates" });
    expect(readSessions({ attrs, aggregates: [7] }, NOW)).toMatchObject({ reason: "no-aggregates" });
    expect(readSessions({ attrs, aggregates: [{}] }, NOW)).toMatchObject({ reason: "bad-start" });
  });

  it("never make the reader throw", () => {
    const name = fc.constantFrom("aggregates", "attrs", "started", "sid", "did", "status", "seq", "errors", "duration");
    fc.assert(
      fc.property(fc.dictionary(name, fc.jsonValue(), { noNullPrototype: true }), (sent) => {
        readSession(JSON.parse(JSON.stringify({ attrs, ...sent })), NOW);
        readSessions(JSON.parse(JSON.stringify({ attrs, ...sent })), NOW);
      }),
    );
  });
});
