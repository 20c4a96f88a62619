import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { emptyHistogram } from "../kit/histogram.ts";
import { FEW_MATCHES } from "./issue-filter.ts";
import { issueId } from "./issue-id.ts";
import { type IssueQuery, LIST_LIMIT_MAX, listIssues, TOTAL_MAX } from "./issue-list.ts";
import { createProject } from "./project.ts";
import type { IssueStatus } from "./view.ts";

const NOW_MS = Date.UTC(2026, 10, 22, 12);

const query = (fields: Partial<IssueQuery> = {}): IssueQuery => ({
  projectIds: [],
  environments: [],
  status: "unresolved",
  text: "",
  sort: "last-seen",
  cursor: null,
  limit: 50,
  ...fields,
});

const titles = async (fields: Partial<IssueQuery> = {}) =>
  (await listIssues(env.DB, query(fields), NOW_MS)).rows.map((row) => row.title);

interface Seed {
  project?: number;
  number: number;
  title: string;
  status?: IssueStatus;
  events?: number;
  seenMs?: number;
}

async function seed(issues: Seed[]): Promise<void> {
  const rows = issues.map(({ project = 1, number, title, status = "unresolved", events = 1, seenMs = number }) => [
    issueId(project, number),
    project,
    status,
    title,
    events,
    seenMs,
    JSON.stringify(emptyHistogram()),
  ]);
  await env.DB.prepare(
    `insert into issue (id, project_id, status, regressed, unhandled, level, title, subtitle, culprit, first_seen_ms,
       last_seen_ms, events, users, hourly, revision)
     select value ->> 0, value ->> 1, value ->> 2, 0, 0, 'error', value ->> 3, 'said ' || (value ->> 3), 'shop/cart',
       value ->> 5, value ->> 5, value ->> 4, 0, value ->> 6, 1 from json_each(?)`,
  )
    .bind(JSON.stringify(rows))
    .run();
}

beforeEach(async () => {
  await createProject(env.DB, { name: "Web", slug: "web", platform: "javascript" }, NOW_MS);
  await createProject(env.DB, { name: "Api", slug: "api-2", platform: "node" }, NOW_MS);
});

test("shows the newest unresolved issues first", async () => {
  await seed([
    { number: 1, title: "old" },
    { number: 2, title: "new" },
    { number: 3, title: "done", status: "resolved" },
  ]);
  expect(await titles()).toEqual(["new", "old"]);
  expect(await titles({ status: "all" })).toEqual(["done", "new", "old"]);
  expect(await titles({ status: "ignored" })).toEqual([]);
});

test("filters by project and by environment", async () => {
  await seed([
    { number: 1, title: "web" },
    { project: 2, number: 1, title: "api" },
  ]);
  await env.DB.prepare("insert into issue_environment values ('staging', ?)").bind(issueId(2, 1)).run();
  expect(await titles({ projectIds: [1] })).toEqual(["web"]);
  expect(await titles({ environments: ["staging"] })).toEqual(["api"]);
  expect(await titles({ environments: ["nowhere"] })).toEqual([]);
});

test("finds words anywhere in title, subtitle and culprit, whatever their case or signs", async () => {
  await seed([
    { number: 1, title: 'TypeError: "total" is undefined' },
    { number: 2, title: "Timeout" },
  ]);
  expect(await titles({ text: "eerror" })).toEqual(['TypeError: "total" is undefined']);
  expect(await titles({ text: '"total"' })).toHaveLength(1);
  expect(await titles({ text: "shop/cart TIME" })).toEqual(["Timeout"]);
  expect(await titles({ text: "is undefined timeout" })).toEqual([]);
  for (const odd of ['"', "*", "a OR b", "title:x", "NEAR(", "-", "'; --", "日本"]) await titles({ text: odd });
});

test("finds an issue by its short id, in any state", async () => {
  await seed([{ project: 2, number: 40, title: "forty", status: "resolved" }]);
  expect(await titles({ text: "API-2-18", status: "all" })).toEqual(["forty"]);
  expect(await titles({ text: "WEB-18", status: "all" })).toEqual([]);
});

test.each(["last-seen", "first-seen", "events", "users"] as const)(
  "pages through every issue once by %s",
  async (sort) => {
    await seed(
      Array.from({ length: 25 }, (_, i) => ({
        number: i + 1,
        title: `issue ${i}`,
        events: i % 3,
        seenMs: i % 5,
        status: (["unresolved", "resolved", "ignored"] as const)[i % 3] ?? "ignored",
      })),
    );
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listIssues>> = await listIssues(
        env.DB,
        query({ sort, cursor, limit: 4, status: "all" }),
        NOW_MS,
      );
      seen.push(...page.rows.map((row) => row.title));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
  },
);

test("counts up to its limit and says when there is more", async () => {
  await seed(Array.from({ length: TOTAL_MAX }, (_, i) => ({ number: i + 1, title: "x" })));
  expect(await listIssues(env.DB, query({ limit: LIST_LIMIT_MAX }), NOW_MS)).toMatchObject({
    total: TOTAL_MAX,
    more: false,
  });
  await seed([{ number: TOTAL_MAX + 1, title: "x" }]);
  expect(await listIssues(env.DB, query({ limit: 1 }), NOW_MS)).toMatchObject({ total: TOTAL_MAX, more: true });
});

test("an unreadable cursor starts at the top", async () => {
  await seed([{ number: 1, title: "one" }]);
  expect(await titles({ cursor: "nonsense" })).toEqual(["one"]);
});

test.each([FEW_MATCHES, FEW_MATCHES + 1])(
  "finds the same with %i matches, from the matches or along the order",
  async (many) => {
    await seed(Array.from({ length: many }, (_, i) => ({ number: i + 1, title: `common ${i % 2 ? "odd" : "even"}` })));
    const list = await listIssues(env.DB, query({ text: "common", limit: 2 }), NOW_MS);
    expect(list.rows.map(({ lastSeenMs }) => lastSeenMs)).toEqual([many, many - 1]);
    expect(list).toMatchObject({ total: many, more: false });
    const next = await listIssues(env.DB, query({ text: "common", limit: 2, cursor: list.nextCursor }), NOW_MS);
    expect(next.rows.map(({ lastSeenMs }) => lastSeenMs)).toEqual([many - 2, many - 3]);
    const few = query({ text: "common odd", projectIds: [1], status: "all", limit: 1 });
    expect(await listIssues(env.DB, few, NOW_MS)).toMatchObject({ rows: [{ title: "common odd" }] });
    expect(await titles({ text: "common odd", projectIds: [2] })).toEqual([]);
  },
);
