import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { emptyHistogram } from "../../kit/histogram.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../kit/time.ts";
import { createProject } from "../project/project.ts";
import { BOUNDS, TOTAL_MAX } from "../search/found.ts";
import { readSearch } from "../search/search.ts";
import type { IssueStatus } from "../view.ts";
import { issueId } from "./issue-id.ts";
import { type IssueQuery, LIST_LIMIT_MAX, listIssues } from "./issue-list.ts";

const NOW_MS = Date.UTC(2026, 10, 22, 12);

const list = async (query: string, fields: Partial<IssueQuery> = {}, bounds = BOUNDS) => {
  const search = await readSearch(env.DB, query, "person-1");
  if (!search.ok) throw new Error(search.detail);
  return listIssues(env.DB, { sort: "last-seen", cursor: null, limit: 50, ...search.value, ...fields }, NOW_MS, bounds);
};
const titles = async (query: string, fields: Partial<IssueQuery> = {}) =>
  (await list(query, fields)).rows.map((row) => row.title);

interface Seed {
  project?: number;
  number: number;
  title: string;
  subtitle?: string;
  culprit?: string;
  level?: string;
  status?: IssueStatus;
  regressed?: boolean;
  escalating?: boolean;
  unhandled?: boolean;
  assignee?: string;
  events?: number;
  users?: number;
  firstMs?: number;
  seenMs?: number;
  tags?: [string, string][];
}

async function seed(issues: Seed[]): Promise<void> {
  const rows = issues.map((issue) => [
    issueId(issue.project ?? 1, issue.number),
    issue.project ?? 1,
    issue.status ?? "unresolved",
    issue.title,
    issue.events ?? 1,
    issue.seenMs ?? issue.number,
    JSON.stringify(emptyHistogram()),
    issue.subtitle ?? `said ${issue.title}`,
    issue.culprit ?? "shop/cart",
    issue.level ?? "error",
    Number(issue.regressed ?? false),
    Number(issue.unhandled ?? false),
    issue.assignee ?? null,
    issue.users ?? 0,
    issue.firstMs ?? issue.seenMs ?? issue.number,
    Number(issue.escalating ?? false),
  ]);
  await env.DB.prepare(
    `insert into issue (id, project_id, status, title, events, last_seen_ms, hourly, subtitle, culprit, level,
       regressed, unhandled, assignee, users, first_seen_ms, escalating, revision)
     select ${Array.from({ length: 16 }, (_, at) => `value ->> ${at}`).join(", ")}, 1 from json_each(?)`,
  )
    .bind(JSON.stringify(rows))
    .run();
  const tags = issues.flatMap(({ project = 1, number, tags = [] }) =>
    tags.map(([key, value]) => [issueId(project, number), key, value]),
  );
  await env.DB.prepare("insert into issue_tag select value ->> 0, value ->> 1, value ->> 2 from json_each(?)")
    .bind(JSON.stringify(tags))
    .run();
}

beforeEach(async () => {
  await createProject(env.DB, { name: "Web", slug: "web", platform: "javascript" }, NOW_MS);
  await createProject(env.DB, { name: "Api", slug: "api-2", platform: "node" }, NOW_MS);
});

test("shows the newest issues first", async () => {
  await seed([
    { number: 1, title: "old" },
    { number: 2, title: "new" },
    { number: 3, title: "done", status: "resolved" },
  ]);
  expect(await titles("is:unresolved")).toEqual(["new", "old"]);
  expect(await titles("")).toEqual(["done", "new", "old"]);
  expect(await titles("is:ignored")).toEqual([]);
  expect(await titles("is:resolved is:ignored")).toEqual([]);
});

