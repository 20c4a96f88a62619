import { expect, test, textOf } from "./console.ts";
import { freshBrowser, invited, oneTimeLink } from "./person.ts";
import { totpCode } from "./totp.ts";

test("an authenticator app is set up and then asked for, or a recovery code", async ({
  browser,
  house,
  complaints,
}) => {
  const email = "second.factor@example.com";
  const context = await freshBrowser(browser, house, complaints);
  const { page } = await invited(context, house, email, ["developer"]);
  await page.goto("/account");
  await page.getByRole("button", { name: "Set up" }).click();
  const enrolment = page.getByRole("dialog", { name: "Set up an authenticator app" });
  await expect(enrolment.getByRole("img", { name: "QR code for the authenticator app" })).toBeVisible();
  const key = await textOf(enrolment.locator(".secret code"));
  await enrolment.getByLabel("Code from the app").fill(totpCode(key, Date.now()));
  await enrolment.getByRole("button", { name: "Turn it on" }).click();
  const recovery = page.getByRole("dialog", { name: "Recovery codes" });
  const [code = ""] = (await textOf(recovery.locator("pre"))).trim().split("\n");
  await recovery.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByRole("button", { name: "New recovery codes" })).toBeVisible();

  const comeBack = async () => {
    await context.clearCookies();
    await page.goto(await oneTimeLink(house, email));
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("Your account also asks for a code.")).toBeVisible();
  };

  await test.step("the app's code lets in, a wrong one does not", async () => {
    await comeBack();
    const field = page.getByLabel("Code from the authenticator app");
    complaints.expect(/status of 401/);
    await field.fill(totpCode(key, Date.now() - 3_600_000));
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await field.fill(totpCode(key, Date.now()));
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();
  });

  await test.step("a recovery code lets in, once", async () => {
    await comeBack();
    await page.getByRole("button", { name: "Use a recovery code" }).click();
    await page.getByLabel("Recovery code").fill(code);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();

    await comeBack();
    await page.getByRole("button", { name: "Use a recovery code" }).click();
    await page.getByLabel("Recovery code").fill(code);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
  });
  await context.close();
});
