import { readFile } from "node:fs/promises";
import type { Download } from "@playwright/test";
import type { IssueList } from "../../workers/errors/view.ts";
import { expect, test } from "./console.ts";
import { checkoutFailure, failure } from "./failure.ts";
import { expectAccessible } from "./health.ts";
import { OWNER } from "./house.ts";

const text = async (download: Download) => readFile(await download.path(), "utf8");

test("an issue tells what happened, in order", async ({ page, project }) => {
  const eventId = await project.send(checkoutFailure(), { filename: "order.log", text: "order A-1042\ndeclined\n" });
  await project.fill(1, []);
  await page.goto(`/errors?query=is:unresolved+project:${project.slug}`);
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
  await expect(facts.locator("#people")).toContainText(OWNER.name);
  const follow = page.getByRole("button", { name: "Follow" });
  await expect(follow).toHaveAttribute("aria-pressed", "false");
  await page.keyboard.press("B");
  // Who bookmarks an issue follows it, until they say no.
  await expect(follow).toHaveAttribute("aria-pressed", "true");
  await follow.click();
  await expect(follow).toHaveAttribute("aria-pressed", "false");
  await expect(page.getByRole("button", { name: "Bookmark" })).toHaveAttribute("aria-pressed", "true");

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
  await page.goto(`/errors?query=is:unresolved+project:${project.slug}`);
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
  await page.goto(`/errors?query=is:unresolved+project:${project.slug}`);
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
  await expect(page.locator(".sentence")).toContainText(/^Back since \d\d:\d\d after release shop@2\.2\.0, 2 events/);
  await expect(activity).toContainText("Came back");
  await page.getByRole("button", { name: "A newer event came in. Show it" }).click();
  await expect(page.getByRole("navigation", { name: "Events" })).toContainText("shop@2.2.0");
});

test("an issue is resolved in a release, ignored under a condition, and both can be undone", async ({
  page,
  project,
}) => {
  await project.fill(1, [checkoutFailure()]);
  await page.goto(`/errors?query=is:unresolved+project:${project.slug}`);
  await page.getByRole("link", { name: /CheckoutError/ }).click();
  const sentence = page.locator(".sentence");
  await page.getByRole("button", { name: "More ways to resolve" }).click();
  await page.getByRole("menuitem", { name: "In the next release" }).click();
  await expect(sentence).toContainText("in the release after shop@2.1.0");
  await project.send(checkoutFailure());
  await expect(sentence, "an event of the same release does not bring it back").toContainText("2 events");
  await expect(sentence).toContainText("Resolved");
  await project.send(checkoutFailure({ release: "shop@2.2.0" }));
  await expect(sentence).toContainText("after release shop@2.2.0");

  await expect(page.getByRole("button", { name: /^Resolve e/ })).toBeVisible();
  await page.keyboard.press("Shift+I");
  const dialog = page.getByRole("dialog", { name: /^Ignore/ });
  await dialog.getByLabel("Until it happens again so often").check();
  await dialog.getByRole("spinbutton", { name: "More events" }).fill("2");
  await dialog.getByLabel("Within").selectOption({ label: "an hour" });
  await dialog.getByRole("button", { name: "Ignore" }).click();
  await expect(sentence).toContainText("until 2 more events within 1 h");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(sentence, "it is back, as it was").toContainText("after release shop@2.2.0");

  await page.keyboard.press("Shift+E");
  await page.getByRole("dialog").getByLabel("In this release").check();
  await page.getByRole("dialog").getByRole("textbox", { name: "Release" }).fill("shop@2.2.0");
  await page.keyboard.press("Enter");
  await expect(page.locator("#activity")).toContainText("Resolved in release shop@2.2.0");
});

test("a comment is written, survives a reload and a failure, is changed and deleted", async ({
  page,
  project,
  complaints,
}) => {
  await project.fill(1, [checkoutFailure()]);
  await page.goto(`/errors?query=is:unresolved+project:${project.slug}`);
  await page.getByRole("link", { name: /CheckoutError/ }).click();
  await expect(page.locator("#activity")).toBeVisible();
  await page.keyboard.press("r");
  await page.keyboard.type("The bank changed its answer.");
  await page.reload();
  const field = page.getByRole("textbox", { name: "Comment" });
  await expect(field).toHaveValue("The bank changed its answer.");

  complaints.expect(/status of 500/);
  const fails = (url: URL) => url.pathname.endsWith("/comments");
  await page.route(fails, (route) => route.fulfill({ status: 500, json: { detail: "The object did not answer." } }));
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(page.locator("#activity").getByRole("alert")).toContainText("The object did not answer.");
  await page.unroute(fails);
  await field.press("Control+Enter");
  const comment = page.locator(".comment");
  await expect(comment).toContainText("The bank changed its answer.");
  await expect(field).toHaveValue("");

  await comment.getByRole("button", { name: "Edit" }).click();
  await comment.getByRole("textbox").fill("The bank changed its answer on Friday.");
  await comment.getByRole("button", { name: "Save" }).click();
  await expect(comment).toContainText("on Friday.");
  await expect(comment).toContainText("edited");
  await comment.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete the comment" }).click();
  await expect(comment).toHaveCount(0);
});