describe("each term finds what it says", () => {
  const agoMs = (ms: number) => NOW_MS - ms;
  beforeEach(async () => {
    await env.DB.batch([
      env.DB.prepare(
        `insert into person (id, name, email, created_at, updated_at)
         values ('person-1', 'Kim Lee', 'kim@example.com', 0, 0), ('person-2', 'Ann', 'Ann@example.com', 0, 0)`,
      ),
      env.DB.prepare("update project set latest_release = 'web@2' where id = 1"),
      env.DB.prepare("update project set latest_release = 'api@9' where id = 2"),
    ]);
    await seed([
      {
        number: 1,
        title: "TypeError: total is undefined",
        subtitle: "total is undefined",
        culprit: "shop/cart in total",
        assignee: "person-1",
        unhandled: true,
        escalating: true,
        events: 500,
        users: 40,
        firstMs: agoMs(10 * DAY_MS),
        seenMs: agoMs(5 * MINUTE_MS),
        tags: [
          ["release", "web@1"],
          ["release", "web@2"],
          ["environment", "production"],
          ["error.type", "TypeError"],
          ["user", "id:7"],
          ["user.email", "a@example.com"],
          ["url", "https://shop.test/cart"],
          ["os.name", "Windows"],
          ["browser", "Chrome 147"],
          ["transaction", "GET /cart"],
          ["platform", "javascript"],
        ],
      },
      {
        number: 2,
        title: "Timeout while paying",
        subtitle: "",
        culprit: "shop/pay",
        level: "warning",
        regressed: true,
        events: 20,
        users: 3,
        firstMs: agoMs(30 * DAY_MS),
        seenMs: agoMs(3 * HOUR_MS),
        tags: [
          ["release", "web@1"],
          ["environment", "staging"],
          ["os.name", "Linux"],
          ["level", "sea"],
        ],
      },
      {
        project: 2,
        number: 1,
        title: '50% of *all* "quotas"',
        level: "fatal",
        assignee: "person-2",
        firstMs: agoMs(2 * HOUR_MS),
        seenMs: agoMs(4 * DAY_MS),
        tags: [
          ["release", "api@9"],
          ["environment", "production"],
          ["error.type", "QuotaError"],
          ["error.type", "TypeError"],
        ],
      },
      { number: 3, title: "done", status: "resolved", seenMs: agoMs(6 * DAY_MS), tags: [["release", "web@2"]] },
      { number: 4, title: "hushed", status: "ignored", seenMs: agoMs(7 * DAY_MS) },
    ]);
  });
  const ALL = ["TypeError", "Timeout", "50%", "done", "hushed"];
  const found = async (query: string, bounds = BOUNDS) =>
    (await list(query, {}, bounds)).rows.map((row) => ALL.find((name) => row.title.startsWith(name)));

  test.each([
    ["is:unresolved", ["TypeError", "Timeout", "50%"]],
    ["!is:unresolved", ["done", "hushed"]],
    ["is:assigned", ["TypeError", "50%"]],
    ["!is:assigned is:unresolved", ["Timeout"]],
    ["is:unassigned", ["Timeout", "done", "hushed"]],
    ["is:unhandled", ["TypeError"]],
    ["error.handled:true", ["Timeout", "50%", "done", "hushed"]],
    ["is:new", ["50%"]],
    ["!is:new", ["TypeError", "Timeout", "done", "hushed"]],
    ["is:regressed", ["Timeout"]],
    ["!is:regressed", ["TypeError", "50%", "done", "hushed"]],
    ["is:escalating", ["TypeError"]],
    ["is:ongoing", []],
    ["is:for_review", ["TypeError", "Timeout", "50%"]],
    ["assigned:me", ["TypeError"]],
    ["!assigned:me", ["Timeout", "50%", "done", "hushed"]],
    ["assigned:ann@EXAMPLE.com", ["50%"]],
    ['assigned:"kim lee"', ["TypeError"]],
    ["assigned:[ann,none]", ["Timeout", "50%", "done", "hushed"]],
    ["level:warning", ["Timeout"]],
    ["level:[warning,fatal]", ["Timeout", "50%"]],
    ["!level:error", ["Timeout", "50%"]],
    ["tags[level]:sea", ["Timeout"]],
    ["release:web@1", ["TypeError", "Timeout"]],
    ["!release:web@1", ["50%", "done", "hushed"]],
    ["release:[web@2,api@9]", ["TypeError", "50%", "done"]],
    ["release:web@*", ["TypeError", "Timeout", "done"]],
    ["release:*@9", ["50%"]],
    ["release:[api*,*@2]", ["TypeError", "50%", "done"]],
    ["release:latest", ["TypeError", "50%", "done"]],
    ["release:[latest,web@1]", ["TypeError", "Timeout", "50%", "done"]],
    ["!release:latest", ["Timeout", "hushed"]],
    ["environment:production", ["TypeError", "50%"]],
    ["environment:Production", []],
    ["age:-24h", ["50%"]],
    ["age:+20d", ["Timeout"]],
    ["firstSeen:-2w firstSeen:+1d", ["TypeError", "done", "hushed"]],
    ["firstSeen:<2026-11-01", ["Timeout"]],
    ["lastSeen:-1h", ["TypeError"]],
    ["lastSeen:2026-11-18", ["50%"]],
    ["lastSeen:>2026-11-18", ["TypeError", "Timeout"]],
    ["lastSeen:<=2026-11-16", ["done", "hushed"]],
    ["timesSeen:20", ["Timeout"]],
    ["timesSeen:>=20", ["TypeError", "Timeout"]],
    ["timesSeen:>20", ["TypeError"]],
    ["!timesSeen:>1", ["50%", "done", "hushed"]],
    ["users:<40 users:>0", ["Timeout"]],
    ["error.type:TypeError", ["TypeError", "50%"]],
    ["error.type:Quota*", ["50%"]],
    ['error.value:"total is undefined"', ["TypeError"]],
    ["error.value:*UNDEF*", ["TypeError"]],
    ['title:"timeout while paying"', ["Timeout"]],
    ["title:timeout", []],
    ["title:Time*paying", ["Timeout"]],
    ["title:[done,*quot*]", ["50%", "done"]],
    ["title:*\\*all\\**", ["50%"]],
    ["message:undefined", ["TypeError"]],
    ["!message:undefined is:unresolved", ["Timeout", "50%"]],
    ["culprit:shop/pay", ["Timeout"]],
    ['transaction:"GET /cart"', ["TypeError"]],
    ["platform:javascript", ["TypeError"]],
    ["project:api-2", ["50%"]],
    ["project:[web,api-2]", ALL],
    ["!project:web", ["50%"]],
    ["issue:WEB-2", ["Timeout"]],
    ["web-2", ["Timeout"]],
    ["user.id:7", ["TypeError"]],
    ["user.email:*@example.com", ["TypeError"]],
    ["url:*cart", ["TypeError"]],
    ["os.name:[Linux,Windows]", ["TypeError", "Timeout"]],
    ["!os.name:Linux is:unresolved", ["TypeError", "50%"]],
    ["browser:Chrome*", ["TypeError"]],
    ["has:browser", ["TypeError"]],
    ["!has:release", ["hushed"]],
    ["has:assigned", ["TypeError", "50%"]],
    ["UNDEFINED total", ["TypeError"]],
    ['"is undefined"', ["TypeError"]],
    ["total*undefined", ["TypeError"]],
    ["undefined*total", ["TypeError"]],
    ["!undefined is:unresolved", ["Timeout", "50%"]],
    ["50%", ["50%"]],
    ["is:unresolved release:web@1 environment:production !os.name:Linux age:+1d undefined", ["TypeError"]],
  ])("%s", async (query, expected) => {
    expect(await found(query), "at the top of the order").toEqual(expected);
    expect(await found(query, { stretch: 1, hits: 9 }), "from the hits of an index").toEqual(expected);
    expect(await found(query, { stretch: 1, hits: 0 }), "along the order").toEqual(expected);
    expect(await found(query, { stretch: 1, hits: 1 }), "from merged hits, or one").toEqual(expected);
  });

  test.each([
    ["assigned:nobody@example.com", "There is no person", 0, 27],
    ["is:new project:gone", "There is no project", 7, 19],
    ["issue:GONE-1", "No issue is called", 0, 12],
    ["is:gone", "is no state", 3, 7],
  ])("%s is refused at its place", async (query, words, start, end) => {
    expect(await readSearch(env.DB, query, "person-1")).toMatchObject({
      ok: false,
      reason: "bad-query",
      detail: expect.stringMatching(/^Error parsing search query: /),
      errors: [{ words: expect.stringContaining(words), start, end }],
    });
  });

  test("nothing is anybody's where nobody asks", async () => {
    expect(await readSearch(env.DB, "assigned:me", undefined)).toMatchObject({ ok: false });
  });

  test("the longest searches fit into a statement", async () => {
    const texts = [
      `message:[${Array.from({ length: 20 }, (_, at) => `*q${at}`).join(",")}] `.repeat(1),
      Array.from({ length: 15 }, (_, at) => `t${at}:[a*b,c${at}*]`).join(" "),
      Array.from({ length: 20 }, (_, at) => `firstSeen:2026-11-${at + 10}`).join(" "),
      "*q*w*x*z* ".repeat(10),
      Array.from({ length: 20 }, (_, at) => `message:${at}qy`).join(" "),
    ];
    for (const text of texts) expect(await titles(text.slice(0, 500).replace(/\s\S*$/, ""))).toEqual([]);
  });
});

