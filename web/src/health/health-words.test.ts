import { describe, expect, test } from "vitest";
import type { ReleaseHealth } from "../../../workers/errors/view.ts";
import { crashFree, healthSentence, healthTotals } from "./health-words.ts";

const release = (name: string, counts: Partial<ReleaseHealth>): ReleaseHealth => ({
  release: name,
  environment: "production",
  sessions: 0,
  errored: 0,
  abnormal: 0,
  crashed: 0,
  users: 0,
  crashedUsers: 0,
  ...counts,
});

describe("release health in words", () => {
  test("says first whether anything crashed", () => {
    expect(healthSentence([release("shop@1", { sessions: 1_200 })], 24)).toBe(
      "1,200 sessions of 1 release in the last 24 hours, none crashed.",
    );
  });

  test("names the release that crashed most, when there are several", () => {
    const releases = [
      release("shop@1", { sessions: 900, crashed: 1, errored: 7 }),
      release("shop@2", { sessions: 100, crashed: 4, abnormal: 2 }),
    ];
    expect(healthSentence(releases, 168)).toBe(
      "1,000 sessions of 2 releases in the last 7 days, 5 crashed, 4 of them on shop@2 in production. 7 met an error, 2 ended without a word.",
    );
    expect(healthSentence([...releases.slice(1), release("shop@1", { sessions: 900 })], 168)).toContain(
      "4 crashed, on shop@2 in production.",
    );
    expect(healthTotals(releases)).toEqual({ sessions: 1_000, crashed: 5, errored: 7, abnormal: 2 });
  });

  test("never rounds a crash away", () => {
    expect([crashFree(0, 10), crashFree(1, 100_000), crashFree(1, 8), crashFree(3, 3), crashFree(0, 0)]).toEqual([
      "100%",
      "99.99%",
      "87.5%",
      "0%",
      null,
    ]);
  });
});
