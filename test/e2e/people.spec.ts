import { expect, test, textOf } from "./console.ts";
import { OWNER } from "./house.ts";
import { acceptInvitation, freshBrowser, invited, oneTimeLink } from "./person.ts";

test("a one-time link lets in once", async ({ browser, house, complaints }) => {
  const context = await freshBrowser(browser, house, complaints);
  const page = await context.newPage();
  const link = await oneTimeLink(house, OWNER.email);
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();

  complaints.expect(/status of 410/);
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toContainText("This link was used already or has expired");
  await context.close();
});

test("an invited person sees what their role allows, until they are disabled", async ({
  page,
  browser,
  house,
  complaints,
  project,
}) => {
  const email = "support@example.com";
  await page.goto("/people");
  await page.getByRole("button", { name: "Invite" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Mail address").fill(email);
  await dialog.getByRole("checkbox", { name: /developer/ }).uncheck();
  await dialog.getByRole("checkbox", { name: /support/ }).check();
  await dialog.getByRole("button", { name: "Make the invitation" }).click();
  const link = await textOf(page.getByRole("dialog", { name: `Invitation for ${email}` }).locator("code"));
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("region", { name: "Open invitations" })).toContainText(email);

  const context = await freshBrowser(browser, house, complaints);
  const visitor = await context.newPage();
  await acceptInvitation(visitor, link, "Support Person");

  await test.step("rooms and actions beyond the role are not there", async () => {
    const rooms = visitor.getByRole("navigation", { name: "Rooms" });
    await expect(rooms.getByRole("link", { name: "Projects" })).toBeVisible();
    await expect(rooms.getByRole("link", { name: "Tokens" })).toHaveCount(0);
    await expect(rooms.getByRole("link", { name: "Audit" })).toHaveCount(0);
    await visitor.goto("/people");
    await expect(visitor.getByRole("row", { name: new RegExp(email) })).toBeVisible();
    await expect(visitor.getByRole("button", { name: "Invite" })).toHaveCount(0);
    await visitor.goto(`/projects/${project.slug}/settings`);
    await expect(visitor.getByText("Changing these needs the role developer, ops or owner.")).toBeVisible();
    complaints.expect(/status of 403/);
    await visitor.goto("/audit");
    await expect(visitor.getByRole("alert")).toContainText("cannot be read by your role");
  });

  await test.step("a new role counts at once", async () => {
    await page.goto("/people");
    await page.getByRole("button", { name: "Actions for Support Person" }).click();
    await page.getByRole("menuitem", { name: "Change roles" }).click();
    await page
      .getByRole("dialog")
      .getByRole("checkbox", { name: /security/ })
      .check();
    await page.getByRole("button", { name: "Save roles" }).click();
    await expect(page.getByRole("row", { name: new RegExp(email) })).toContainText("security");
    await visitor.goto("/audit");
    await expect(visitor.getByText("person.changed").first()).toBeVisible();
  });

  await test.step("disabled, they are out and stay out", async () => {
    await page.getByRole("button", { name: "Actions for Support Person" }).click();
    await page.getByRole("menuitem", { name: "Disable" }).click();
    await expect(page.getByRole("row", { name: new RegExp(email) })).toContainText("disabled");
    complaints.expect(/status of 401/);
    await visitor.goto("/errors");
    await expect(visitor.getByRole("heading", { name: "Sign in" })).toBeVisible();
  });
  await context.close();
});

test("sessions are listed, and one is ended from another", async ({ browser, house, complaints }) => {
  const email = "sessions@example.com";
  const context = await freshBrowser(browser, house, complaints);
  const { page } = await invited(context, house, email, ["developer"]);
  const elsewhere = await freshBrowser(browser, house, complaints);
  const other = await elsewhere.newPage();
  await other.goto(await oneTimeLink(house, email));
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other.getByRole("heading", { name: "Today" })).toBeVisible();

  await page.goto("/account");
  const sessions = page.getByRole("region", { name: "Sessions" });
  await expect(sessions.getByRole("listitem")).toHaveCount(2);
  await expect(sessions.getByText("this one")).toHaveCount(1);
  await sessions.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByText("The session has ended")).toBeVisible();
  await expect(sessions.getByRole("listitem")).toHaveCount(1);

  complaints.expect(/status of 401/);
  await other.goto("/errors");
  await expect(other.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await Promise.all([context.close(), elsewhere.close()]);
});
