import { Hono } from "hono";
import { expect, test } from "vitest";
import type { App } from "./context.ts";
import { framedPage } from "./framed-page.ts";
import { securityHeaders } from "./security-headers.ts";

const shown = (html: string) =>
  new Hono<App>()
    .use(securityHeaders())
    .get("/", (c) => framedPage(c, html))
    .request("http://apiary.test/");

test("a framed page runs and loads nothing, and only the console frames it", async () => {
  const { headers } = await shown("<p>mail</p>");
  const policy = headers.get("content-security-policy");
  expect(policy).toContain("sandbox allow-popups allow-popups-to-escape-sandbox;");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'self'");
  expect(policy).not.toContain("script-src");
  expect(headers.get("x-frame-options")).toBe("SAMEORIGIN");
  expect(headers.get("content-type")).toContain("text/html");
});

test("its links open windows, with a head or without one", async () => {
  expect(await (await shown("<!doctype html><html><head><title>t</title></head></html>")).text()).toBe(
    '<!doctype html><html><head><base target="_blank"><title>t</title></head></html>',
  );
  expect(await (await shown("<p>mail</p>")).text()).toBe('<base target="_blank"><p>mail</p>');
});
