import { because, more } from "./command.ts";
import { expect, test, textOf } from "./console.ts";
import { openCustomer } from "./customer.ts";
import { expectAccessible } from "./health.ts";
import { freshBrowser, invited } from "./person.ts";

test("support changes who and what an account is, merges it and hands it out", async ({
  browser,
  house,
  complaints,
}) => {
  const stays = await openCustomer(house, "Clear Point");
  const goes = await openCustomer(house, "Rapid Stone");
  await using context = await freshBrowser(browser, house, complaints);
  const { page } = await invited(context, house, "people@example.com", ["support"]);
  await page.goto(`/customers/${goes.id}`);
  const dialog = page.getByRole("dialog");
  const effect = dialog.locator(".effect");

  await more(page, "Add somebody");
  await dialog.getByLabel("Name").fill("Bo Lind");
  await dialog.getByLabel("Mail address").fill("bo at rapid");
  await dialog.getByLabel("Admin").check();
  await expect(effect).toContainText("Somebody joins as admin.");
  complaints.expect(/status of 422/);
  await dialog.getByLabel("Reason", { exact: true }).fill("Mira asked for it");
  await page.keyboard.press("Enter");
  const wrong = dialog.locator(".field-error");
  await expect(wrong).toBeVisible();
  await expect(dialog.getByText(await textOf(wrong)), "said once, beside the field").toHaveCount(1);
  await dialog.getByLabel("Mail address").fill("bo@rapid.test");
  await because(page, "Mira asked for it");
  await page.getByRole("button", { name: "Actions for B*** L***, admin" }).click();
  await page.getByRole("menuitem", { name: "Part in the account" }).click();
  await dialog.getByLabel("Owner").check();
  await expect(effect).toContainText("Somebody is owner instead of admin.");
  await because(page, "Mira leaves");
  await page.getByRole("button", { name: "Actions for M*** O***, admin" }).click();
  await page.getByRole("menuitem", { name: "Erase personal data" }).click();
  await dialog.getByLabel("It cannot be taken back").check();
  await because(page, "She asked for it");
  await expect(page.getByRole("button", { name: "Actions for erased, admin" })).toBeVisible();

  await more(page, "Tags");
  await dialog.getByLabel("Tags").fill("vip berlin");
  await expect(effect).toContainText("It gets #vip, gets #berlin.");
  await because(page, "Known from the fair");
  await more(page, "How it is taxed");
  await dialog.getByLabel("At a rate set by hand").check();
  await dialog.getByLabel("Rate in percent").fill("7");
  await dialog.getByLabel("Place").fill("DE");
  await dialog.getByLabel("Why, on the invoice").fill("A ruling");
  await expect(effect).toContainText("VAT of 7 % for DE");
  await because(page, "The tax office says so");

  await more(page, "Export everything");
  await dialog.getByLabel("Reason").fill("They asked for it");
  const download = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  expect((await download).suggestedFilename()).toBe(`account-${goes.id}.json`);
  await expect(dialog).toBeHidden();

  await more(page, "Merge into another account");
  await dialog.getByLabel("The account that stays").fill("clear");
  await dialog.getByLabel(/^Clear Point/).check();
  await expect(effect).toContainText("Rapid Stone: The account is cancelled instead of active.");
  await expectAccessible(page);
  await because(page, "The same company");
  await expect(page).toHaveURL(new RegExp(stays.id));
  await expect(page.getByRole("heading", { name: "Clear Point" })).toBeVisible();
  await expect(page.locator(".customer-timeline")).toContainText("Took in account");

  await house.api("POST", "/billing/catalogue/products", { name: "Harbour desk" });
  await page.goto("/customers");
  await page.getByRole("button", { name: "Open an account" }).press("O");
  await dialog.getByLabel("Product").selectOption({ label: "Harbour desk" });
  await dialog.getByLabel("Name", { exact: true }).fill("Blue Quarry");
  await dialog.getByLabel("Owner's name").fill("Ola Berg");
  await dialog.getByLabel("Owner's mail address").fill("ola at quarry");
  await expect(dialog.getByLabel("Currency")).toHaveValue("EUR");
  await dialog.getByLabel("Country").selectOption("DE");
  await dialog.getByLabel("Tags").fill("#quarry");
  await page.keyboard.press("Enter");
  await expect(wrong).toHaveText("This is no mail address.");
  await expectAccessible(page);
  await dialog.getByLabel("Owner's mail address").fill("ola@quarry.test");
  await dialog.getByRole("button", { name: "Open the account" }).dblclick();
  await expect(page.getByRole("heading", { name: "Blue Quarry" })).toBeVisible();
  await expect(page.locator(".sentence")).toHaveText("No plan");
  await expect(page.getByText("o***@q***")).toBeVisible();
  await expect(page.locator(".toast"), "said once").toContainText("Blue Quarry: opened.");
  await page.goto("/customers?query=%23quarry");
  await expect(page.getByRole("listitem"), "two clicks are one account").toHaveCount(1);
});
