import { expect, it } from "vitest";
import { STATS_HOURS_MAX } from "./stats-api.ts";
import { TestApp, Tool, thrown } from "./tool.ts";

const tool = new Tool();

it("makes, shows, changes and deletes a project", async () => {
  const made = await tool.post("/teams/apiary/staff/projects/", { name: "Web Shop", platform: "javascript-react" });
  expect(made).toMatchObject({ status: 201, body: { slug: "web-shop", name: "Web Shop", teams: [{ slug: "staff" }] } });
  for (const path of ["/projects/", "/organizations/apiary/projects/", "/teams/apiary/staff/projects/"]) {
    expect((await tool.get(path)).body).toMatchObject([{ id: made.body.id, slug: "web-shop", firstEvent: null }]);
  }
  expect((await tool.get(`/projects/apiary/${made.body.id}/`)).body.slug).toBe("web-shop");
  const changed = await tool.put("/projects/apiary/web-shop/", {
    name: "Shop",
    sensitiveFields: ["iban"],
    scrubIPAddresses: true,
    allowedDomains: ["https://shop.test"],
    isBookmarked: true,
  });
  expect(changed).toMatchObject({
    status: 200,
    body: {
      name: "Shop",
      platform: "javascript-react",
      sensitiveFields: ["iban"],
      scrubIPAddresses: true,
      dataScrubberDefaults: true,
      allowedDomains: ["https://shop.test"],
    },
  });
  expect(await tool.put("/projects/apiary/web-shop/", { slug: "shop" })).toMatchObject({ status: 400 });
  expect((await tool.delete("/projects/apiary/web-shop/")).status).toBe(204);
  expect((await tool.get("/projects/apiary/web-shop/")).status).toBe(404);
});

it("says what is wrong with a new project", async () => {
  await tool.post("/teams/apiary/staff/projects/", { name: "web" });
  expect(await tool.post("/teams/apiary/staff/projects/", { name: "web" })).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining("web") },
  });
  expect(await tool.post("/teams/apiary/staff/projects/", {})).toMatchObject({
    status: 400,
    body: { detail: expect.any(String), name: [expect.any(String)] },
  });
  expect((await tool.post("/teams/apiary/staff/projects/", { name: "!!" })).status).toBe(400);
  expect((await tool.post("/teams/apiary/other/projects/", { name: "web" })).status).toBe(404);
});

it("keeps a project's grouping rules, and says where those that are none go wrong", async () => {
  await TestApp.create(tool, "web");
  const fingerprintingRules = "error.type:DatabaseDown -> database\n# none";
  const changed = await tool.put("/projects/apiary/web/", { fingerprintingRules });
  expect(changed).toMatchObject({ status: 200, body: { fingerprintingRules, groupingEnhancements: "" } });
  const faulty = "type:A -> a\n\nnothing:x -> b\ntype:C";
  expect(await tool.put("/projects/apiary/web/", { fingerprintingRules: faulty })).toMatchObject({
    status: 400,
    body: {
      fingerprintingRules: [
        "There is no condition nothing. (line 3, column 1)",
        "A rule goes on with -> and a fingerprint. (line 4, column 7)",
      ],
    },
  });
  expect((await tool.get("/projects/apiary/web/")).body).toMatchObject({ fingerprintingRules });
});

it("pages through a list both ways", async () => {
  for (const name of ["a", "b", "c"]) await tool.post("/teams/apiary/staff/projects/", { name });
  const slugs = (answer: { body: { slug: string }[] }) => answer.body.map(({ slug }) => slug);
  const first = await tool.get("/projects/?per_page=2&cursor=");
  expect(slugs(first)).toEqual(["a", "b"]);
  expect(tool.neighbour(first, "previous").results).toBe(false);
  const second = await tool.get(tool.neighbour(first, "next").url);
  expect(slugs(second)).toEqual(["c"]);
  expect(tool.neighbour(second, "next").results).toBe(false);
  expect(tool.neighbour(second, "previous").results).toBe(true);
  expect(slugs(await tool.get(tool.neighbour(second, "previous").url))).toEqual(["a", "b"]);
});