test("finds words anywhere in title, subtitle and culprit, whatever their case or signs", async () => {
  await seed([
    { number: 1, title: 'TypeError: "total" is undefined' },
    { number: 2, title: "Timeout" },
  ]);
  expect(await titles("eerror")).toEqual(['TypeError: "total" is undefined']);
  expect(await titles('"\\"total\\""')).toHaveLength(1);
  expect(await titles("shop/cart TIME")).toEqual(["Timeout"]);
  expect(await titles("is undefined timeout")).toEqual([]);
  for (const odd of ["\\", "*", "a b OR*", "NEAR(", "-", "'; --", "日本", "(a", "^x", "a:b:c", "x"]) await titles(odd);
});

test("finds an issue by its short id, in any state, beside those that have it in their title", async () => {
  await seed([
    { project: 2, number: 40, title: "forty", status: "resolved" },
    { number: 1, title: "no utf-8 in api-2-18" },
  ]);
  expect(await titles("API-2-18")).toEqual(["forty", "no utf-8 in api-2-18"]);
  expect(await titles("WEB-18")).toEqual([]);
  await env.DB.prepare("insert into former_issue values (?, ?)").bind(issueId(1, 7), issueId(2, 40)).run();
  expect(await titles("WEB-7"), "one that was merged").toEqual(["forty"]);
  expect(await titles("issue:WEB-7")).toEqual(["forty"]);
  expect(await titles("utf-8")).toEqual(["no utf-8 in api-2-18"]);
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
      const page: Awaited<ReturnType<typeof list>> = await list("", { sort, cursor, limit: 4 });
      seen.push(...page.rows.map((row) => row.title));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
  },
);

