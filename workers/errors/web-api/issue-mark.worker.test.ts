import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import { firstOwner, invited, type Visitor } from "../../identity/visitor.ts";
import { ORPHANS_KEPT_MS, sweepMarks } from "../issue/issue-mark.ts";
import { TestApp, Tool, thrown } from "./tool.ts";

const nobody = new Tool();
let ana: Tool;
let bo: { tool: Tool; id: string };
let web: TestApp;
const id = (number: number) => String(Number(web.id) * 100_000_000 + number);
const titles = async (tool: Tool, query: string) =>
  (await tool.get(`/organizations/apiary/issues/?query=${encodeURIComponent(query)}`)).body.map(
    ({ title }: { title: string }) => title,
  );

async function toolOf(visitor: Visitor): Promise<Tool> {
  const made = await visitor.post("/tokens", { name: "t", scopes: ["event:read", "event:write"], expiresInDays: 1 });
  return new Tool(made.body.token);
}

beforeEach(async () => {
  web = await TestApp.create(nobody, "web");
  await web.send(thrown("TypeError", "no"));
  await web.send(thrown("RangeError", "no"));
  const owner = await firstOwner();
  ana = await toolOf(owner);
  const guest = await invited(owner, "bo@apiary.test", ["owner"]);
  bo = { tool: await toolOf(guest.visitor), id: guest.id };
});

it("keeps each person's own bookmarks, and finds them", async () => {
  const bookmarked = await ana.put(`/issues/${id(1)}/`, { isBookmarked: true, hasSeen: true });
  expect(bookmarked.body).toMatchObject({
    isBookmarked: true,
    hasSeen: true,
    isSubscribed: true,
    subscriptionDetails: { reason: "bookmark" },
    participants: [{ email: "ana@apiary.test" }],
    seenBy: [{ email: "ana@apiary.test", lastSeen: expect.any(String) }],
  });
  expect((await bo.tool.get(`/issues/${id(1)}/`)).body).toMatchObject({ isBookmarked: false, hasSeen: false });
  const listed = (await ana.get("/organizations/apiary/issues/")).body;
  expect(listed.map((issue: { isBookmarked: boolean }) => issue.isBookmarked)).toEqual([false, true]);
  expect(await titles(ana, "is:bookmarked")).toEqual(["TypeError: no"]);
  expect(await titles(ana, "!bookmarks:me")).toEqual(["RangeError: no"]);
  expect(await titles(bo.tool, "bookmarks:me")).toEqual([]);
  expect(await titles(bo.tool, "bookmarks:ana@apiary.test")).toEqual(["TypeError: no"]);
  expect((await bo.tool.get("/organizations/apiary/issues/?query=bookmarks:eve@apiary.test")).status).toBe(400);
  expect((await ana.put(`/issues/${id(1)}/`, { isBookmarked: false })).body).toMatchObject({
    isBookmarked: false,
    isSubscribed: true,
  });
});

it("lets people follow what they work on, unless they said no", async () => {
  await bo.tool.put(`/organizations/apiary/issues/?id=${id(1)}&id=${id(2)}`, { hasSeen: true });
  const left = await bo.tool.put(`/organizations/apiary/issues/?id=${id(2)}`, { isSubscribed: false });
  expect(left.body).toEqual({ isSubscribed: false, subscriptionDetails: { disabled: true } });
  await ana.put(`/issues/${id(1)}/`, { assignedTo: bo.id });
  await ana.post(`/issues/${id(2)}/comments/`, { text: "Mine." });
  await bo.tool.put(`/issues/${id(2)}/`, { status: "resolved" });
  const reasons = async (tool: Tool) =>
    [(await tool.get(`/issues/${id(1)}/`)).body, (await tool.get(`/issues/${id(2)}/`)).body].map(
      ({ subscriptionDetails }) => subscriptionDetails,
    );
  expect(await reasons(bo.tool)).toEqual([{ reason: "assigned" }, { disabled: true }]);
  expect(await reasons(ana)).toEqual([null, { reason: "comment" }]);
  expect(await titles(ana, "subscribed:me")).toEqual(["RangeError: no"]);
  expect(await titles(ana, `subscribed:bo@apiary.test`)).toEqual(["TypeError: no"]);
});

it("keeps the marks of what is merged, and takes them away with the mark itself", async () => {
  await ana.put(`/issues/${id(2)}/`, { isBookmarked: true });
  await web.send(thrown("TypeError", "no"));
  await nobody.put(`/projects/apiary/web/issues/?id=${id(1)}&id=${id(2)}`, { merge: 1 });
  await web.settle();
  expect((await ana.get(`/issues/${id(1)}/`)).body.isBookmarked).toBe(true);
  expect(await titles(ana, "is:bookmarked")).toEqual(["TypeError: no"]);
  await ana.put(`/issues/${id(1)}/`, { isBookmarked: false });
  expect(await titles(ana, "is:bookmarked")).toEqual([]);
});

it("refuses marks of a token that is nobody's, but takes back what it said", async () => {
  const read = (await nobody.get(`/issues/${id(1)}/`)).body;
  const { isBookmarked, isSubscribed, hasSeen } = read;
  expect((await nobody.put(`/issues/${id(1)}/`, { isBookmarked, isSubscribed, hasSeen })).status).toBe(200);
  expect((await nobody.put(`/issues/${id(1)}/`, { isBookmarked: true })).status).toBe(400);
  expect((await nobody.put(`/organizations/apiary/issues/?id=${id(1)}`, { isSubscribed: true })).status).toBe(400);
  expect((await nobody.get("/organizations/apiary/issues/?query=is:bookmarked")).status).toBe(400);
});

it("drops marks of issues that are gone for long", async () => {
  await ana.put(`/issues/${id(1)}/`, { isBookmarked: true });
  await ana.put(`/issues/${id(2)}/`, { isBookmarked: true });
  await nobody.delete(`/issues/${id(2)}/`);
  await web.settle();
  const left = async () => (await env.DB.prepare("select issue_id from issue_mark").raw()).flat().map(String);
  const { changed_at_ms: changedMs } = (await env.DB.prepare("select changed_at_ms from issue_mark where issue_id = ?")
    .bind(Number(id(2)))
    .first<{ changed_at_ms: number }>()) ?? { changed_at_ms: 0 };
  await sweepMarks(env.DB, changedMs + ORPHANS_KEPT_MS);
  expect(await left()).toEqual([id(1), id(2)]);
  await sweepMarks(env.DB, changedMs + ORPHANS_KEPT_MS + 1);
  expect(await left()).toEqual([id(1)]);
});