it("keeps keys by their public key", async () => {
  await tool.post("/teams/apiary/staff/projects/", { name: "web" });
  const keys = "/projects/apiary/web/keys/";
  const made = await tool.post(keys, { name: "mobile", rateLimit: { count: 100, window: 60 } });
  expect(made).toMatchObject({
    status: 201,
    body: { label: "mobile", isActive: true, rateLimit: { count: 100, window: 60 } },
  });
  const { id, public: publicKey, dsn } = made.body;
  expect(id).toBe(publicKey);
  expect(dsn.public).toContain(publicKey);
  expect((await tool.get(keys)).body).toMatchObject([{ label: "Default" }, { id }]);
  expect((await tool.get(`${keys}${id}/`)).body.name).toBe("mobile");
  const renamed = await tool.put(`${keys}${id}/`, { name: "app", isActive: false });
  expect(renamed.body).toMatchObject({ name: "app", isActive: false, rateLimit: { count: 100, window: 60 } });
  expect((await tool.get(`${keys}?status=active`)).body).toMatchObject([{ label: "Default" }]);
  expect((await tool.put(`${keys}${id}/`, { rateLimit: null })).body.rateLimit).toBeNull();
  expect((await tool.put(`${keys}${id}/`, { rateLimit: { count: 0, window: 0 } })).body.rateLimit).toBeNull();
  expect((await tool.delete(`${keys}${id}/`)).status).toBe(204);
  expect((await tool.get(`${keys}${id}/`)).status).toBe(404);
  expect((await tool.delete(`${keys}${id}/`)).status).toBe(404);
});

it("counts received and rejected events per hour and day", async () => {
  const web = await TestApp.create(tool, "web");
  await web.send(thrown("TypeError", "x"));
  await web.send(thrown("TypeError", "x"));
  const stats = "/projects/apiary/web/stats/";
  const hours = (await tool.get(`${stats}?stat=received`)).body;
  expect(hours).toHaveLength(24);
  expect(hours.at(-1)).toEqual([expect.any(Number), 2]);
  expect(hours.at(-1)[0] - hours.at(-2)[0]).toBe(3_600);
  expect((await tool.get(`${stats}?stat=rejected`)).body.at(-1)[1]).toBe(0);
  const since = Math.floor(Date.now() / 1_000) - 2 * 86_400;
  const days = (await tool.get(`${stats}?resolution=1d&since=${since}`)).body;
  expect(days).toHaveLength(3);
  expect(days.at(-1)[1]).toBe(2);
  const hour = Math.floor(Date.now() / 3_600_000);
  const range = (hours: number) => `${stats}?since=${(hour - hours + 1) * 3_600}&until=${hour * 3_600}`;
  expect((await tool.get(range(STATS_HOURS_MAX))).body).toHaveLength(STATS_HOURS_MAX);
  expect((await tool.get(range(STATS_HOURS_MAX + 1))).status).toBe(400);
  for (const query of ["stat=wishes", "resolution=10s", "since=never", "since=0"]) {
    expect(await tool.get(`${stats}?${query}`)).toMatchObject({ status: 400, body: { detail: expect.any(String) } });
  }
});

it("moves a project to another version of grouping, and its issues with it", async () => {
  const web = await TestApp.create(tool, "web");
  const put = async (body: object) => (await tool.put("/projects/apiary/web/", body)).body;
  const event = () => web.send(thrown("TypeError", "no"));
  const counts = async () =>
    (await tool.get("/projects/apiary/web/issues/?query=")).body.map(({ count }: { count: string }) => count);
  const fresh = { groupingConfig: "newstyle:2026-01-20", secondaryGroupingConfig: null, secondaryGroupingExpiry: 0 };
  expect(await put({})).toMatchObject(fresh);
  expect(await put(fresh)).toMatchObject(fresh);
  await event();
  const before = Date.now() / 1_000;
  const moved = await put({ groupingConfig: "newstyle:2023-01-11" });
  expect(moved).toMatchObject({
    groupingConfig: "newstyle:2023-01-11",
    secondaryGroupingConfig: "newstyle:2026-01-20",
  });
  expect(moved.secondaryGroupingExpiry - before).toBeGreaterThan(29 * 86_400);
  await event();
  expect(await counts()).toEqual(["2"]);
  expect(await put({ groupingConfig: "newstyle:2026-01-20", secondaryGroupingConfig: null })).toMatchObject(fresh);
  await event();
  expect(await counts()).toEqual(["3"]);
  expect((await tool.put("/projects/apiary/web/", { groupingConfig: "newstyle:1999-01-01" })).status).toBe(400);
});
