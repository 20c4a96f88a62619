import { expect, test } from "./console.ts";
import { expectAccessible, expectNoSideScroll } from "./health.ts";
import { freshBrowser, invited } from "./person.ts";

test("a plan is made with a price that shows what it costs, and sold otherwise as the next version", async ({
  browser,
  house,
  complaints,
}) => {
  await using context = await freshBrowser(browser, house, complaints);
  const { page } = await invited(context, house, "seller@example.com", ["finance", "support"]);
  // Other tests sell in this house.
  const catalogue = "**/console/api/billing/catalogue";
  await page.route(catalogue, (route) => route.fulfill({ json: { products: [], plans: [], prices: [] } }));
  await page.goto("/money/catalogue");
  await expect(page.getByRole("heading", { name: "Nothing is sold yet" })).toBeVisible();
  await page.unroute(catalogue);
  await page.getByRole("button", { name: "Create a product" }).first().click();
  await page.getByRole("textbox", { name: "Name" }).fill("Desk");
  await page.getByRole("button", { name: "Create the product" }).click();
  await page.getByRole("button", { name: "Next version of Desk" }).click();
  await page.getByRole("textbox", { name: "Description" }).fill("For teams.");
  await expect(page.getByRole("dialog").getByText("Description: nothing becomes For teams.")).toBeVisible();
  await page.getByRole("button", { name: "Make the version" }).click();
  const versions = page.getByRole("group", { name: "Versions of Desk" });
  await versions.getByText("Version 2").click();
  await expect(versions.getByText("Description: nothing becomes For teams.")).toBeVisible();
  await expect(versions.getByText("by seller@example.com")).toHaveCount(3);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add a plan to Desk" }).click();
  await page.getByRole("textbox", { name: "Code" }).fill("Pro");
  await page.getByRole("textbox", { name: "Name" }).fill("Pro");
  await page.getByRole("textbox", { name: "Features and limits" }).fill("sso: yes\nseats: 10");
  await page.getByRole("button", { name: "Create the plan" }).click();

  await page.getByRole("link", { name: "Add a price" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Pro, monthly");
  await page.getByLabel("Charges").selectOption("graduated");
  await page.getByRole("textbox", { name: "Each, EUR, tier 1" }).fill("12.00");
  await page.getByRole("textbox", { name: "Each, EUR, tier 2" }).fill("9.50");
  // Ten at 12.00 and one at 9.50: by the rule that an invoice will be written by.
  await expect(
    page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "11", exact: true }) }),
  ).toContainText("€129.50");
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoSideScroll(page);
  }
  await expectAccessible(page);
  await page.keyboard.press("Control+Enter");

  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole("link", { name: "Next version of Pro, monthly" }).click();
  await page.getByRole("textbox", { name: "Each, EUR, tier 2" }).fill("8.25");
  await page.getByRole("button", { name: "Sell it at this price" }).click();
  await expect(page.getByText("kept for who has it")).toBeVisible();
  await expect(page.getByText("Tier 2, each: €9.50 becomes €8.25")).toBeVisible();
  await page.getByRole("button", { name: "Next version", exact: true }).click();
  await page.getByRole("textbox", { name: "Features and limits" }).fill("sso: yes\nseats: 25");
  await expect(page.getByRole("dialog").getByText("seats: 10 becomes 25")).toBeVisible();
  await page.getByRole("button", { name: "Sell ProV2" }).click();
  await expect(page.getByText("seats: 10 becomes 25")).toBeVisible();
  await expectAccessible(page);

  for (const [tab, verb, name] of [
    ["Coupons", "Create a coupon", "Launch"],
    ["Meters", "Create a meter", "Messages"],
  ] as const) {
    await page.goto(`/money/${tab.toLowerCase()}`);
    await page.getByRole("button", { name: verb }).first().click();
    await page.getByRole("textbox", { name: "Name" }).fill(name);
    if (tab === "Coupons") await page.getByRole("textbox", { name: "Percent off" }).fill("20");
    else {
      await page.getByRole("textbox", { name: "Key" }).fill("messages");
      await page.getByRole("textbox", { name: "Unit" }).fill("message");
    }
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Create the/ })
      .click();
    await expect(page.getByRole("rowheader", { name })).toBeVisible();
    await expectAccessible(page);
  }
  await page.goto("/money/coupons");
  await page.getByRole("button", { name: "Add a code to Launch" }).click();
  await page.getByRole("textbox", { name: "Code" }).fill("launch");
  await page.getByRole("button", { name: "Create the code" }).click();
  await page.getByRole("button", { name: "Add a code to Launch" }).click();
  await page.getByRole("button", { name: "Archive code LAUNCH" }).click();
  await page.getByRole("button", { name: "Archive it" }).click();
  await expect(page.getByRole("button", { name: "Take it again" })).toBeVisible();
  await page.goto("/money/catalogue");
  await expect(page.getByRole("link", { name: "Pro", exact: true })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSideScroll(page);
  await expectAccessible(page);
});
