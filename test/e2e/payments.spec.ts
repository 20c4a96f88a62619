import { expect, test } from "./console.ts";
import { card, openCustomer, TEAM } from "./customer.ts";
import { expectAccessible, expectNoSideScroll } from "./health.ts";
import { freshBrowser, invited } from "./person.ts";

const PHONE = { width: 360, height: 740 };

test("a payment is seen, a transfer of nobody becomes a case, which is booked by one person and posted by another", async ({
  browser,
  house,
  complaints,
}) => {
  const customer = await openCustomer(house, "Harbour Lamps");
  await customer.run("method.attach", card("tok_ok"));
  await customer.run("subscription.create", { items: [{ price: TEAM, quantity: 7 }] });
  await using context = await freshBrowser(browser, house, complaints);
  const { page } = await invited(context, house, "till@example.com", ["finance", "support", "ops"]);
  await page.goto("/money/payments");
  const paid = page.getByRole("row").filter({ hasText: "Harbour Lamps" });
  await expect(paid).toContainText("Paid");
  await expect(paid).toContainText("€70.00");
  await page.getByRole("button", { name: "State: Any state" }).click();
  await page.getByRole("menuitemradio", { name: "Declined" }).click();
  await expect(page).toHaveURL(/status=failed/);
  await expect(paid).toHaveCount(0);
  await page.goto("/money/behind/new");
  await expect(paid).toContainText("70.00");
  await page.goto("/money/payments?currency=EUR&min=70&max=70");
  await expect(paid).toBeVisible();
  await page.locator("body").press("j");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Payment of €70.00" })).toBeVisible();
  await expect(page.getByRole("region", { name: "What happened" })).toContainText("Payment succeeded");
  await expectAccessible(page);
  await page.goto("/money/payouts");
  await page.getByRole("button", { name: "Compare payouts now" }).click();
  await expect(page.getByRole("button", { name: "Compare payouts now" })).toBeEnabled();
  await page.goto("/money/payments");

  const record = async (amount: string, reference: string) => {
    await page.getByRole("button", { name: "Record a transfer" }).click();
    await page.getByLabel("Amount", { exact: true }).fill(amount);
    await page.getByLabel("Day on the statement").fill(new Date().toISOString().slice(0, 10));
    await page.getByLabel("Bank's reference").fill(reference);
    await page.getByRole("dialog").getByRole("button", { name: "Record", exact: true }).click();
  };
  for (const [amount, reference] of [
    ["131.25", "statement-1"],
    ["40.00", "statement-2"],
  ] as const) {
    await record(amount, reference);
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
  await page.getByRole("link", { name: "Operations" }).click();
  const case_ = (amount: string) => page.getByRole("region", { name: `A transfer of nobody, €${amount}` });
  await case_("40.00").getByRole("button", { name: "Resolve" }).click();
  await page.getByLabel("What it is").fill("Interest of the bank");
  await page.getByRole("dialog").getByRole("button", { name: "Resolve" }).click();
  await expect(page.getByText("explained by till@example.com: Interest of the bank")).toBeVisible();
  await page.goto("/money/payments");
  complaints.expect(/status of 409/);
  await record("40.00", "statement-2");
  const refusal = page.getByRole("dialog").getByRole("alert");
  await expect(refusal).toContainText(
    /a case that till@example\.com explained on .*"Interest of the bank"\. Open the case/,
  );
  await expect(refusal).toBeInViewport({ ratio: 1 });
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await page.goto("/money/cases");
  await page.getByRole("link", { name: "A transfer of nobody: €40.00" }).click();
  await case_("40.00").getByRole("button", { name: "Open again" }).click();
  await page.getByLabel("Why the explanation does not hold").fill("A customer asks for it.");
  await page.getByRole("dialog").getByRole("button", { name: "Open it" }).click();
  await expect(case_("40.00")).toContainText(/Opened again by till@example\.com.*: A customer asks for it\./);
  await expect(case_("40.00")).toContainText(/It was explained by till@example\.com.*: Interest of the bank/);
  await expect(case_("40.00").getByRole("button", { name: "Resolve" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "All cases" }).click();
  await case_("131.25").getByRole("button", { name: "Resolve" }).click();
  await page.getByLabel("What it is").fill("Rent of the till");
  await page.getByLabel("Book it to").selectOption("7000");
  await expect(page.getByText(/Account 7000 is credited €131\.25 once a second person has agreed/)).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Book €131.25" }).click();
  await expect(page.getByText("booked to 7000 by till@example.com: Rent of the till")).toBeVisible();
  await expectAccessible(page);

  await using other = await freshBrowser(browser, house, complaints);
  const { page: second } = await invited(other, house, "second@example.com", ["finance"]);
  await second.goto("/money/close");
  const entry = second.getByRole("listitem").filter({ hasText: "Rent of the till" });
  await expect(entry).toContainText("waits for a second person");
  await entry.getByRole("button", { name: "Post" }).click();
  await expect(entry).toContainText("posted by second@example.com");
  await second.goto("/money/payments");
  await second.setViewportSize(PHONE);
  await expect(second.getByRole("row").filter({ hasText: "Harbour Lamps" })).toBeVisible();
  await expectNoSideScroll(second);
  await expectAccessible(second);
});
