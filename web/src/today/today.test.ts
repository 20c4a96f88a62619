import { expect, test } from "vitest";
import type { IssueRow } from "../../../workers/errors/view.ts";
import { DAY_MS, HOUR_MS } from "../../../workers/kit/time.ts";
import { needsSomebody, ownedBy } from "./today.ts";

const NOW = 1_000 * DAY_MS;
const ADA = { id: "p1", name: "Ada" };

const row = (id: string, change: Partial<IssueRow>): IssueRow => ({
  id,
  shortId: id,
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
  firstSeenMs: NOW - 9 * DAY_MS,
  lastSeenMs: NOW,
  events: 1,
  users: 0,
  hourly: [],
  ...change,
});

test("today shows what is back or new and nobody's, the longest waiting first", () => {
  const rows = [
    row("old", {}),
    row("new-2", { firstSeenMs: NOW - HOUR_MS }),
    row("new-1", { firstSeenMs: NOW - 2 * HOUR_MS }),
    row("back", { regressed: true }),
    row("taken", { regressed: true, assignee: ADA }),
  ];
  const needs = needsSomebody(rows, NOW);
  expect(needs.back.map(({ id }) => id)).toEqual(["back"]);
  expect(needs.new.map(({ id }) => id)).toEqual(["new-1", "new-2"]);
  expect(ownedBy(rows, "p1").map(({ id }) => id)).toEqual(["taken"]);
  expect(ownedBy(rows, undefined)).toEqual([]);
});
