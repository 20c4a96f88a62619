import { Hono } from "hono";
import { expect, it } from "vitest";
import type { App } from "./context.ts";
import { ingestCors } from "./cors.ts";
import { notFound, onError } from "./on-error.ts";
import { problem } from "./problem.ts";
import { arrival } from "./request-id.ts";

const app = new Hono<App>()
  .use(arrival("sentry-ingest"), ingestCors())
  .post("/api/1/envelope/", (c) => c.json({ id: "x" }, 200, c.get("answerHeaders")))
  .post("/api/2/envelope/", (c) => problem(c, { status: 400, reason: "bad", detail: "Bad." }))
  .post("/api/3/envelope/", () => {
    throw new Error("a fault of ours");
  })
  .notFound(notFound)
  .onError(onError);

it("answers a preflight with what browser SDKs ask for", async () => {
  const answer = await app.request("/api/1/envelope/", { method: "OPTIONS" });
  expect(answer.status).toBe(204);
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  expect(answer.headers.get("access-control-allow-methods")).toContain("POST");
  expect(answer.headers.get("access-control-allow-headers")).toMatch(
    /x-sentry-auth.*content-encoding.*sentry-trace, baggage/,
  );
  expect(answer.headers.get("access-control-max-age")).toBe("3600");
});

it.each(["/api/1/envelope/", "/api/2/envelope/", "/api/3/envelope/", "/api/none"])(
  "lets pages read the answer on %s",
  async (path) => {
    const answer = await app.request(path, { method: "POST" });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-expose-headers")).toBe(
      "x-sentry-error, x-sentry-rate-limits, retry-after",
    );
    expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  },
);
