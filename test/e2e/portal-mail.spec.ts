import type { Page } from "@playwright/test";
import type { MailList } from "../../workers/mail/view.ts";
import { expect, test } from "./console.ts";
import { mailedLink, openCustomer } from "./customer.ts";
import { expectAccessible, expectNoSideScroll } from "./health.ts";
import { freshBrowser } from "./person.ts";
import { picture } from "./picture.ts";

const FORMER = "mira@still-waters.test";
const NEXT = "mira@open-sea.test";

test("a customer changes their mail address, confirms it from the new mailbox, and comes in by that one only", async ({
  browser,
  house,
  complaints,
}) => {
  await openCustomer(house, "Still Waters");
  const context = await freshBrowser(browser, house, complaints);
  const page = await context.newPage();
  await comeIn(page, FORMER, () => mailedLink(house, FORMER));
  await expect(page.getByText(`You are here as Mira Okafor, ${FORMER}.`)).toBeVisible();
  await look(page, "here-as");
  await page.getByRole("link", { name: "Change your mail address" }).click();
  await look(page, "change");
  complaints.expect(/status of 422/);
  await page.getByLabel("New mail address").fill(FORMER);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByRole("status")).toHaveText("This is your address already.");
  await page.getByLabel("New mail address").fill(NEXT);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByRole("status")).toContainText("A link is on its way to the new address.");
  await look(page, "sent");

  // In the new mailbox, on another machine.
  const other = await (await freshBrowser(browser, house, complaints)).newPage();
  await other.goto(await mailedLink(house, NEXT));
  expect(other.url()).not.toContain("token");
  await expect(other.getByRole("heading", { name: "Confirm your new mail address" })).toBeVisible();
  await look(other, "confirm");
  await other.getByRole("button", { name: "Confirm the address" }).click();
  await expect(other.getByRole("status")).toContainText("Your mail address was changed.");
  await expect(other.getByText(`You are here as Mira Okafor, ${NEXT}.`)).toBeVisible();
  await look(other, "changed");

  await page.goto("/id/account");
  await expect(page.getByRole("heading", { name: "Manage your account" })).toBeVisible();
  const { rows } = await house.api<MailList>("GET", "/mail/kept");
  expect(rows.filter(({ to }) => to.includes(FORMER)).map(({ subject }) => subject)).toContain(
    "Your mail address was changed",
  );
  const before = await mailedLink(house, NEXT);
  await comeIn(page, NEXT, () => mailedLink(house, NEXT, before));
  await expect(page.getByText(NEXT)).toBeVisible();
});

async function comeIn(page: Page, mail: string, link: () => Promise<string>): Promise<void> {
  await page.goto("/id/account");
  await page.getByLabel("Mail address").fill(mail);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible();
  await page.goto(await link());
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("heading", { name: "Still Waters" })).toBeVisible();
}

/** Takes a picture of the page on a desk and on a phone, and asks axe. */
async function look(page: Page, name: string): Promise<void> {
  for (const [width, height, theme] of [
    [1440, 900, "light"],
    [360, 740, "dark"],
    [1440, 900, "dark"],
    [360, 740, "light"],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: theme });
    await expectNoSideScroll(page);
    await picture(page, `portal-mail-${name}-${theme}-${width}`, { fullPage: true });
  }
  await expectAccessible(page);
}
