import { addMailReceiver } from "./alerts.ts";
import { expect, test, textOf } from "./console.ts";
import { OWNER } from "./house.ts";

test("a receiver by mail is made, tested, and its mail read on the page of mails", async ({ page }) => {
  await page.goto("/alerts/receivers");
  await page.getByRole("button", { name: "Create a receiver" }).first().click();
  await page.getByRole("menuitem", { name: "Mail" }).click();
  const dialog = page.getByRole("dialog", { name: "New receiver: Mail" });
  await dialog.getByLabel("Name").fill("Mailed team");
  await dialog.getByLabel("Mail addresses").fill("a@example.com\nb@example.com");
  await dialog.getByRole("button", { name: "Create the receiver" }).click();
  const row = page.getByRole("row", { name: /Mailed team/ });
  await expect(row).toContainText("a@example.com, b@example.com");

  await row.getByRole("button", { name: "Send a test" }).click();
  const tested = page.getByRole("dialog", { name: "Test Mailed team" });
  await tested.getByRole("button", { name: "Send to Mailed team" }).click();
  await expect(tested.getByRole("status")).toContainText("It was taken.");
  await tested.getByRole("link", { name: "See the mail" }).click();

  await page.getByRole("link", { name: "Test of Mailed team" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Test of Mailed team");
  await expect(page.getByText("It was kept here and not sent")).toBeVisible();
  await expect(page.locator("#mail-text")).toContainText("TestError: nothing is wrong");
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("heading")).toHaveText("Test of Mailed team");
  const opened = page.waitForEvent("popup");
  await frame.getByRole("link", { name: "Test", exact: true }).click();
  await expect((await opened).getByRole("heading", { level: 1 })).toHaveText("Alerts");
});

test("a webhook's secret is shown once and rotated, and a refused test says what was answered", async ({ page }) => {
  await page.goto("/alerts/receivers?new=webhook");
  const dialog = page.getByRole("dialog", { name: "New receiver: Webhook" });
  await dialog.getByLabel("Name").fill("Pager");
  await dialog.getByLabel("URL").fill("http://127.0.0.1:9/hooks/secret-part");
  await dialog.getByRole("button", { name: "Create the receiver" }).click();
  const shown = page.getByRole("dialog", { name: "Signing secret of Pager" });
  const first = await textOf(shown.locator("code"));
  expect(first).toMatch(/^whsec_/);
  await shown.getByRole("button", { name: "Done" }).click();
  const row = page.getByRole("row", { name: /Pager/ });
  await expect(row).toContainText("http://127.0.0.1:9/hooks/…");
  await expect(page.getByText("secret-part"), "the rest is a secret").toHaveCount(0);

  await row.getByRole("button", { name: "Actions for Pager" }).click();
  await page.getByRole("menuitem", { name: "Rotate the secret" }).click();
  const asked = page.getByRole("dialog", { name: "Rotate the secret of Pager" });
  await expect(asked).toContainText(`…${first.slice(-4)}`);
  await asked.getByRole("button", { name: "Make a new secret" }).click();
  expect(await textOf(shown.locator("code"))).not.toBe(first);
  await shown.getByRole("button", { name: "Done" }).click();

  await row.getByRole("button", { name: "Send a test" }).click();
  const tested = page.getByRole("dialog", { name: "Test Pager" });
  await tested.getByRole("button", { name: "Send to Pager" }).click();
  await expect(tested.getByRole("status")).toContainText(/127\.0\.0\.1|private/);
  await tested.getByRole("button", { name: "Close" }).click();

  await row.getByRole("button", { name: "Actions for Pager" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete the receiver" }).click();
  await expect(row).toHaveCount(0);
});

test("a receiver that a rule tells stays, and the page says why", async ({ page, house, complaints }) => {
  complaints.expect(/status of 409/);
  const { id, name } = await addMailReceiver(house, "Needed team");
  await house.api("POST", "/alerts/rules", { name: "Needs it", triggers: [{ kind: "new-issue" }], receivers: [id] });
  await page.goto("/alerts/receivers");
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const asked = page.getByRole("dialog", { name: `Delete ${name}` });
  await expect(asked).toContainText("1 rule tells it: take it out of them first");
  await asked.getByRole("button", { name: "Delete the receiver" }).click();
  await expect(asked.getByRole("alert")).toContainText("A rule notifies this receiver.");
});

test("a newcomer's sign-in link is a mail that can be clicked", async ({ page, house, browser }) => {
  const visitor = await browser.newContext({ baseURL: house.url, storageState: { cookies: [], origins: [] } });
  const door = await visitor.newPage();
  await door.goto("/sign-in");
  await door.getByLabel("Mail address").fill(OWNER.email);
  await door.getByRole("button", { name: /mail|link/i }).click();
  await door
    .getByText(/link|mail/i)
    .first()
    .waitFor();
  await visitor.close();
  await page.goto("/alerts/mail");
  await page.getByRole("link", { name: "Your link to Apiary" }).first().click();
  const opened = page.waitForEvent("popup");
  await page.locator("#mail-text").getByRole("link").click();
  await expect((await opened).getByRole("heading", { level: 1 })).toHaveText("Sign in with this link");
});
