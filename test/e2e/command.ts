import type { Locator, Page } from "@playwright/test";
import { expect } from "./console.ts";

/** Says why and sends the open dialog of a command, by keyboard. */
export async function because(page: Page, reason: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason", { exact: true }).fill(reason);
  await expect(dialog.locator("button[type=submit]")).toBeEnabled();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
}

/** What the open dialog says that its command would do. */
export const effectOf = (page: Page): Locator => page.getByRole("dialog").locator(".effect");

/** Opens what stands under a customer's More. */
export async function more(page: Page, words: string): Promise<void> {
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: words }).click();
}
