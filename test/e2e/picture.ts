import { join } from "node:path";
import { type Page, test } from "@playwright/test";

/** Takes a picture of the page into the run's own directory. Pictures are for people: a run that nobody watches takes none. */
export async function picture(page: Page, name: string, { fullPage = false } = {}): Promise<void> {
  if (process.env.CI) return;
  await page.screenshot({ fullPage, path: join(test.info().project.outputDir, "pages", `${name}.png`) });
}
