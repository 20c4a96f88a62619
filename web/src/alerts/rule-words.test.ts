import { describe, expect, test } from "vitest";
import { MINUTE_MS } from "../../../workers/kit/time.ts";
import { aRule, NOW } from "./rule-fixture.ts";
import { FIRING_MS, isOrphaned, minutesText, ruleSentence, ruleState, stateText } from "./rule-words.ts";

const NO_FILTERS = { environments: [], levels: [], tags: [], title: null };

describe("a rule's sentence", () => {
  test("says when, where, whom and how often", () => {
    expect(
      ruleSentence({
        triggers: [{ kind: "new-issue" }],
        projects: [],
        filters: NO_FILTERS,
        receivers: ["Shop team"],
        intervalMinutes: 30,
      }),
    ).toBe("When a new issue appears in any project, tell Shop team, not again for the same issue within 30 minutes.");
  });

  test("joins several of each with the word that holds between them", () => {
    expect(
      ruleSentence({
        triggers: [{ kind: "new-issue" }, { kind: "frequency", count: 1_000, minutes: 60 }],
        projects: ["Web shop", "Billing"],
        filters: {
          environments: ["production"],
          levels: ["fatal", "error"],
          tags: [
            { key: "plan", match: "is", value: "team" },
            { key: "beta", match: "is-not-set", value: "" },
          ],
          title: "card",
        },
        receivers: ["A", "B", "C"],
        intervalMinutes: 1_440,
      }),
    ).toBe(
      "When a new issue appears or an issue has more than 1,000 events in 1 hour in Web shop or Billing, environment " +
        "production and its level is fatal or error, its tag plan is team, its tag beta is not set and its title contains " +
        "“card”, tell A, B and C, not again for the same issue within 1 day.",
    );
  });

  test("says so when it has no trigger or tells nobody", () => {
    const text = ruleSentence({ triggers: [], projects: [], filters: NO_FILTERS, receivers: [], intervalMinutes: 1 });
    expect(text).toBe(
      "When nothing happens in any project, tell nobody, not again for the same issue within 1 minute.",
    );
  });
});

test("minutes are said in their largest whole unit", () => {
  expect([1, 59, 60, 90, 120, 1_440, 2_880].map(minutesText)).toEqual([
    "1 minute",
    "59 minutes",
    "1 hour",
    "90 minutes",
    "2 hours",
    "1 day",
    "2 days",
  ]);
});

describe("a rule's state", () => {
  test("is firing for an hour after it fired, then quiet", () => {
    expect(ruleState(aRule({ lastFiredAtMs: NOW - FIRING_MS + 1 }), NOW)).toBe("firing");
    expect(ruleState(aRule({ lastFiredAtMs: NOW - FIRING_MS }), NOW)).toBe("quiet");
    expect(stateText(aRule({ lastFiredAtMs: NOW - 12 * MINUTE_MS, lastFiredIssues: 3 }), NOW)).toBe(
      "Fired 12 min ago for 3 issues",
    );
    expect(stateText(aRule({ lastFiredAtMs: NOW - 6 * 24 * FIRING_MS }), NOW)).toBe("Quiet for 6 days");
    expect(stateText(aRule({}), NOW)).toBe("Has not fired yet");
  });

  test("is muted until its end, whether it fired or not, and off above all", () => {
    const muted = { mutedUntilMs: NOW + MINUTE_MS, lastFiredAtMs: NOW - 1 };
    expect(ruleState(aRule(muted), NOW)).toBe("muted");
    expect(ruleState(aRule(muted), NOW + MINUTE_MS)).toBe("firing");
    expect(stateText(aRule({ mutedUntilMs: NOW + MINUTE_MS }), NOW)).toBe("Muted until 16:31");
    expect(ruleState(aRule({ ...muted, enabled: false }), NOW)).toBe("off");
  });
});

test("a rule whose projects were all deleted is off, and says why", () => {
  const gone = { id: "7", slug: "deleted project 7", name: "deleted project 7", deleted: true };
  const kept = { id: "1", slug: "web-shop", name: "Web shop", deleted: false };
  expect([[], [kept, gone], [gone]].map((projects) => isOrphaned({ projects }))).toEqual([false, false, true]);
  const rule = aRule({ projects: [gone], lastFiredAtMs: NOW });
  expect([ruleState(rule, NOW), stateText(rule, NOW)]).toEqual(["off", "Off, as its projects were deleted"]);
});
