import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test, textOf } from "./console.ts";

/** Runs the program until it has fallen over and its SDK has sent why. */
const runWebShop = (dsn: string): Promise<void> =>
  new Promise((resolve) => {
    const program = fileURLToPath(import.meta.resolve("./web-shop.ts"));
    execFile(process.execPath, [program], { env: { ...process.env, SENTRY_DSN: dsn } }, () => resolve());
  });

test("a new project waits for its first event, and leads to it when a real program crashes", async ({ page }) => {
  await page.goto("/projects");
  await page.getByRole("link", { name: "Create a project" }).first().click();
  await page.getByLabel("Node.js").check();
  await page.getByLabel("Name").fill("Web shop");
  await expect(page.getByLabel("Slug")).toHaveAttribute("placeholder", "web-shop");
  await page.getByRole("button", { name: "Create the project" }).click();

  await expect(page).toHaveURL(/\/projects\/web-shop\/start$/);
  const dsn = await textOf(page.getByRole("region", { name: "DSN" }).locator("code"));
  expect(dsn).toMatch(/^http:\/\/[0-9a-f]{32}@localhost:\d+\/\d+$/);
  const program = page.getByRole("region", { name: "In the program" });
  await expect(program).toContainText("npm install @sentry/node");
  await expect(program).toContainText(`Sentry.init({ dsn: "${dsn}" });`);
  await program.getByRole("button", { name: "Python" }).click();
  await expect(program).toContainText(`sentry_sdk.init(dsn="${dsn}")`);
  await expect(page.getByText("Waiting for the first event. This turns by itself.")).toBeVisible();

  await runWebShop(dsn);
  await expect(page.getByText("The first event came")).toBeVisible();
  await page.getByRole("link", { name: "Open WEB-SHOP-1" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toContainText("RangeError: 3 ordered, 2 in stock");
  const stack = page.locator("#stack");
  const top = stack.locator(".frame").first();
  await expect(top).toContainText("takeOrder in");
  await expect(top).toContainText("web-shop.ts:8");
  await expect(top.locator(".failing")).toContainText(/throw new RangeError\(.+ in stock/);
  await expect(top.locator(".source-line")).toHaveCount(7);
  await expect(stack.locator(".library").first()).toContainText(/library frames?/);
  await expect(page.getByText("Unhandled").first()).toBeVisible();
});
