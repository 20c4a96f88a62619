import { readFile } from "node:fs/promises";
import type { Download } from "@playwright/test";
import { expect, test } from "./console.ts";
import { checkoutFailure } from "./failure.ts";
import { OWNER } from "./house.ts";

const text = async (download: Download) => readFile(await download.path(), "utf8");

test("an issue tells what happened, in order", async ({ page, project }) => {
  const eventId = await project.send(checkoutFailure(), { filename: "order.log", text: "order A-1042\ndeclined\n" });
  await project.fill(1, []);
  await page.goto(`/errors?project=${project.slug}`);
  await page.getByRole("link", { name: /CheckoutError/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("CheckoutError: the card could not be charged");
  await expect(page.locator(".sentence")).toHaveText(
    /^New since \d\d:\d\d in release shop@2\.1\.0, 1 event from 1 user$/,
  );

  const stack = page.locator("#stack");
  await expect(stack.getByRole("heading", { level: 3 })).toHaveText(["CheckoutError", "GatewayError"]);
  await expect(stack).toContainText("Caused by");
  await expect(stack.locator(".failing").first()).toContainText("throw new CheckoutError(order, { cause });");
  await expect(stack.getByText("1 library frame").first()).toBeVisible();
  await stack.getByText("1 variable").first().click();
  await stack.locator(".frame-vars details").first().locator("summary").click();
  await expect(stack).toContainText("A-1042");
  await page.keyboard.press("v");
  await expect(stack.getByText("node_modules/router/layer.js").first()).toBeVisible();

  await expect(page.locator("#breadcrumbs")).toContainText("opened the cart");
  await expect(page.locator("#breadcrumbs")).toContainText("POST /charge");
  const request = page.locator("#request");
  await expect(request).toContainText("https://shop.example.com/checkout");
  await expect(
    request
      .locator("div")
      .filter({ hasText: /^Authorization/ })
      .last(),
  ).toContainText("filtered");
  await expect(page.locator("#contexts")).toContainText("v24.21.0");
  await expect(page.locator("#extra")).toContainText("filtered");
  const facts = page.getByRole("complementary", { name: "Facts" });
  await expect(facts).toContainText("customer@example.com");
  await expect(facts.locator("#tag-region")).toContainText(/eu-west.*100/);

  await page.locator("#grouping > summary").click();
  await expect(page.locator("#grouping")).toContainText("decides the group");

  const attached = page.waitForEvent("download");
  await page.getByRole("link", { name: "order.log" }).click();
  expect(await text(await attached)).toBe("order A-1042\ndeclined\n");
  await page.locator("#json > summary").click();
  const json = page.waitForEvent("download");
  await page.locator("#json").getByRole("link", { name: "Download" }).click();
  expect(JSON.parse(await text(await json))).toMatchObject({ event_id: eventId, transaction: "POST /checkout" });
});

test("events are walked through, each with its own address", async ({ page, project }) => {
  const at = Date.now() / 1000;
  const ids: string[] = [];
  for (const back of [30, 20, 10]) ids.push(await project.send(checkoutFailure({ timestamp: at - back })));
  const [oldest = "", middle = "", latest = ""] = ids;
  await project.fill(1, []);
  await page.goto(`/errors?project=${project.slug}`);
  await page.getByRole("link", { name: /CheckoutError/ }).click();
  const browser = page.getByRole("navigation", { name: "Events" });
  await expect(browser).toContainText(latest.slice(0, 8));
  await expect(browser.getByRole("button", { name: "Newer event" })).toBeDisabled();
  await browser.getByRole("link", { name: "Older event" }).click();
  await expect(page).toHaveURL(new RegExp(`/events/${middle}`));
  await expect(browser).toContainText(middle.slice(0, 8));
  await browser.getByRole("link", { name: "Oldest event" }).click();
  await expect(page).toHaveURL(/\/events\/oldest/);
  await expect(browser).toContainText(oldest.slice(0, 8));
  await page.keyboard.press("n");
  await expect(page).toHaveURL(new RegExp(`/events/${middle}`));
  await page.keyboard.press("N");
  await expect(page).toHaveURL(/\/errors\/\d+(\?|$)/);
  await expect(browser).toContainText(latest.slice(0, 8));

  await page.locator("#events > summary").click();
  await page
    .locator("#events")
    .getByRole("link", { name: oldest.slice(0, 8) })
    .click();
  await expect(page).toHaveURL(new RegExp(`/events/${oldest}`));
  await page.goBack();
  await expect(browser).toContainText(latest.slice(0, 8));
});

test("an issue is assigned, ignored, resolved, and comes back", async ({ page, project }) => {
  await project.fill(1, [checkoutFailure()]);
  await page.goto(`/errors?project=${project.slug}`);
  await page.getByRole("link", { name: /CheckoutError/ }).click();
  const activity = page.locator("#activity");
  await page.getByRole("button", { name: /^Assign/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: OWNER.name }).click();
  await expect(activity).toContainText(`Assigned to ${OWNER.name}`);
  await page.getByRole("button", { name: /^Ignore/ }).click();
  await expect(activity).toContainText("Ignored");
  await page.getByRole("button", { name: /^Unresolve/ }).click();
  await page.getByRole("button", { name: /^Resolve/ }).click();
  await expect(page.locator(".sentence")).toContainText("Resolved just now by");
  await expect(activity).toContainText("Resolved");

  await project.send(checkoutFailure({ release: "shop@2.2.0" }));
  await expect(page.locator(".sentence")).toContainText(/^Back since \d\d:\d\d in release shop@2\.2\.0, 2 events/);
  await expect(activity).toContainText("Came back");
  await page.getByRole("button", { name: "A newer event came in. Show it" }).click();
  await expect(page.getByRole("navigation", { name: "Events" })).toContainText("shop@2.2.0");
});
