import { describe, expect, test } from "vitest";
import type { IssueRow } from "../../../workers/errors/view.ts";
import { changeText, groupByBefore } from "./issue-change.ts";
import { changed } from "./pending-change.ts";

const ADA = { id: "p1", name: "Ada" };

const row = (id: string, change: Partial<IssueRow> = {}): IssueRow => ({
  id,
  shortId: `WEB-${id}`,
  project: { id: "1", slug: "web", name: "Web", platform: "javascript" },
  title: "",
  subtitle: "",
  culprit: "",
  level: "error",
  status: "unresolved",
  regressed: false,
  escalating: false,
  resolution: null,
  archive: null,
  comments: 0,
  unhandled: false,
  assignee: null,
  firstSeenMs: 0,
  lastSeenMs: 0,
  events: 1,
  users: 1,
  hourly: [],
  ...change,
});

describe("changing issues", () => {
  test("says what was done", () => {
    expect(changeText([row("1")], { status: "resolved" })).toBe("WEB-1 resolved");
    expect(changeText([row("1"), row("2")], { status: "ignored" })).toBe("2 issues ignored");
    expect(changeText([row("1")], { status: "resolved", resolution: { in: "next-release" } })).toBe(
      "WEB-1 resolved in the next release",
    );
    expect(changeText([row("1")], { assignee: ADA })).toBe("WEB-1 assigned to Ada");
    expect(changeText([row("1")], { assignee: null })).toBe("WEB-1 assigned to nobody");
  });

  test("is undone by as few changes as there were states before", () => {
    const rows = [row("1"), row("2", { status: "ignored" }), row("3")];
    expect(
      groupByBefore(rows, { status: "resolved" }, 0).map(([before, group]) => [before, group.map((r) => r.id)]),
    ).toEqual([
      [{ status: "unresolved" }, ["1", "3"]],
      [{ status: "ignored", archive: { until: "forever" } }, ["2"]],
    ]);
    const owned = [row("1", { assignee: ADA }), row("2")];
    expect(groupByBefore(owned, { assignee: null }, 0).map(([before]) => before)).toEqual([
      { assignee: ADA },
      { assignee: null },
    ]);
  });

  test("brings back the release and the condition as far as they can be", () => {
    const undone = (change: Partial<IssueRow>) =>
      groupByBefore([row("1", change)], { status: "unresolved" }, 0)[0]?.[0];
    expect(undone({ regressed: true })).toEqual({ status: "unresolved", back: "regressed" });
    expect(undone({ status: "resolved", resolution: { in: "release", release: "web@2" } })).toEqual({
      status: "resolved",
      resolution: { in: "release", release: "web@2" },
    });
    expect(undone({ status: "resolved", resolution: { in: "next-release", after: "web@2" } })).toEqual({
      status: "resolved",
      resolution: { in: "next-release" },
    });
    expect(undone({ status: "ignored", archive: { until: "time", untilMs: 90_001 } })).toEqual({
      status: "ignored",
      archive: { until: "time", minutes: 2 },
    });
    const counting = { until: "events", count: 10, windowMinutes: null, soFar: 4 } as const;
    expect(undone({ status: "ignored", archive: counting })).toEqual({
      status: "ignored",
      archive: { until: "events", count: 6, windowMinutes: null },
    });
  });

  test("is laid over an issue until lists catch up", () => {
    const back = row("1", { regressed: true });
    expect(changed(back, new Map())).toBe(back);
    expect(changed(back, new Map([["1", { status: "resolved" }]]))).toMatchObject({
      status: "resolved",
      regressed: false,
    });
    expect(changed(back, new Map([["1", { assignee: ADA }]]))).toMatchObject({ regressed: true, assignee: ADA });
  });
});
