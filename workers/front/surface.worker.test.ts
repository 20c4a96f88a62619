import { env } from "cloudflare:workers";
import { afterEach, expect, it, vi } from "vitest";
import * as z from "zod";
import { JSON_BYTES_MAX, jsonInput } from "./input.ts";
import { SECURITY_HEADERS } from "./security-headers.ts";
import { ownPagesApp } from "./surface.ts";

const app = ownPagesApp("console")
  .get("/fine", (c) => c.json({ id: c.var.requestId }))
  .get("/broken", () => {
    throw new Error("no such ana@apiary.test");
  })
  .post("/echo", jsonInput(z.object({ text: z.string() })), (c) => c.json(c.req.valid("json")));

const post = (body: string, headers: Record<string, string> = {}) =>
  app.request(
    "http://localhost/echo",
    { method: "POST", body, headers: { "content-type": "application/json", ...headers } },
    env,
  );

afterEach(() => vi.restoreAllMocks());

it("gives every answer its id and the security headers", async () => {
  const answer = await app.request("http://localhost/fine", { headers: { "x-request-id": "mine" } }, env);
  const { id } = await answer.json<{ id: string }>();
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  expect(answer.headers.get("x-request-id")).toBe(id);
  expect(Object.fromEntries(answer.headers)).toMatchObject(SECURITY_HEADERS);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.has("strict-transport-security")).toBe(false);
  const secure = await app.request("https://console.apiary.test/fine", {}, env);
  expect(secure.headers.get("strict-transport-security")).toContain("max-age=");
});

it("answers a bug with 500 and the request id, and logs it without personal data", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const answer = await app.request("http://localhost/broken", {}, env);
  expect(answer.status).toBe(500);
  const { requestId, detail } = await answer.json<{ requestId: string; detail: string }>();
  expect(detail).not.toContain("ana");
  const line = String(logged.mock.calls[0]?.[0]);
  expect(JSON.parse(line)).toMatchObject({ level: "error", requestId, error: "Error: no such [redacted]" });
  expect(line).not.toContain("ana@");
});

it("answers unknown paths as problems", async () => {
  const answer = await app.request("http://localhost/none", {}, env);
  expect(answer.status).toBe(404);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
});

it("parses JSON, and says which field is wrong", async () => {
  expect(await (await post('{"text":"a"}')).json()).toEqual({ text: "a" });
  const wrong = await post('{"text":1}');
  expect(wrong.status).toBe(422);
  expect(await wrong.json()).toMatchObject({ title: "invalid-input", fields: { text: expect.any(String) } });
  expect((await post("{")).status).toBe(400);
});

it("takes JSON up to the limit and no byte more", async () => {
  const text = "x".repeat(JSON_BYTES_MAX - '{"text":""}'.length);
  expect((await post(JSON.stringify({ text }))).status).toBe(200);
  expect((await post(JSON.stringify({ text: `${text}x` }))).status).toBe(413);
});
