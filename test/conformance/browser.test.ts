import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findChromium } from "../../bin/chromium.ts";
import { bundle } from "../bundle.ts";
import { TestProject } from "../project.ts";
import { decisive, hashOf } from "./decisive.ts";
import { type PageServer, startPageServer } from "./page-server.ts";

const PAGE_SCRIPT = join(import.meta.dirname, "clients/page.ts");
const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];

const server = inject("server");
let site: PageServer;
let browser: Browser;

beforeAll(async () => {
  const executablePath = findChromium();
  [site, browser] = await Promise.all([
    bundle(PAGE_SCRIPT, "browser").then(startPageServer),
    chromium.launch({ args: ARGUMENTS, ...(executablePath !== undefined && { executablePath }) }),
  ]);
});

afterAll(async () => {
  await browser.close();
  site.close();
});

/** Opens the site in a fresh browser profile, with an SDK that reports to the project. */
async function visit(project: TestProject, settings: Record<string, string> = {}): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${site.url}/?${new URLSearchParams({ dsn: project.dsn, ...settings })}`);
  await page.waitForFunction("window.flush !== undefined");
  return page;
}

/** What the page may read of an answer of the server, if it may read it at all. */
const readable = (page: Page, url: string, body: string) =>
  page.evaluate(
    async ([url, body]) => {
      const answer = await fetch(url ?? "", { method: "POST", body: body ?? "" });
      const { status, headers } = answer;
      const [limits, error] = [headers.get("x-sentry-rate-limits"), headers.get("x-sentry-error")];
      return { status, limits, retryAfter: headers.get("retry-after"), error, body: await answer.text() };
    },
    [url, body],
  );

describe("@sentry/browser in Chromium", () => {
  test("an error on a page of another origin arrives, with the visitor's browser in its tags", async () => {
    const project = await TestProject.create(server, "page", "javascript");
    const page = await visit(project);
    await page.evaluate("breakDown('the cart is gone')");
    const issue = await project.issue("Error: the cart is gone");
    expect(issue).toMatchObject({ unhandled: true, level: "error", events: 1 });
    const { event } = await project.event(issue.id);
    expect(event).toMatchObject({ platform: "javascript", release: "web@2.0.0", environment: "conformance" });
    expect(event.request?.url).toContain(site.url);
    const tags = Object.fromEntries(event.tags);
    expect(tags["browser.name"]).toMatch(/Chrom/);
    expect(tags).toMatchObject({ handled: "no" });
    expect(await project.outcomes()).toMatchObject({ "accepted error": 1 });
  });

  test("an error is grouped by its type and functions, a rejection by its text, wherever the page lies", async () => {
    const project = await TestProject.create(server, "page-grouped", "javascript");
    const page = await visit(project);
    await page.evaluate("sell(4711); reject(4711)");
    await page.evaluate("sell(5023); reject(5023)");
    await project.untilEvents(4);
    const sold = ["RangeError", "checkout", "reserve"];
    const rejected = ["UnhandledRejection", "Non-Error promise rejection captured with value: item <int> is gone"];
    const decided = async (title: string) => decisive(await project.event((await project.issue(title)).id));
    expect(await decided("RangeError: item 5023 is sold out")).toEqual([
      { name: "app", hash: "edcbb344c0af2a937ae1a0bb73c5111f", values: sold },
    ]);
    expect(
      await decided("UnhandledRejection: Non-Error promise rejection captured with value: item 5023 is gone"),
    ).toEqual([{ name: "app", hash: "017d29b0f7ec494145186f0e66e77dbc", values: rejected }]);
    expect([hashOf(sold), hashOf(rejected)]).toEqual([
      "edcbb344c0af2a937ae1a0bb73c5111f",
      "017d29b0f7ec494145186f0e66e77dbc",
    ]);
    expect((await project.issues()).map(({ events }) => events)).toEqual([2, 2]);
  });

  test("an error goes through the page's own tunnel, known by the DSN in its envelope alone", async () => {
    const project = await TestProject.create(server, "page-tunnelled", "javascript");
    site.tunnel.target = `${server.url}/api/${project.id}/envelope/`;
    const page = await visit(project, { tunnel: "/tunnel" });
    await page.evaluate("breakDown('through the tunnel')");
    expect(await project.issue("Error: through the tunnel")).toMatchObject({ events: 1 });
    await page.evaluate("flush()");
    expect(new Set(site.tunnel.statuses)).toEqual(new Set([200]));
  });

  test("a page reads how long it is limited, and the SDK then keeps to it", async () => {
    const project = await TestProject.create(server, "page-limited", "javascript");
    await project.limit(1, 86_400);
    const page = await visit(project);
    await page.evaluate("breakDown('first')");
    await project.untilOutcomes({ "accepted error": 1 });
    const answer = await readable(page, project.ingestUrl("envelope/"), '{}\n{"type":"event"}\n{"message":"second"}');
    expect(answer).toMatchObject({ status: 429 });
    expect(answer.limits).toMatch(/^\d+:default;error;security:key:key_quota$/);
    expect(Number(answer.retryAfter)).toBeGreaterThan(0);
    await page.evaluate("breakDown('third')");
    await page.evaluate("flush()");
    // An SDK reports what it held back when the page is left.
    await page.goto("about:blank");
    const outcomes = await project.untilOutcomes({ "client-discard error ratelimit_backoff": 1 });
    expect(outcomes).toMatchObject({ "accepted error": 1, "client-discard error ratelimit_backoff": 1 });
  });

  test("a page reads why it was refused", async () => {
    const project = await TestProject.create(server, "page-refused", "javascript");
    const page = await visit(project);
    const answer = await readable(page, project.ingestUrl("envelope/"), "no envelope");
    expect(answer).toMatchObject({ status: 400 });
    expect(answer.error).not.toBe("");
  });

  test("a violation of the page's content security policy is an issue", async () => {
    const project = await TestProject.create(server, "page-policy", "javascript");
    const report = `${project.ingestUrl("security/")}&sentry_release=web%402.0.0&sentry_environment=conformance`;
    site.headers = { "content-security-policy": `img-src 'self'; report-uri ${report}` };
    const page = await visit(project);
    site.headers = {};
    await page.evaluate(
      "document.body.append(Object.assign(new Image(), { src: 'http://images.example.test/cat.png' }))",
    );
    const [issue] = await project.untilEvents(1);
    expect(issue).toMatchObject({ title: "Blocked 'image' from 'images.example.test'", events: 1 });
    const { event } = await project.event(issue?.id ?? "");
    expect(event).toMatchObject({ type: "csp", release: "web@2.0.0", environment: "conformance" });
    expect(event.tags).toContainEqual(["effective-directive", "img-src"]);
    expect(await project.outcomes()).toMatchObject({ "accepted security": 1 });
  });
});
