import type { Page } from "@playwright/test";
import { expect, test } from "./console.ts";
import { failure } from "./failure.ts";

const titles = (page: Page) => page.locator(".issue-list .title");
const field = (page: Page) => page.getByRole("combobox", { name: "Search issues" });
const list = (page: Page) => page.getByRole("listbox", { name: "Completions" });

test("a search is written with the keyboard alone, completed from keys, values and people", async ({
  page,
  project,
}) => {
  await project.fill(3, [
    failure("AlphaError", "one", { environment: "production", tags: { region: "eu west" } }),
    failure("BetaError", "two", { environment: "staging", tags: { region: "us-east" }, level: "warning" }),
    failure("GammaError", "three", { environment: "staging" }),
  ]);
  await page.goto(`/errors?query=is:unresolved+project:${project.slug}`);
  await expect(titles(page)).toHaveCount(3);

  await page.keyboard.press("f");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.type(" reg");
  await expect(list(page).getByRole("option", { name: /^region/ })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(field(page)).toHaveValue(/ region:$/);
  await expect(list(page).getByRole("option")).toHaveText(["eu west", "us-east"]);
  await page.keyboard.press("ArrowDown");
  const current = list(page).getByRole("option", { selected: true });
  await expect(current).toHaveText("eu west");
  await expect(field(page)).toHaveAttribute("aria-activedescendant", (await current.getAttribute("id")) ?? "");
  await page.keyboard.press("Enter");
  await expect(field(page)).toHaveValue(/ region:"eu west" $/);
  await page.keyboard.press("Escape");
  await expect(list(page)).toBeHidden();
  await page.keyboard.press("Enter");
  await expect(titles(page)).toHaveText([/AlphaError/]);
  await page.reload();
  await expect(titles(page), "the address is the state").toHaveText([/AlphaError/]);

  await field(page).fill(`project:${project.slug} !has:region level:[warning,error] assigned:non`);
  await expect(list(page).getByRole("option", { name: /none/ })).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await expect(titles(page)).toHaveText([/GammaError/]);

  await field(page).fill("");
  await expect(list(page).getByRole("option", { name: /region:"eu west"/ }), "searched before").toBeVisible();
});

test("what is wrong is marked at its place and said, by the page and by the server", async ({
  page,
  project,
  complaints,
}) => {
  complaints.expect(/422/);
  await project.fill(1, [failure("AlphaError", "one")]);
  await page.goto(`/errors?query=project:${project.slug}`);
  await expect(titles(page)).toHaveCount(1);
  await field(page).fill(`project:${project.slug} level:loud`);
  await page.keyboard.press("Enter");
  await expect(page.locator(".query-marks mark")).toHaveText("loud");
  await expect(page.getByText('"loud" is no level')).toBeVisible();
  await expect(field(page)).toHaveAttribute("aria-invalid", "true");
  await expect(titles(page), "the list stays as it was").toHaveCount(1);

  await field(page).fill(`project:${project.slug} assigned:nobody@example.com`);
  await page.keyboard.press("Enter");
  await expect(page.locator(".query-marks mark")).toHaveText("assigned:nobody@example.com");
  await expect(page.getByText('There is no person "nobody@example.com".')).toBeVisible();
});

test("an event's id opens the event, an issue's the issue, a word that looks like one is searched", async ({
  page,
  project,
  context,
  complaints,
}) => {
  complaints.expect(/422|404/);
  const eventId = await project.send(failure("AlphaError", "utf-8 is not it"));
  await project.fill(1, []);
  await page.goto(`/errors?query=project:${project.slug}`);
  await expect(titles(page)).toHaveCount(1);
  await field(page).fill("utf-8");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/query=utf-8/);

  await field(page).fill(`${project.slug.toUpperCase()}-1`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/AlphaError/);

  await page.goto("/errors");
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const dashed = eventId.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  await page.evaluate((text) => navigator.clipboard.writeText(text), dashed);
  await field(page).focus();
  await page.keyboard.press("ControlOrMeta+v");
  await expect(page).toHaveURL(new RegExp(`/events/${eventId}`));

  await page.goto("/errors");
  await field(page).fill("0".repeat(32));
  await page.keyboard.press("Enter");
  await expect(page.getByText("No kept event has this id.")).toBeVisible();
});
