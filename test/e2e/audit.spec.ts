import { expect, test } from "./console.ts";
import { OWNER } from "./house.ts";

test("the audit log names who did what, and its chain is whole", async ({ page, project }) => {
  await page.goto("/audit");
  const created = page.getByRole("listitem").filter({ hasText: "project.created" });
  await expect(created.first()).toBeVisible();
  const claimed = page.getByRole("listitem").filter({ hasText: "ownership.claimed" });
  await expect(claimed).toContainText(OWNER.email);

  await page.getByPlaceholder("Action, such as project.created").fill("project.created");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page).toHaveURL(/action=project\.created/);
  await expect(claimed).toHaveCount(0);
  await created.first().locator("summary").click();
  await expect(created.first()).toContainText(project.slug);

  await page.getByRole("button", { name: "Verify the chain" }).click();
  await expect(page.getByText(/^Whole: \d+ entries, each fits the one before\.$/)).toBeVisible();
});
