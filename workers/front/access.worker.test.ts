import { env } from "cloudflare:workers";
import { Hono } from "hono";
import { expect, it } from "vitest";
import { LIVE_TOKENS_MAX } from "../identity/issued-token.ts";
import { CACHE_MS } from "../identity/token.ts";
import { firstOwner, invited, type Visitor } from "../identity/visitor.ts";
import { allow } from "./access.ts";
import type { App } from "./context.ts";

/** An app whose clock and surface tests set, with one route for anybody signed in and one for a scope. */
const door = (nowMs = Date.now(), surface: App["Variables"]["surface"] = "console") =>
  new Hono<App>()
    .use(async (c, next) => {
      c.set("requestId", "r1");
      c.set("nowMs", nowMs);
      c.set("surface", surface);
      await next();
    })
    .get("/any", allow(), (c) => c.json({ kind: c.var.actor.kind, name: c.var.actor.name }))
    .get("/read", allow("event:read"), (c) => c.json({ ok: true }))
    .get("/both", allow(), allow("event:admin"), (c) => c.json({ ok: true }));

const call = (path: string, token: string, app = door()) =>
  app.request(path, { headers: { authorization: `Bearer ${token}` } }, env);

const makeToken = async (owner: Visitor, over: object = {}) =>
  (await owner.post("/tokens", { name: "ci", scopes: ["event:read"], expiresInDays: 30, ...over })).body;

it("refuses who is not signed in, in the surface's form", async () => {
  const answer = await door().request("/any", {}, env);
  expect(answer.status).toBe(401);
  expect(answer.headers.get("www-authenticate")).toContain("Bearer");
  expect(await answer.json()).toMatchObject({ title: "not-signed-in", requestId: "r1" });
  const sentry = await call("/any", "nonsense", door(Date.now(), "sentry-api"));
  expect(await sentry.json()).toMatchObject({ detail: expect.stringContaining("token") });
});

it.each(["", "Bearer", "Bearer ", "Basic abc", "Bearer a b"])("refuses the authorization %j", async (authorization) => {
  expect((await door().request("/any", { headers: { authorization } }, env)).status).toBe(401);
});

it("takes the server's own token for every scope, and nothing near it", async () => {
  expect((await call("/both", "test-owner-token")).status).toBe(200);
  expect((await call("/both", "test-owner-toke")).status).toBe(401);
  expect((await call("/both", "test-owner-token2")).status).toBe(401);
});

it("takes a token for its scopes only", async () => {
  const owner = await firstOwner();
  const made = await makeToken(owner);
  expect(made.token).toMatch(/^sntryu_[0-9a-f]{64}$/);
  expect(made.prefix).toBe(made.token.slice(-4));
  expect(await (await call("/any", made.token)).json()).toEqual({ kind: "token", name: "ci" });
  expect((await call("/read", made.token)).status).toBe(200);
  const refused = await call("/both", made.token);
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({
    title: "missing-scope",
    detail: expect.stringContaining("event:admin"),
  });
});

it("keeps a token's hash only", async () => {
  const made = await makeToken(await firstOwner());
  const { results } = await env.DB.prepare("select * from token").all();
  expect(JSON.stringify(results)).not.toContain(made.token.slice(7));
});

it("refuses a token once it expired, also from the cache", async () => {
  const made = await makeToken(await firstOwner(), { expiresInDays: 1 });
  expect((await call("/read", made.token, door(made.expiresAtMs - 1))).status).toBe(200);
  expect((await call("/read", made.token, door(made.expiresAtMs))).status).toBe(401);
});

it("refuses a token once it is revoked", async () => {
  const owner = await firstOwner();
  const made = await makeToken(owner);
  expect((await call("/read", made.token)).status).toBe(200);
  expect((await owner.delete(`/tokens/${made.id}`)).status).toBe(200);
  expect((await call("/read", made.token)).status).toBe(401);
  expect((await owner.delete(`/tokens/${made.id}`)).status).toBe(404);
  expect((await owner.get("/tokens")).body.tokens).toEqual([]);
});

it("trusts what it looked up for no longer than the cache's time", async () => {
  const made = await makeToken(await firstOwner());
  const nowMs = Date.now();
  expect((await call("/read", made.token, door(nowMs))).status).toBe(200);
  await env.DB.prepare("update token set revoked_at_ms = 1").run();
  expect((await call("/read", made.token, door(nowMs + CACHE_MS - 1))).status).toBe(200);
  expect((await call("/read", made.token, door(nowMs + CACHE_MS))).status).toBe(401);
});

