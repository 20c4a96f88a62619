import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import type { App } from "../../front/context.ts";
import { answerPage, neighboursOf, PAGE_MAX, pageSize, parseCursor } from "./pagination.ts";

const ENV = { APIARY_URL: "https://console.test" };
const rows = Array.from({ length: PAGE_MAX + 1 }, (_, i) => i);

describe("parseCursor", () => {
  it.each([
    ["0:100:0", { value: 0, offset: 100, backward: false }],
    ["1790000000000:100000001:1", { value: 1_790_000_000_000, offset: 100_000_001, backward: true }],
  ])("reads %j", (text, cursor) => expect(parseCursor(text)).toEqual(cursor));

  it.each([undefined, "", "0:0:0", "0:0:1", "1:2", "1:2:3", "a:b:0", `${"9".repeat(17)}:0:0`])(
    "begins at the beginning for %j",
    (text) => expect(parseCursor(text)).toBeNull(),
  );
});

describe("pageSize", () => {
  const app = new Hono<App>().get("/", (c) => c.json(pageSize(c)));
  it.each([
    ["", PAGE_MAX],
    ["?per_page=1", 1],
    ["?limit=7", 7],
    [`?per_page=${PAGE_MAX}`, PAGE_MAX],
    [`?per_page=${PAGE_MAX + 1}`, PAGE_MAX],
    ["?per_page=0", PAGE_MAX],
    ["?per_page=many", PAGE_MAX],
  ])("is bounded: %j", async (query, size) => expect(await (await app.request(`/${query}`)).json()).toBe(size));
});

describe("answerPage", () => {
  const app = new Hono<App>().get("/rows", (c) => answerPage(c, rows, (row) => row));

  it("links its neighbours at the public origin, with the rest of the query", async () => {
    const first = await app.request("http://inner/rows?query=x&cursor=", {}, ENV);
    expect(await first.json()).toEqual(rows.slice(0, PAGE_MAX));
    expect(first.headers.get("link")).toBe(
      '<https://console.test/rows?query=x&cursor=0%3A0%3A1>; rel="previous"; results="false"; cursor="0:0:1", ' +
        '<https://console.test/rows?query=x&cursor=0%3A100%3A0>; rel="next"; results="true"; cursor="0:100:0"',
    );
  });

  it("ends with the last row", async () => {
    const last = await app.request("/rows?cursor=0:100:0", {}, ENV);
    expect(await last.json()).toEqual([PAGE_MAX]);
    expect(last.headers.get("link")).toMatch(/rel="previous"; results="true".*rel="next"; results="false"/);
  });
});

describe("neighboursOf", () => {
  const at = (value: number) => ({ value, offset: 0 });
  const cursor = { value: 9, offset: 0, backward: false };

  it("has nothing before the first page", () => {
    expect(neighboursOf([8, 7], at, null, true)).toEqual({
      previous: { cursor: { value: 8, offset: 0, backward: true }, results: false },
      next: { cursor: { value: 7, offset: 0, backward: false }, results: true },
    });
  });

  it("has the page it came from behind it, either way", () => {
    expect(neighboursOf([8, 7], at, cursor, false)).toMatchObject({
      previous: { results: true },
      next: { results: false },
    });
    expect(neighboursOf([8, 7], at, { ...cursor, backward: true }, false)).toMatchObject({
      previous: { results: false },
      next: { results: true },
    });
  });

  it("stays in its place when it is empty", () => {
    expect(neighboursOf([], at, cursor, false)).toMatchObject({
      previous: { cursor: { value: 9, backward: true } },
      next: { cursor: { value: 9, backward: false } },
    });
  });
});
