import { describe, expect, test } from "vitest";
import type { ActivityEntry, IssueDetail, TagDistribution } from "../../../workers/errors/view.ts";
import { DAY_MS, HOUR_MS } from "../../../workers/kit/time.ts";
import { headSentence, sentenceText } from "./head-sentence.ts";

const NOW = new Date(2026, 10, 20, 16, 30).getTime();
const AT_TWO = new Date(2026, 10, 20, 14, 2).getTime();

const ISSUE: IssueDetail = {
  id: "100000001",
  shortId: "WEB-1",
  project: { id: "1", slug: "web", name: "Web", platform: "javascript" },
  title: "TypeError: x is undefined",
  subtitle: "x is undefined",
  culprit: "app.ts in sum",
  level: "error",
  status: "unresolved",
  regressed: false,
  escalating: false,
  resolution: null,
  archive: null,
  comments: 0,
  unhandled: true,
  assignee: null,
  firstSeenMs: NOW - 40 * DAY_MS,
  lastSeenMs: NOW - HOUR_MS,
  events: 312,
  users: 48,
  hourly: [],
  firstRelease: null,
  lastRelease: null,
  daily: [],
  tags: [],
  activity: [],
  hashes: [],
  moving: false,
  environments: [],
  feedback: [],
};

/** An entry of the activity with nothing more to say. */
const entryOf = (kind: ActivityEntry["kind"], atMs: number, actor: string | null = null): ActivityEntry => ({
  id: "1",
  atMs,
  kind,
  actor,
  actorId: actor,
  detail: null,
  resolution: null,
  archive: null,
  issues: [],
  hashes: [],
  editedMs: null,
});

/** How many of an issue's events came from Safari. */
const safari = (total: number, count: number): TagDistribution => ({
  key: "browser",
  total,
  others: total - count,
  values: [{ value: "Safari", count, firstSeenMs: AT_TWO, lastSeenMs: AT_TWO }],
});

const say = (change: Partial<IssueDetail>): string => sentenceText(headSentence({ ...ISSUE, ...change }, NOW));

describe("the sentence under an issue's title", () => {
  test("says since when a regressed issue is back, and after which release", () => {
    const activity = [entryOf("regressed", AT_TWO)];
    const tags = [safari(312, 312)];
    expect(say({ regressed: true, activity, tags, lastRelease: "2.1.0" })).toBe(
      "Back since 14:02 after release 2.1.0, 312 events from 48 users, all on Safari",
    );
  });

  test("calls an issue new for its first week only", () => {
    expect(say({ firstSeenMs: AT_TWO })).toMatch(/^New since 14:02/);
    expect(say({ firstSeenMs: NOW - 7 * DAY_MS + 1 })).toMatch(/^New since 13 Nov/);
    expect(say({ firstSeenMs: NOW - 7 * DAY_MS })).toMatch(/^Seen since 13 Nov/);
  });

  test("counts one as one, and leaves out users that nobody reported", () => {
    expect(say({ events: 1, users: 1 })).toContain("1 event from 1 user");
    expect(say({ users: 0 })).not.toContain("user");
  });

  test("names who resolved it", () => {
    const activity = [entryOf("resolved", NOW - 3 * HOUR_MS, "ada@example.com")];
    const resolution = { in: "next-release", after: "2.1.0" } as const;
    expect(say({ status: "resolved", activity, resolution })).toMatch(
      /^Resolved 3 h ago by ada@example\.com in the release after 2\.1\.0, 312 events/,
    );
  });

  test("says until when it is ignored, and that it escalates", () => {
    const activity = [entryOf("ignored", NOW - 3 * HOUR_MS, "ada@example.com"), entryOf("escalated", AT_TWO)];
    const archive = { until: "users", count: 10, windowMinutes: null, soFar: 3 } as const;
    expect(say({ status: "ignored", activity, archive })).toMatch(
      /^Ignored 3 h ago by ada@example\.com until 10 more users, 3 so far, 312 events/,
    );
    expect(say({ escalating: true, activity })).toMatch(/^Escalating since 14:02, 312 events/);
  });

  test("says when it was last seen once it is quiet for a day", () => {
    expect(say({ lastSeenMs: NOW - DAY_MS + 1 })).not.toContain("last seen");
    expect(say({ lastSeenMs: NOW - DAY_MS })).toContain("last seen 24 h ago");
  });

  test("says nothing about a tag that only some events have, nor about two events", () => {
    const tags = (total: number, count: number) => [safari(total, count)];
    expect(say({ tags: tags(100, 100) })).not.toContain("Safari");
    expect(say({ tags: tags(312, 290) })).toContain("nearly all on Safari");
    expect(say({ tags: tags(312, 200) })).not.toContain("Safari");
    expect(say({ events: 2, tags: tags(2, 2) })).not.toContain("Safari");
  });

  test("names a release once", () => {
    const tags = [
      {
        key: "release",
        total: 312,
        others: 0,
        values: [{ value: "2.1.0", count: 312, firstSeenMs: null, lastSeenMs: null }],
      },
    ];
    expect(say({ tags })).toContain("all in 2.1.0");
    expect(say({ tags, firstRelease: "2.1.0" })).toBe("Seen since 11 Oct in release 2.1.0, 312 events from 48 users");
  });

  test("links every phrase to what proves it", () => {
    expect(headSentence(ISSUE, NOW).map((phrase) => phrase.proof)).toEqual(["seen", "events", "tag-user"]);
  });
});
