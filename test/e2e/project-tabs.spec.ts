import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test, textOf } from "./console.ts";
import { sendItems } from "./envelope.ts";
import { failure } from "./failure.ts";
import { expectAccessible, expectNoSideScroll } from "./health.ts";

/** A full tab is as good for every eye as an empty one, at a desk and on a phone. */
async function expectFit(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSideScroll(page);
  await expectAccessible(page);
}

test("release health says how many sessions and users met no crash", async ({ page, project }) => {
  await page.goto(`/projects/${project.slug}/health`);
  await expect(page.getByRole("heading", { name: "No session in the last 24 hours" })).toBeVisible();
  await expect(page.locator("pre"), "the next step can be copied").toContainText(project.dsn);

  const started = new Date().toISOString();
  const attrs = { release: "shop@2.1.0", environment: "production" };
  const aggregates = [{ started, exited: 195, errored: 2, crashed: 1 }];
  const crashed = { sid: randomUUID(), did: "4711", init: true, started, status: "crashed", attrs };
  const well = { sid: randomUUID(), did: "4712", init: true, started, status: "exited", attrs };
  await sendItems(project.dsn, {}, [
    [{ type: "sessions" }, JSON.stringify({ aggregates, attrs })],
    [{ type: "session" }, JSON.stringify(crashed)],
    [{ type: "session" }, JSON.stringify(well)],
  ]);
  await page.reload();
  await expect(
    page.getByText("200 sessions of 1 release in the last 24 hours, 2 crashed. 2 met an error."),
  ).toBeVisible();
  const row = page.getByRole("row", { name: /shop@2\.1\.0/ });
  await expect(row.locator("[data-label='Crash-free sessions']")).toHaveText("99%");
  await expect(row.locator("[data-label='Crash-free users']")).toHaveText("50%");

  await page.getByRole("link", { name: "7 days" }).click();
  await expect(page).toHaveURL(/health\?hours=168$/);
  await expect(page.getByText(/in the last 7 days, 2 crashed/)).toBeVisible();
  await expectFit(page);
});

test("a job that checks in as the page says appears with its schedule and its runs", async ({ page, project }) => {
  await page.goto(`/projects/${project.slug}/monitors`);
  await expect(page.getByRole("heading", { name: "No job checks in yet" })).toBeVisible();
  const shell = await textOf(page.locator("pre").last());
  const url = /"(http[^"]+)"/.exec(shell)?.[1]?.replace("$status", "ok") ?? "";
  // As many as one row shows.
  for (let run = 0; run < 20; run += 1) expect((await fetch(url, { method: "POST" })).status).toBe(202);

  const check = { check_in_id: randomUUID().replaceAll("-", ""), monitor_slug: "invoices", environment: "production" };
  const monitor_config = {
    schedule: { type: "crontab", value: "0 3 * * *" },
    timezone: "Europe/Paris",
    max_runtime: 30,
  };
  for (const more of [
    { status: "in_progress", monitor_config },
    { status: "error", duration: 75 },
  ]) {
    await sendItems(project.dsn, {}, [[{ type: "check_in" }, JSON.stringify({ ...check, ...more })]]);
  }
  await page.reload();
  await expect(page.getByText("2 monitors: the last run of 1 did not end well.")).toBeVisible();
  const invoices = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "invoices" }) });
  await expect(invoices).toContainText("Every day at 03:00 Europe/Paris, up to 30 min long");
  await expect(invoices).toContainText("1 min 15 s");
  const runs = invoices.getByRole("list", { name: "Latest check-ins of invoices, oldest first" });
  await expect(runs.getByRole("img", { name: /^Failed, .*, took 1 min 15 s, production$/ })).toHaveCount(1);
  await expect(page.getByRole("heading", { name: "nightly-job" })).toBeVisible();
  await expectFit(page);
});

test("what a user wrote leads to the issue that it is about", async ({ page, project }) => {
  await page.goto(`/projects/${project.slug}/feedback`);
  await expect(page.getByRole("heading", { name: "Nobody has written yet" })).toBeVisible();

  const eventId = await project.send(failure("BasketError", "the basket was empty"));
  const write = (message: string, about: object) => {
    const feedback = { message, name: "A Customer", contact_email: "customer@example.com", ...about };
    const event = { event_id: randomUUID().replaceAll("-", ""), type: "feedback", contexts: { feedback } };
    return sendItems(project.dsn, {}, [[{ type: "feedback" }, JSON.stringify(event)]]);
  };
  await write("My basket lost everything", { associated_event_id: eventId });
  await write("I like the new colours", {});
  await page.reload();
  await expect(page.getByText(/^2 messages, the last just now, 1 about an event\.$/)).toBeVisible();
  await expect(page.getByText("I like the new colours")).toBeVisible();
  const about = page.getByRole("listitem").filter({ hasText: "My basket lost everything" });
  await expect(about.getByRole("link", { name: "Issue and event" })).toBeVisible();
  await expectFit(page);
  await about.getByRole("link", { name: "Issue and event" }).click();
  await expect(page).toHaveURL(new RegExp(`/events/${eventId}$`));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^BasketError/);
});

test("usage adds up what projects sent, and says what to set when it cannot be read", async ({
  page,
  project,
  complaints,
}) => {
  await project.fill(1, [failure("CountedError", "once"), failure("CountedError", "twice")]);
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();
  const line = page.getByRole("row").filter({ hasText: project.name });
  await page.keyboard.press("g");
  await page.keyboard.press("v");
  await expect(page.getByRole("heading", { name: "Usage" })).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(line.locator("[data-label='Accepted']")).toHaveText("2", { timeout: 2_000 });
  }, "counts are written about a second later").toPass();
  await expect(page.getByText("Sampled, for trends; exact counts are on each project's Outcomes.")).toBeVisible();
  await expectFit(page);
  await line.getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/projects/${project.slug}/outcomes$`));

  complaints.expect(/status of 503/);
  const problem = {
    title: "analytics-not-set-up",
    status: 503,
    detail: "Set the secrets.",
    requestId: "0f9c2d31-unset",
  };
  await page.route(/\/errors\/usage/, (route) =>
    route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify(problem) }),
  );
  await page.goto("/usage?hours=720");
  await expect(page.getByRole("heading", { name: "Usage is recorded, but cannot be read yet" })).toBeVisible();
  await expect(page.getByText("wrangler secret put ANALYTICS_API_TOKEN")).toBeVisible();
  await expect(page.getByText("0f9c2d31-unset")).toBeVisible();
  await page.unroute(/\/errors\/usage/);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(line.first()).toBeVisible();
  await expect(page.getByRole("link", { name: "30 days" })).toHaveAttribute("aria-current", "true");
});