test("counts up to its limit and says when there is more, on every page", async () => {
  await seed(Array.from({ length: TOTAL_MAX }, (_, i) => ({ number: i + 1, title: "x" })));
  const first = await list("", { limit: LIST_LIMIT_MAX });
  expect(first).toMatchObject({ total: TOTAL_MAX, more: false });
  expect(await list("", { cursor: first.nextCursor })).toMatchObject({ total: TOTAL_MAX, more: false });
  await seed([{ number: TOTAL_MAX + 1, title: "x" }]);
  expect(await list("", { limit: 1 })).toMatchObject({ total: TOTAL_MAX, more: true });
  expect(await list("", { cursor: first.nextCursor })).toMatchObject({ total: TOTAL_MAX, more: true });
});

test("an unreadable cursor starts at the top", async () => {
  await seed([{ number: 1, title: "one" }]);
  expect(await titles("", { cursor: "nonsense" })).toEqual(["one"]);
});

describe("what is looked at changes no page", () => {
  const MANY = 24;
  const SEARCHES = ["odd", "!odd", "release:1", "release:[1,3]", "release:*1", "!release:1", "has:dist", "!has:dist"];
  const BOTH = ["odd release:1", "odd !has:dist", "release:1 has:dist project:web", "!odd is:unresolved !release:1"];
  const FEW = [BOUNDS, ...[MANY, MANY / 2, MANY / 2 - 1, 0].map((hits) => ({ stretch: 3, hits }))];

  beforeEach(() =>
    seed(
      Array.from({ length: MANY }, (_, i) => ({
        number: i + 1,
        title: i % 2 ? "odd" : "even",
        status: i % 5 ? "unresolved" : "resolved",
        tags: [["release", String(i % 3)], ...(i % 4 > 1 ? [["dist", "a"] satisfies [string, string]] : [])] satisfies [
          string,
          string,
        ][],
      })),
    ),
  );

  test.each([...SEARCHES, ...BOTH])("%s", async (query) => {
    const whole = (await list(query)).rows.map(({ id }) => id);
    expect(whole.length).toBeGreaterThan(1);
    expect(whole.length).toBeLessThan(MANY);
    for (const bounds of FEW) {
      const pages = [await list(query, { limit: 2 }, bounds)];
      for (let last = pages[0]; last?.nextCursor; last = pages.at(-1))
        pages.push(await list(query, { limit: 2, cursor: last.nextCursor }, bounds));
      expect(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual(whole);
      const [first, second] = pages;
      if (!first?.nextCursor || !second?.nextCursor) continue;
      const cursor = second.nextCursor;
      const back = await list(query, { limit: 2, cursor, backward: true }, bounds);
      expect(back.rows.map(({ id }) => id)).toEqual(whole.slice(1, 3));
    }
  });

  test("of what fills a page at the top only that stretch is counted, and there may be more", async () => {
    const { stretch } = { stretch: MANY - 1 };
    const all = { total: MANY / 2, more: false };
    expect(await list("odd", { limit: 2 }, { stretch: MANY + 1, hits: 0 })).toMatchObject(all);
    expect(await list("odd", { limit: 2 }, { stretch, hits: 0 })).toMatchObject({ total: MANY / 2, more: true });
    expect(await list("odd", { limit: MANY / 2 }, { stretch, hits: 0 }), "the page is not full").toMatchObject(all);
  });
});
