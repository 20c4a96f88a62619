import { exports } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import { firstOwner, invited, type Visitor } from "../../identity/visitor.ts";
import { TestApp, Tool, thrown } from "./tool.ts";

const tool = new Tool();
let owner: Visitor;

beforeEach(async () => {
  owner = await firstOwner();
});

const tokenWith = async (scopes: string[]): Promise<Tool> => {
  const { body } = await owner.post("/tokens", { name: "ci", scopes, expiresInDays: 1 });
  return new Tool(body.token);
};

it("tells who asks and what they may", async () => {
  expect((await tool.get("/")).body).toMatchObject({ auth: { scopes: expect.arrayContaining(["event:read"]) } });
  const ci = await tokenWith(["project:read"]);
  expect((await ci.get("")).body).toMatchObject({
    auth: { scopes: ["project:read"] },
    user: { email: "ana@apiary.test" },
  });
});

it("shows the one organisation, by slug or id, with and without a trailing slash", async () => {
  const [org] = (await tool.get("/organizations/")).body;
  expect(org).toMatchObject({ slug: "apiary", isEarlyAdopter: false, require2FA: false, features: [] });
  expect((await tool.get("/organizations/apiary")).body).toMatchObject({ id: org.id, teams: [{ slug: "staff" }] });
  expect((await tool.get(`/organizations/${org.id}/`)).body.slug).toBe("apiary");
  expect((await tool.get("/organizations/apiary/teams/")).body).toMatchObject([{ slug: "staff", memberCount: 1 }]);
  expect((await tool.get("/teams/apiary/staff/")).body).toMatchObject({ slug: "staff" });
});

it("knows no other organisation, team or path", async () => {
  for (const path of [
    "/organizations/other/",
    "/organizations/other/issues/",
    "/projects/other/web/",
    "/teams/other/staff/",
    "/teams/apiary/other/",
  ]) {
    expect(await tool.get(path)).toMatchObject({
      status: 404,
      body: { detail: "The requested resource does not exist" },
    });
  }
  expect(await tool.get("/nothing/")).toMatchObject({ status: 404, body: { detail: expect.any(String) } });
});

it("lists members who are not disabled", async () => {
  const { id } = await invited(owner, "bo@apiary.test", ["developer"]);
  for (const path of ["/organizations/apiary/members/", "/organizations/apiary/users/"]) {
    expect((await tool.get(path)).body).toMatchObject([
      { email: "ana@apiary.test", role: "owner", user: { name: "Ana", isActive: true } },
      { email: "bo@apiary.test", role: "member", pending: false },
    ]);
  }
  await owner.patch(`/people/${id}`, { disabled: true });
  expect((await tool.get("/organizations/apiary/members/")).body).toHaveLength(1);
});

it("refuses who has no token or not the scope, in Sentry's form", async () => {
  const answer = await exports.default.fetch("http://localhost:8787/api/0/organizations/");
  expect(answer.status).toBe(401);
  expect(await answer.json()).toMatchObject({ detail: expect.any(String) });
  const ci = await tokenWith(["org:read"]);
  expect((await ci.get("/organizations/apiary/")).body.projects).toEqual([]);
  for (const path of [
    "/organizations/apiary/members/",
    "/projects/",
    "/organizations/apiary/issues/",
    "/organizations/apiary/shortids/WEB-1/",
  ]) {
    expect(await ci.get(path)).toMatchObject({ status: 403, body: { detail: expect.stringContaining("scope") } });
  }
  const reader = await tokenWith(["event:read", "project:read"]);
  expect((await reader.put("/organizations/apiary/issues/", { status: "resolved" })).status).toBe(403);
  expect((await reader.delete("/projects/apiary/web/")).status).toBe(403);
});

it("lists the monitors of all projects, page by page, and no repositories", async () => {
  for (const slug of ["shop", "web"]) {
    const app = await TestApp.create(tool, slug);
    const key = (await tool.get(`/projects/apiary/${slug}/keys/`)).body[0].public;
    const checkIn = await exports.default.fetch(
      `http://localhost:8787/api/${app.id}/cron/nightly-${slug}/${key}/?status=ok`,
    );
    expect(checkIn.status).toBe(202);
  }
  const first = await tool.get("/organizations/apiary/monitors/?per_page=1");
  expect(first.body).toMatchObject([
    {
      slug: "nightly-shop",
      name: "nightly-shop",
      status: "active",
      config: { schedule: null },
      environments: [{ name: "production", status: "ok", lastCheckIn: expect.any(String) }],
      project: { slug: "shop" },
    },
  ]);
  const second = await tool.get(tool.neighbour(first, "next").url);
  expect(second.body).toMatchObject([{ slug: "nightly-web", project: { slug: "web" } }]);
  expect(tool.neighbour(second, "next").results).toBe(false);
  expect((await tool.get("/organizations/apiary/repos/")).body).toEqual([]);
});

it("lists environments of the organisation and of a project", async () => {
  const web = await TestApp.create(tool, "web");
  const shop = await TestApp.create(tool, "shop");
  await web.send(thrown("TypeError", "x", { environment: "production" }));
  await shop.send(thrown("TypeError", "x", { environment: "staging" }));
  expect((await tool.get("/organizations/apiary/environments/")).body.map((e: { name: string }) => e.name)).toEqual([
    "production",
    "staging",
  ]);
  expect((await tool.get("/projects/apiary/web/environments/")).body).toMatchObject([
    { name: "production", isHidden: false },
  ]);
});
