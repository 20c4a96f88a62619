import { expect, test, textOf } from "./console.ts";

test("a token is shown once, works, and stops when it is revoked", async ({ page, house }) => {
  await page.goto("/tokens");
  await page.getByRole("button", { name: "Create a token" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New token" });
  await dialog.getByLabel("Name").fill("Deploy script");
  await dialog.getByLabel("Ends after").selectOption({ label: "30 days" });
  await dialog.getByRole("button", { name: "Create the token" }).click();
  const shown = page.getByRole("dialog", { name: "Token Deploy script" });
  const token = await textOf(shown.locator("code"));
  await shown.getByRole("button", { name: "Done" }).click();
  const row = page.getByRole("row", { name: /Deploy script/ });
  await expect(row).toContainText(`…${token.slice(-4)}`);
  await expect(page.getByText(token), "only once").toHaveCount(0);

  const ask = async (path: string) =>
    (await fetch(`${house.url}${path}`, { headers: { authorization: `Bearer ${token}` } })).status;
  expect(await ask("/api/0/projects/"), "what its scopes allow").toBe(200);
  expect(await ask("/console/api/identity/audit"), "what they do not").toBe(403);

  await row.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("button", { name: "Revoke the token" }).click();
  await expect(row).toHaveCount(0);
  await expect.poll(() => ask("/api/0/projects/")).toBe(401);
});
