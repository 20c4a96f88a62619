import { describe, expect, test } from "vitest";
import type { MonitorView } from "../../../workers/errors/view.ts";
import { type CheckInView, monitorsSentence, runtime } from "./check-in-words.ts";

const monitor = (...statuses: CheckInView["status"][]): MonitorView => ({
  slug: "nightly",
  config: null,
  checkIns: statuses.map((status, index) => ({
    id: String(index),
    environment: "production",
    status,
    release: null,
    startedMs: 0,
    durationSeconds: null,
  })),
});

describe("monitors in words", () => {
  test("are judged by their newest check-in", () => {
    expect(monitorsSentence([monitor("ok", "error"), monitor()])).toBe("2 monitors, no last run failed.");
    expect(monitorsSentence([monitor("ok"), monitor("missed", "ok"), monitor("in_progress")])).toBe(
      "3 monitors: the last run of 1 did not end well. 1 job runs right now.",
    );
    expect(monitorsSentence([monitor("timeout")])).toBe("1 monitor: the last run of 1 did not end well.");
  });

  test("say how long a run took", () => {
    expect([0.42, 9.96, 59.4, 60, 200, 3_600, 5_400].map(runtime)).toEqual([
      "0.4 s",
      "10.0 s",
      "59 s",
      "1 min",
      "3 min 20 s",
      "1 h",
      "1 h 30 min",
    ]);
  });
});