it("lets a token do no more than its maker may now", async () => {
  const owner = await firstOwner();
  const bo = await invited(owner, "bo@apiary.test", ["developer"]);
  expect(
    (await bo.visitor.post("/tokens", { name: "x", scopes: ["member:admin"], expiresInDays: 1 })).body,
  ).toMatchObject({
    title: "scope-beyond-own",
  });
  const made = await makeToken(bo.visitor, { scopes: ["event:read", "event:admin"] });
  expect((await call("/both", made.token)).status).toBe(200);
  await owner.patch(`/people/${bo.id}`, { roles: ["support"] });
  expect((await call("/both", made.token)).status).toBe(403);
  expect((await call("/read", made.token)).status).toBe(200);
  await owner.patch(`/people/${bo.id}`, { disabled: true });
  expect((await call("/read", made.token)).status).toBe(401);
});

it("notes when a token was used, at most once a minute", async () => {
  const made = await makeToken(await firstOwner());
  const usedAt = async () =>
    (await env.DB.prepare("select last_used_at_ms as at from token").first<{ at: number }>())?.at;
  const nowMs = Date.now();
  await call("/read", made.token, door(nowMs));
  expect(await usedAt()).toBe(nowMs);
  await call("/read", made.token, door(nowMs + 59_999));
  expect(await usedAt()).toBe(nowMs);
  await call("/read", made.token, door(nowMs + 119_999));
  expect(await usedAt()).toBe(nowMs + 119_999);
});

it("says who can give a person the right", async () => {
  const owner = await firstOwner();
  const { visitor } = await invited(owner, "bo@apiary.test", ["finance"]);
  const answer = await visitor.get("/tokens");
  expect(answer.body.detail).toBe(
    "This needs the right token:admin. An owner can give you one of the roles developer, security, owner under People.",
  );
});

it("keeps people's own pages from tokens", async () => {
  const owner = await firstOwner();
  const made = await makeToken(owner, { scopes: ["org:read"] });
  const answer = await owner.send("GET", "/sessions", undefined, { authorization: `Bearer ${made.token}` });
  expect(answer).toMatchObject({ status: 403, body: { title: "people-only" } });
});

it("lets no other site act with a person's cookie", async () => {
  const owner = await firstOwner();
  const foreign = { origin: "https://evil.test" };
  expect(await owner.send("DELETE", "/sessions", undefined, foreign)).toMatchObject({
    status: 403,
    body: { title: "cross-site" },
  });
  expect((await owner.send("POST", "/id/auth/sign-out", {}, { "sec-fetch-site": "cross-site" })).status).toBe(403);
  const withPassword = { ...foreign, authorization: "Basic eDp5" };
  expect((await owner.send("POST", "/id/auth/sign-out", {}, withPassword)).status).toBe(403);
  expect((await owner.get("/me")).status).toBe(200);
});

it("limits how much one actor calls, but not the server's own token", async () => {
  const made = await makeToken(await firstOwner());
  const full = { ...env, API_LIMIT: { limit: async () => ({ success: false }) } };
  const callFull = (token: string) => door().request("/any", { headers: { authorization: `Bearer ${token}` } }, full);
  const answer = await callFull(made.token);
  expect(answer.status).toBe(429);
  expect(answer.headers.get("retry-after")).toBe("60");
  expect((await callFull("test-owner-token")).status).toBe(200);
});

it("lets so many tokens live at once and no more", async () => {
  const owner = await firstOwner();
  await makeToken(owner);
  await env.DB.prepare(
    `insert into token (id, name, hash, suffix, scopes, created_at_ms)
     select value, 'ci', value, '', '[]', 0 from json_each(?)`,
  )
    .bind(JSON.stringify(Array.from({ length: LIVE_TOKENS_MAX - 2 }, (_, at) => `more-${at}`)))
    .run();
  const asked = { name: "ci", scopes: ["event:read"], expiresInDays: null };
  expect((await owner.post("/tokens", asked)).status).toBe(201);
  expect(await owner.post("/tokens", asked)).toMatchObject({ status: 409, body: { title: "too-many-tokens" } });
});
