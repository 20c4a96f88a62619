import { because, effectOf } from "./command.ts";
import { expect, test } from "./console.ts";
import { card, openCustomer, TEAM } from "./customer.ts";
import { expectAccessible } from "./health.ts";
import { freshBrowser, invited } from "./person.ts";

const SENT = { kind: "send-invoice", daysUntilDue: 14 };

test("finance works through invoices, payments, refunds, disputes and what is owed, by keyboard and from each row", async ({
  browser,
  house,
  complaints,
}) => {
  const { id, run } = await openCustomer(house, "Copper Kettle");
  await run("method.attach", card("tok_ok"));
  await run("subscription.create", { items: [{ price: TEAM, quantity: 4 }] });
  for (const [description, amount] of [
    ["Onboarding", 48_000],
    ["Chairs", 9_900],
    ["Tables", 12_300],
  ] as const)
    await run("invoice.create", { lines: [{ description, amount }], collection: SENT });
  await using context = await freshBrowser(browser, house, complaints);
  const { page } = await invited(context, house, "desk@example.com", ["finance", "support"]);
  const row = (text: string) => page.getByRole("row").filter({ hasText: text });
  const dialog = page.getByRole("dialog");
  const first = (text: string) => expect(page.getByRole("row").nth(1)).toContainText(text);

  await page.goto(`/money/invoices?account=${id}`);
  await first("€123.00");
  await page.keyboard.press("j");
  await page.keyboard.press("V");
  await expect(effectOf(page)).toContainText("is void instead of open, €0.00 to be paid.");
  await expect(effectOf(page)).toContainText("€579.00 is open on invoices.");
  await because(page, "Ordered twice");
  await expect(row("€123.00")).toContainText("Void");
  await page.keyboard.press("j");
  await page.keyboard.press("M");
  await expect(effectOf(page)).toContainText("The invoice is mailed to");
  await because(page, "Lost by the customer");
  await page.keyboard.press("A");
  const menu = page.getByRole("menu").filter({ visible: true });
  await expect(menu.getByRole("menuitem")).toHaveText([
    /^Refund.*d$/,
    /^Mail.*M$/,
    /^Void.*V$/,
    /^Write off.*W$/,
    /PDF.*D$/,
  ]);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  const number = (await row("€480.00").getByRole("link").first().textContent()) ?? "";

  await house.api("POST", "/billing/payments/transfers", {
    ...{ accountId: id, amount: 48_000, currency: "EUR", text: number, bankReference: "kettle-1" },
    bookedMs: Date.now(),
  });
  await page.goto(`/money/payments?account=${id}`);
  await row("€480.00")
    .getByRole("button", { name: /^Actions for €480.00/ })
    .click();
  await menu.getByRole("menuitem", { name: /Refund or credit/ }).click();
  await dialog.getByLabel("Amount in EUR, tax included").fill("15");
  await because(page, "A chair was broken");
  await expect(row("€480.00")).toContainText("€15.00");

  await page.goto("/money");
  await page.getByRole("link", { name: /refunds? to send/ }).click();
  await expect(page).toHaveURL(/refunds\?status=initiated/);
  await expect(row("Copper Kettle")).toContainText("To be sent");
  await row("Copper Kettle").getByRole("button", { name: "Record the transfer" }).click();
  await dialog.getByLabel("Reference at the bank").fill("out-1");
  await dialog.getByLabel("Booked on").fill(new Date().toISOString().slice(0, 10));
  await because(page, "Sent by hand");
  await expect(row("Copper Kettle")).toHaveCount(0);
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(row("Copper Kettle")).toContainText("Given back");

  await page.getByRole("link", { name: "Disputes" }).click();
  await page.getByRole("button", { name: "State: Any state" }).click();
  await page.getByRole("menuitemradio", { name: "Won" }).click();
  await expect(page.getByRole("heading", { name: "No disputes like that" })).toBeVisible();
  await page.getByRole("button", { name: "Show all disputes" }).click();
  await expect(page).toHaveURL(/disputes$/);

  await page.goto("/money/reports/ageing");
  await row("Copper Kettle").getByRole("link", { name: "99.00" }).click();
  await expect(
    page
      .getByRole("rowgroup")
      .filter({ hasText: /Chairs|INV|A-/ })
      .first(),
  ).toContainText("Copper Kettle");
  await page.goto("/money");
  await page.getByRole("slider", { name: /^Recurring revenue, EUR per month/ }).focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: /^Recurring revenue, / })).toBeVisible();
  await expect(row("Copper Kettle")).toContainText("40.00");
});

test("a credit note is voided where it stands: its invoice is owed again, and its page says so", async ({
  browser,
  house,
  complaints,
}) => {
  const { id, run } = await openCustomer(house, "Willow Press");
  await run("invoice.create", { lines: [{ description: "Printing", amount: 40_000 }], collection: SENT });
  await using context = await freshBrowser(browser, house, complaints);
  const { page } = await invited(context, house, "press@example.com", ["finance"]);
  await page.goto(`/customers/${id}`);
  const invoices = page.locator("#customer-invoices");
  await expect(invoices).toContainText("Open");
  const notes = page.locator("#customer-credit-notes");
  await expect(notes).toBeHidden();
  await page.keyboard.press("d");
  const amount = page.getByRole("dialog").getByLabel("Amount in EUR, tax included");
  await amount.fill("150");
  await because(page, "Half of it was spoilt");
  await expect(invoices).toContainText("250.00");
  const asked = notes.getByRole("button", { name: /^Void CN-/ });
  // Its number is given beside the command.
  await expect(async () => {
    await page.reload();
    await expect(asked).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expectAccessible(page);

  await asked.click();
  await expect(effectOf(page)).toContainText(/Credit note CN-\S+ over €150\.00 is void, for good\./);
  await expect(effectOf(page)).toContainText("stays open, €400.00 to be paid.");
  await expect(effectOf(page)).toContainText("€400.00 is open on invoices.");
  await expectAccessible(page);
  await because(page, "It was another customer's");
  await expect(notes).toContainText("Void");
  await expect(asked).toBeHidden();
  await expect(invoices).not.toContainText("250.00");
  await expect(page.locator(".customer-timeline")).toContainText("Credit note voided: €150.00");
  const paper = page.waitForEvent("popup");
  await notes.getByRole("link", { name: /^CN-/ }).click();
  await expect((await paper).getByText("This credit note is void")).toBeVisible();
});
