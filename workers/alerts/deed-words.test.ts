import { expect, it } from "vitest";
import type { ActivityEntry, ActivityKind } from "../errors/view.ts";
import { deedWords, isTold } from "./deed-words.ts";

const deed = (kind: ActivityKind, fields: Partial<ActivityEntry> = {}) => ({
  ...{ kind, detail: null, resolution: null, archive: null },
  ...fields,
});

it.each([
  [deed("resolved", { resolution: { in: "now" } }), "resolved by Dana"],
  [deed("resolved", { resolution: { in: "release", release: "a@2" } }), "resolved by Dana in release a@2"],
  [deed("resolved", { resolution: { in: "next-release", after: "a@1" } }), "resolved by Dana in the release after a@1"],
  [deed("unresolved"), "opened again by Dana"],
  [deed("ignored", { archive: { until: "forever" } }), "ignored by Dana"],
  [deed("ignored", { archive: { until: "escalating" } }), "ignored by Dana until it escalates"],
  [deed("ignored", { archive: { until: "time", untilMs: 0 } }), "ignored by Dana until 1970-01-01 00:00 UTC"],
  [
    deed("ignored", { archive: { until: "users", count: 5, windowMinutes: 1, soFar: 0 } }),
    "ignored by Dana until 5 more users",
  ],
  [deed("assigned", { detail: "Kim" }), "assigned to Kim by Dana"],
  [deed("unassigned"), "assigned to nobody by Dana"],
  [deed("comment", { detail: "Words." }), "commented on by Dana"],
])("tells what a person did: %#", (entry, words) => {
  expect(isTold(entry)).toBe(true);
  expect(deedWords(entry, "Dana")).toBe(words);
});

it("tells what events and time did", () => {
  expect(deedWords(deed("regressed", { detail: "a@2" }), null)).toBe("back in release a@2, after it was resolved");
  expect(deedWords(deed("regressed"), null)).toBe("back, after it was resolved");
  expect(deedWords(deed("escalated", { detail: "a@2" }), null)).toMatch(/^back, as it reached/);
  expect(deedWords(deed("expired"), null)).toMatch(/^back, as the time/);
});

it("tells nothing of what merges move", () => {
  const kinds: ActivityKind[] = ["first-seen", "merged", "unmerged", "unmerged-from", "unreadable"];
  expect(kinds.filter((kind) => isTold({ kind }))).toEqual([]);
});
