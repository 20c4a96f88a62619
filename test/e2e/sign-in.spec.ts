import { startTestServer, type TestServer } from "../server.ts";
import { expect, door as test } from "./console.ts";
import { localUrl, OWNER, printedLink } from "./house.ts";
import { plugInAuthenticator } from "./passkey.ts";

test.describe("the first visitor", () => {
  let server: TestServer;
  test.beforeAll(async () => {
    server = await startTestServer();
  });
  test.afterAll(() => server[Symbol.asyncDispose]());

  test("becomes the owner by the printed link, adds a passkey, leaves and comes back with it", async ({
    page,
    complaints,
  }) => {
    await plugInAuthenticator(page);
    await page.goto(printedLink(server));
    await expect(page, "the token leaves the address bar").not.toHaveURL(/token/);
    await page.getByLabel("Your name").fill(OWNER.name);
    await page.getByLabel("Mail address").fill(OWNER.email);
    await page.getByRole("button", { name: "Become the owner" }).click();
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();

    await test.step("an empty house shows the next step on every page", async () => {
      const rooms = page.getByRole("navigation", { name: "Rooms" });
      await expect(page.getByText("Nothing is connected yet")).toBeVisible();
      await rooms.getByRole("link", { name: "Errors" }).click();
      await expect(page.getByText("No project sends errors yet")).toBeVisible();
      await rooms.getByRole("link", { name: "Projects" }).click();
      await expect(page.getByText("No project yet")).toBeVisible();
      await rooms.getByRole("link", { name: "Tokens" }).click();
      await expect(page.getByText("No token yet")).toBeVisible();
    });

    await page.getByRole("button", { name: `${OWNER.name}: account and settings` }).click();
    await page.getByRole("menuitem", { name: "Your account" }).click();
    await expect(page.getByRole("region", { name: "Passkeys" }).getByText(/Linux|Mac|Windows/)).toBeVisible();

    await page.getByRole("button", { name: `${OWNER.name}: account and settings` }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();

    await test.step("signed out, a page asks to sign in and then opens", async () => {
      complaints.expect(/status of 401/);
      await page.goto(`${localUrl(server.url)}/projects`);
      await page.getByRole("button", { name: "Sign in with a passkey" }).click();
      await expect(page.getByRole("heading", { name: "Projects", exact: true })).toBeVisible();
    });

    await test.step("the printed link is dead", async () => {
      complaints.expect(/status of 409/);
      await page.goto(printedLink(server));
      await page.getByLabel("Your name").fill("Somebody Else");
      await page.getByLabel("Mail address").fill("else@example.com");
      await page.getByRole("button", { name: "Become the owner" }).click();
      await expect(page.getByRole("alert")).toContainText("Apiary has an owner already");
    });
  });
});