test("an event's way here is narrowed, its request copied, and another event opened by its id", async ({
  page,
  context,
  project,
}) => {
  const other = await project.send(failure("OtherError", "elsewhere"));
  await project.send(checkoutFailure());
  await project.fill(2, []);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`/errors?query=is:unresolved+project:${project.slug}`);
  await page.getByRole("link", { name: /CheckoutError/ }).click();
  const crumbs = page.locator("#breadcrumbs");
  await crumbs.getByLabel("Steps of which categories").selectOption("http");
  await expect(crumbs).toContainText("POST /charge");
  await expect(crumbs).not.toContainText("opened the cart");
  await page.locator("#request").getByRole("button", { name: "Copy as curl" }).click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toContain("curl 'https://shop.example.com/checkout?step=pay'");
  await expect(page.locator("#releases").getByRole("row", { name: /shop@2\.1\.0/ })).toBeVisible();
  await expect(page.getByRole("slider", { name: "30 days, events per day" })).toBeVisible();

  const jump = page.getByRole("textbox", { name: "Go to the event with this id" });
  await jump.fill(other);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^OtherError/);
  await expect(page).toHaveURL(new RegExp(`/events/${other}`));
});

test("issues are merged by link and by choice, and taken apart again by fingerprint", async ({
  page,
  house,
  project,
}) => {
  await project.fill(3, [
    failure("FirstError", "one"),
    failure("SecondError", "two"),
    failure("SecondError", "two"),
    failure("ThirdError", "three"),
  ]);
  const { rows } = await house.api<IssueList>("GET", `/errors/issues?query=project:${project.slug}`);
  const idOf = (type: string) => rows.find(({ title }) => title.startsWith(type))?.id;
  await page.goto(`/errors/${idOf("FirstError")}`);
  await page.getByRole("button", { name: "More actions" }).waitFor();
  await page.keyboard.press("m");
  const merge = page.getByRole("dialog", { name: /^Merge/ });
  await merge.getByLabel("With").fill(`${house.url}/errors/${idOf("SecondError")}?project=any`);
  await expect(merge).toContainText(/-2 then has 3 events\. .+-1 is an issue no more/);
  await merge.getByRole("button", { name: /^Merge into .+-2$/ }).click();
  await expect(page).toHaveURL(new RegExp(`/errors/${idOf("SecondError")}`));
  await expect(page.locator(".sentence")).toContainText("3 events");
  await expect(page.locator("#activity")).toContainText(/Took in .+-1/);

  await page.goto(`/errors?query=is:unresolved+project:${project.slug}`);
  await expect(page.locator(".issue-list .title")).toHaveCount(2);
  await page.getByRole("checkbox", { name: "Select all loaded issues" }).check();
  await page.keyboard.press("m");
  await merge.getByRole("button", { name: /^Merge into/ }).click();
  await expect(page.locator(".issue-list .title")).toHaveCount(1);
  await page.locator(".issue-list .title").click();
  await expect(page).toHaveURL(new RegExp(`/errors/${idOf("SecondError")}`));
  await expect(page.locator(".sentence")).toContainText("4 events");

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Take fingerprints out" }).click();
  const unmerge = page.getByRole("dialog", { name: /^Fingerprints of/ });
  const third = unmerge.getByRole("row").filter({ hasText: "ThirdError" });
  await expect(third.locator("[data-label=Events]")).toHaveText("1");
  await third.getByRole("checkbox").check();
  await expect(unmerge).toContainText(/1 event leaves .+-2 for a new issue/);
  await expectAccessible(page);
  await unmerge.getByRole("button", { name: "Take 1 fingerprint out" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^ThirdError/);
  await expect(page.locator("#activity")).toContainText(/Was taken out of .+-2 with 1 fingerprint/);
});

test("an issue is deleted, another discarded, and what is discarded can be let in again", async ({ page, project }) => {
  await project.fill(
    3,
    ["OneError", "TwoError", "ThreeError"].map((type) => failure(type, "unwanted")),
  );
  await page.goto(`/errors?query=is:unresolved+project:${project.slug}`);
  const titles = page.locator(".issue-list .title");
  await expect(titles).toHaveCount(3);
  await page.getByRole("link", { name: /ThreeError/ }).click();
  await page.getByRole("button", { name: "More actions" }).waitFor();
  await page.keyboard.press("#");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("its 1 event go, with attachments and comments. It cannot be undone.");
  await dialog.getByRole("button", { name: /^Delete / }).click();
  await expect(page.getByRole("heading", { level: 1 }), "the next issue of the list").toHaveText(/^TwoError/);
  await page.keyboard.press("Escape");
  await expect(titles).toHaveText([/TwoError/, /OneError/]);

  await page.getByRole("listitem").filter({ hasText: "OneError" }).getByRole("checkbox").check();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete and discard" }).click();
  await expect(dialog).toContainText("is dropped and counted as filtered");
  await dialog.getByRole("button", { name: /^Discard / }).click();
  await expect(titles).toHaveText([/TwoError/]);

  await project.send(failure("OneError", "unwanted"));
  await page.goto(`/projects/${project.slug}/settings`);
  const discarded = page.getByRole("region", { name: "Discarded issues" });
  const row = discarded.getByRole("row").filter({ hasText: "OneError" });
  await expect(row.locator("[data-label=Dropped]")).toHaveText("1");
  await expectAccessible(page);
  await row.getByRole("button", { name: "Let it in" }).click();
  await expect(discarded).toHaveCount(0);
  await project.fill(2, [failure("OneError", "unwanted")]);
  await page.goto(`/errors?query=is:unresolved+project:${project.slug}`);
  await expect(titles).toHaveText([/OneError/, /TwoError/]);
});
