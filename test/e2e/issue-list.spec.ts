import type { Page } from "@playwright/test";
import { expect, test } from "./console.ts";
import { failure } from "./failure.ts";

const titles = (page: Page) => page.locator(".issue-list .title");

test("a new issue appears by itself", async ({ page, project }) => {
  await page.goto(`/errors?query=is:unresolved+project:${project.slug}`);
  await expect(page.getByText("No issue fits this search")).toBeVisible();
  await page.evaluate(() => document.body.setAttribute("data-never-reloaded", "yes"));
  await project.send(failure("FreshError", "just now"));
  const row = page.getByRole("listitem").filter({ hasText: "FreshError" });
  await expect(row).toBeVisible();
  await expect(
    row.getByRole("img", { name: /^1 event in the last 24 hours/ }),
    "the sparkline says its sum",
  ).toBeVisible();
  await expect(row).toContainText("New");
  await expect(page.locator("body")).toHaveAttribute("data-never-reloaded", "yes");
});

test("filters read as a sentence, stand in the address, and narrow the list", async ({ page, project }) => {
  await project.fill(3, [
    failure("AlphaError", "one", { environment: "production", user: { id: "1" } }),
    failure("AlphaError", "two", { environment: "production", user: { id: "1" } }),
    failure("BetaError", "one", { environment: "production", user: { id: "1" } }),
    failure("BetaError", "one", { environment: "production", user: { id: "2" } }),
    failure("BetaError", "one", { environment: "production", user: { id: "3" } }),
    failure("GammaError", "one", { environment: "staging" }),
  ]);
  await page.goto("/errors");
  const search = page.getByRole("combobox", { name: "Search issues" });
  await page.getByRole("button", { name: "Project: all projects" }).click();
  await page.getByRole("menuitemradio", { name: project.name }).click();
  await expect(page).toHaveURL(new RegExp(`project.+${project.slug}`));
  await expect(titles(page)).toHaveText([/GammaError/, /BetaError/, /AlphaError/]);
  await expect(page.getByText("3 unresolved issues")).toBeVisible();

  const sortBy = async (from: string, to: string) => {
    await page.getByRole("button", { name: `Sort: ${from}` }).click();
    await page.getByRole("menuitemradio", { name: to }).click();
  };
  await sortBy("last seen", "events");
  await expect(titles(page)).toHaveText([/BetaError/, /AlphaError/, /GammaError/]);
  await sortBy("events", "first seen");
  await expect(titles(page)).toHaveText([/GammaError/, /BetaError/, /AlphaError/]);
  await sortBy("first seen", "users");
  await expect(titles(page)).toHaveText([/BetaError/, /AlphaError/, /GammaError/]);

  await page.getByRole("button", { name: "Environment: all environments" }).click();
  await page.getByRole("menuitemradio", { name: "staging" }).click();
  await expect(titles(page)).toHaveText([/GammaError/]);
  await expect(search).toHaveValue(`is:unresolved project:${project.slug} environment:staging`);
  await page.getByRole("button", { name: "Clear the search" }).click();
  await expect(search).toHaveValue("is:unresolved");
  await page.goto(`/errors?query=is:unresolved+project:${project.slug}`);
  await search.fill(`project:${project.slug} alpha`);
  await search.press("Enter");
  await expect(page).toHaveURL(/alpha/);
  await expect(page.getByRole("button", { name: "Status: All" })).toBeVisible();
  await expect(titles(page)).toHaveText([/AlphaError/]);
  await page.reload();
  await expect(titles(page), "the address is the state").toHaveText([/AlphaError/]);
});

test("issues are chosen and resolved together, and it can be undone", async ({ page, project }) => {
  await project.fill(
    3,
    ["OneError", "TwoError", "ThreeError"].map((type) => failure(type, "bulk")),
  );
  await page.goto(`/errors?query=is:unresolved+project:${project.slug}`);
  await expect(titles(page)).toHaveCount(3);
  for (const type of ["OneError", "ThreeError"]) {
    await page.getByRole("listitem").filter({ hasText: type }).getByRole("checkbox").check();
  }
  const toolbar = page.getByRole("toolbar", { name: "Chosen issues" });
  await expect(toolbar).toContainText("2 issues");
  await toolbar.getByRole("button", { name: "Resolve", exact: false }).first().click();
  await expect(titles(page)).toHaveText([/TwoError/]);
  await expect(page.getByText("2 issues resolved")).toBeVisible();

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(titles(page)).toHaveCount(3);

  await page.getByRole("checkbox", { name: "Select all loaded issues" }).check();
  await toolbar.getByRole("button", { name: /^Ignore/ }).click();
  await expect(page.getByText("3 issues ignored")).toBeVisible();
  await page.getByRole("button", { name: "Status: Unresolved" }).click();
  await page.getByRole("menuitemradio", { name: "Ignored" }).click();
  await expect(page).toHaveURL(/is.+ignored/);
  await expect(titles(page)).toHaveCount(3);
});
