import { expect, test } from "vitest";
import { archiveText, resolutionText } from "./issue-words.ts";

const NOW = new Date(2026, 10, 20, 16, 30).getTime();

test("a resolution says its release", () => {
  expect(resolutionText(null)).toBe("");
  expect(resolutionText({ in: "now" })).toBe("");
  expect(resolutionText({ in: "release", release: "web@2" })).toBe("in release web@2");
  expect(resolutionText({ in: "next-release", after: "web@2" })).toBe("in the release after web@2");
});

test("a condition says what ends it, and how far it is", () => {
  expect(archiveText({ until: "forever" }, NOW)).toBe("");
  expect(archiveText({ until: "escalating" }, NOW)).toBe("until it escalates");
  expect(archiveText({ until: "time", untilMs: new Date(2026, 10, 20, 18, 5).getTime() }, NOW)).toBe("until 18:05");
  expect(archiveText({ until: "events", count: 100, windowMinutes: null, soFar: 12 }, NOW)).toBe(
    "until 100 more events, 12 so far",
  );
  expect(archiveText({ until: "users", count: 1, windowMinutes: 60, soFar: 0 }, NOW)).toBe(
    "until 1 more user within 1 h",
  );
});
