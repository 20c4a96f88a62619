import { expect, test } from "./console.ts";
import { freshBrowser, invited } from "./person.ts";

const DAY_MS = 86_400_000;

test("support looks a customer up, subscribes, comps, cancels and keeps by keyboard; a long comp waits for finance", async ({
  browser,
  house,
  complaints,
}) => {
  const post = <Answer>(path: string, body: object) => house.api<Answer>("POST", `/billing${path}`, body);
  const owner = { name: "Mira Okafor", mail: "mira@quiet-harbor.test" };
  const { id } = await post<{ id: string }>("/accounts", {
    productId: "shop",
    name: "Quiet Harbor",
    currency: "EUR",
    owner,
  });
  const price = {
    ...{ id: "price_team", productId: "shop", planId: "plan_team", name: "Team", currency: "EUR" },
    interval: { unit: "month", count: 1 },
    charge: { kind: "per-unit", unitAmount: "1000" },
    tax: { behaviour: "exclusive", code: "standard" },
  };
  await post(`/accounts/${id}/commands`, {
    command: "subscription.create",
    input: { items: [{ price, quantity: 2 }], trialDays: 14 },
  });

  const support = await invited(await freshBrowser(browser, house, complaints), house, "care@example.com", ["support"]);
  const { page } = support;
  await page.goto("/");
  await page.getByRole("heading", { name: "Today" }).waitFor();
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox").fill("mira@quiet-harbor.test");
  await page.getByRole("option", { name: /Quiet Harbor/ }).waitFor();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Quiet Harbor" })).toBeVisible();
  await expect(page.locator(".sentence")).toContainText("2 × Team");
  await expect(page.getByText("m***@q***")).toBeVisible();

  await page.keyboard.press("y");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Quantity").fill("3");
  await expect(dialog.locator(".effect")).toContainText("3 × Team");
  await dialog.getByLabel("Reason").fill("They hired somebody");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();

  await page.keyboard.press("b");
  await expect(dialog.locator(".effect")).toContainText("Comped on");
  await dialog.getByLabel("Reason").fill("Slow support last week");
  await page.keyboard.press("Enter");
  await expect(page.locator(".sentence")).toContainText("Comped on");

  await page.keyboard.press("q");
  await expect(dialog.locator(".effect")).toContainText("It ends on");
  await dialog.getByLabel("Reason").fill("Asked to leave");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Keep it" }).click();
  await dialog.getByLabel("Reason").fill("Changed their mind");
  await page.keyboard.press("Enter");
  await expect(page.locator(".customer-timeline")).toContainText("Cancellation taken back");

  await post(`/accounts/${id}/commands`, {
    command: "waiver.give",
    input: { planId: "plan_team", planName: "Team", expiresMs: Date.now() + 900 * DAY_MS },
    reason: "Partner",
  });
  await page.goto("/customers/approvals");
  await expect(page.getByText("Needs billing:comp-any")).toBeVisible();
  const finance = await invited(await freshBrowser(browser, house, complaints), house, "books@example.com", [
    "finance",
    "support",
  ]);
  await finance.page.goto("/customers/approvals");
  await finance.page.getByRole("button", { name: "Approve", exact: true }).click();
  await finance.page.getByRole("button", { name: "Approve and do it" }).click();
  await expect(finance.page.getByText("Nothing waits for you")).toBeVisible();
  await finance.page.goto(`/customers/${id}`);
  await expect(finance.page.locator(".customer-timeline")).toContainText("approved by books@example.com");
  await support.context.close();
  await finance.context.close();
});
