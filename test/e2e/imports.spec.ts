import { readFile } from "node:fs/promises";
import { expect, test } from "./console.ts";
import { expectAccessible, expectNoSideScroll } from "./health.ts";
import { freshBrowser, invited } from "./person.ts";

const FILE = [
  "Customer number;Company;Mail;Credit;Opened by",
  "m1;Mill Street Bakery;mo@mill.test;12,50;Ann",
  "m2;Canal Books;ca@canal.test;-3,00;Bo",
  "m3;Broken Umbrella;br@umbrella.test;much;Cy",
].join("\r\n");

test("finance brings accounts along from a file: sees what would be done, does it, and corrects what was refused", async ({
  browser,
  house,
  complaints,
}) => {
  await using context = await freshBrowser(browser, house, complaints);
  const { page } = await invited(context, house, "imports@example.com", ["finance", "support"]);
  const upload = async (name: string, text: string) => {
    await page.goto("/money/imports");
    await page.getByRole("button", { name: "Import accounts" }).click();
    await page.getByLabel("File").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
    await page.getByLabel("System").fill("old-shop");
    await page.getByRole("button", { name: "Upload" }).click();
  };
  complaints.expect(/status of 422/);
  await upload("not.csv", 'id,name\n1,"open');
  await expect(page.getByRole("alert")).toContainText("A quote in the row on line 2 is never closed.");

  await upload("shops.csv", FILE);
  await expect(page.getByRole("heading", { name: "shops.csv from old-shop" })).toBeVisible();
  await page.getByLabel("What Customer number is").selectOption("external_id");
  await expect(page.getByLabel("What Company is")).toHaveValue("name");
  await expect(page.getByLabel("What Credit is")).toHaveValue("balance");
  await expect(page.getByLabel("12,50")).toBeChecked();
  await page.getByLabel("Product").fill("shop");
  await page.getByLabel("Currency").fill("EUR");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Check the file" }).click();

  await expect(page.getByRole("button", { name: "Take over 2 accounts" })).toBeVisible();
  await expect(page.getByRole("row", { name: /Mill Street Bakery/ })).toContainText("12.50");
  await page.getByRole("button", { name: "1 refused" }).click();
  await expect(page.getByRole("row", { name: /Broken Umbrella/ })).toContainText(
    "Line 4, column Credit: much is no amount",
  );
  await expectAccessible(page);
  await expectNoSideScroll(page);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download what was refused" }).click();
  const refused = await readFile(await (await download).path(), "utf8");
  expect(refused).toContain("m3;Broken Umbrella;br@umbrella.test;much;Cy;");

  await page.getByRole("button", { name: "2 new, 0 changed" }).click();
  await page.getByRole("button", { name: "Take over 2 accounts" }).click();
  await expect(page.getByText("Done", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: /Mill Street Bakery/ }).click();
  await expect(page.getByRole("heading", { name: /Mill Street Bakery/ })).toBeVisible();

  await upload("corrected.csv", refused.replace("much", "4,00"));
  await page.getByLabel("What Customer number is").selectOption("external_id");
  await page.getByLabel("Product").fill("shop");
  await page.getByLabel("Currency").fill("EUR");
  await page.getByRole("button", { name: "Check the file" }).click();
  await page.getByRole("button", { name: "Take over 1 account" }).click();
  await expect(page.getByText("Done", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "1 new, 0 changed" })).toBeVisible();
  await page.getByRole("link", { name: "Imports" }).click();
  await expect(page.getByRole("row", { name: /corrected\.csv/ })).toContainText("4.00 owed to customers");
});
