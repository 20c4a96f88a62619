import type { Page } from "@playwright/test";
import { expect, test } from "./console.ts";
import { mailedLink } from "./customer.ts";
import { expectAccessible, expectNoSideScroll } from "./health.ts";
import type { House } from "./house.ts";
import { freshBrowser, invited } from "./person.ts";
import { picture } from "./picture.ts";

const MAIL = "mira@quiet-haven.test";

/** A plan on sale, and a customer who has a smaller one, paid by a card that works. */
async function customer(house: House): Promise<string> {
  const post = <Answer>(path: string, body: object) => house.api<Answer>("POST", `/billing${path}`, body);
  const now = { granularity: "day", timing: "now" };
  const product = await post<{ id: string }>("/catalogue/products", {
    name: "Harbor",
    description: "",
    taxCode: "standard",
  });
  const price = (name: string, unitAmount: string) => ({
    ...{ name, currency: "EUR", interval: { unit: "month", count: 1 }, charge: { kind: "per-unit", unitAmount } },
    ...{
      usage: { kind: "licensed" },
      proration: now,
      tax: { behaviour: "exclusive", code: "standard" },
      minimumAmount: 0,
    },
  });
  const plan = { productId: product.id, kind: "plan", description: "For crews", trialDays: 0, entitlements: {} };
  const crew = await post<{ id: string }>("/catalogue/plans", { ...plan, code: "Crew", name: "Crew" });
  await post("/catalogue/prices", { planId: crew.id, terms: price("Crew", "3000") });
  const disk = { ...plan, kind: "add-on", code: "Disk", name: "Disk", description: "A terabyte", selfService: true };
  const { id: diskId } = await post<{ id: string }>("/catalogue/plans", disk);
  await post("/catalogue/prices", { planId: diskId, terms: price("Disk", "500") });
  const { id: meterId } = await post<{ id: string }>("/usage/meters", {
    ...{ key: "calls", name: "Calls", unit: "call", aggregation: "sum" },
  });
  const { id: callsId } = await post<{ id: string }>("/catalogue/plans", { ...disk, code: "Calls", name: "Calls" });
  const byUse = { ...price("Calls", "0.25"), usage: { kind: "metered", meterId } };
  await post("/catalogue/prices", { planId: callsId, terms: byUse });
  const half = { name: "Half", off: { kind: "percent", percent: "50" }, invoices: 3 };
  const coupon = await post<{ id: string }>("/catalogue/coupons", half);
  await post(`/catalogue/coupons/${coupon.id}/codes`, { code: "HALF" });
  const owner = { name: "Mira Okafor", mail: MAIL };
  const { id } = await post<{ id: string }>("/accounts", {
    productId: product.id,
    name: "Quiet Haven",
    currency: "EUR",
    owner,
  });
  const run = (command: string, input: object) => post(`/accounts/${id}/commands`, { command, input });
  const card = { gateway: "local", customer: "", kind: "card", brand: "test card", last4: "1111", expires: null };
  await run("method.attach", { ...card, token: "tok_ok", makeDefault: true });
  const solo = { id: "price_solo", productId: product.id, planId: "plan_solo", ...price("Solo", "1000") };
  await run("subscription.create", { items: [{ price: solo, quantity: 1 }] });
  return id;
}

test("a customer comes in by mail, upgrades, pays a declined invoice with a card that the bank wants confirmed, cancels, and stays", async ({
  browser,
  house,
  complaints,
}) => {
  const id = await customer(house);
  const context = await freshBrowser(browser, house, complaints);
  const page = await context.newPage();
  const pages = new Set<string>();
  const look = async (name: string) => {
    pages.add(name);
    for (const [width, height, theme] of [
      [1440, 900, "light"],
      [360, 740, "dark"],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: theme });
      await expectNoSideScroll(page);
      await picture(page, `portal-${name}-${theme}-${width}`, { fullPage: true });
      // Each theme is looked at by axe on every second page: all are made of the same pieces.
      if ((theme === "dark") === (pages.size % 2 === 0)) await expectAccessible(page);
    }
  };

  await page.goto("/id/account");
  await expect(page.getByRole("heading", { name: "Manage your account" })).toBeVisible();
  await look("enter");
  await page.getByLabel("Mail address").fill(MAIL);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible();
  const link = await mailedLink(house, MAIL);
  await page.goto(link);
  expect(page.url()).not.toContain("token");
  await look("link");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("heading", { name: "Quiet Haven" })).toBeVisible();
  await look("overview");
  complaints.expect(/status of 410/);
  const late = await context.newPage();
  await late.goto(link);
  await late.getByRole("button", { name: "Go on" }).click();
  await expect(late.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
  await late.close();

  // The card that is charged first has nothing on it.
  await addCard(page, "tok_insufficient_funds");
  await look("methods");
  await page.getByRole("link", { name: "Plan", exact: true }).click();
  await page.getByRole("radio", { name: /^Crew/ }).check();
  await page.getByLabel("Seats").fill("2");
  await page.getByLabel(/^Disk/).fill("3");
  await expect(page.getByRole("checkbox", { name: /^Calls.*€0.0025 per call, by what you use/ })).not.toBeChecked();
  await look("plan");
  await page.getByRole("button", { name: "What would it cost?" }).click();
  const effect = page.getByRole("listitem").filter({ hasText: "is charged now" });
  const charged = /€[\d.,]+/.exec((await effect.textContent()) ?? "")?.[0] ?? "";
  await look("effect");
  await page.getByRole("button", { name: "Change it" }).click();
  await expect(page.getByText("2 × Crew, 3 × Disk")).toBeVisible();
  await page.getByRole("link", { name: `Pay ${charged}` }).click();
  await expect(page.getByText("The payment was declined: The card has insufficient funds.")).toBeVisible();
  await look("declined");
  await page.getByRole("link", { name: "Use another card" }).click();
  await look("new-card");
  await page.getByRole("radio", { name: "tok_requires_action", exact: true }).check();
  await page.getByRole("button", { name: "Add it" }).click();
  await look("confirm");
  await page.getByRole("link", { name: "Confirm it" }).click();
  await look("bank");
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("The invoice is paid. Thank you.")).toBeVisible();

  // By keyboard alone: a wrong code is refused in plain words, a right one shown before it is redeemed.
  await page.getByRole("link", { name: "Plan", exact: true }).click();
  await page.getByLabel("Promotion code").fill("HALV");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText("There is no such code. Look at how it is written.");
  await page.getByLabel("Promotion code").fill("half");
  await page.keyboard.press("Enter");
  await expect(page.getByText("HALF: 50% off the next 3 invoices.")).toBeVisible();
  await expect(page.getByText(/^The next invoice, on .*: €37\.50 instead of €75\.00, tax included\.$/)).toBeVisible();
  await look("code");
  await page.getByRole("button", { name: "Redeem it" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText("Done.");
  await expect(page.getByText("HALF: 50% off the next 3 invoices.")).toBeVisible();

  await page.getByRole("link", { name: "Invoices" }).click();
  await look("invoices");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: /^PDF/ }).first().click();
  expect((await download).suggestedFilename()).toMatch(/\.pdf$/);
  await page.getByRole("link", { name: "Details" }).click();
  await page.getByLabel("Your reference on invoices").fill("PO-7");
  await look("details");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toHaveText("Saved.");

  await page.getByRole("link", { name: "Overview" }).click();
  await page.getByRole("link", { name: "Cancel the subscription" }).click();
  await look("cancel");
  await page.getByLabel("Why do you leave?").first().fill("Too dear");
  await page.getByRole("button", { name: /^Cancel on/ }).click();
  await expect(page.getByText(/^Ends on/)).toBeVisible();
  await page.getByRole("button", { name: "Keep the subscription" }).click();
  await expect(page.getByText(/^Renews on/)).toBeVisible();

  await house.api("POST", `/billing/accounts/${id}/reveal`, { reason: "ticket 7" });
  await page.getByRole("link", { name: "Activity" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Saw names and mail addresses" })).toContainText(
    "ticket 7",
  );
  await look("activity");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.goto("/id/account/invoices");
  await expect(page.getByRole("heading", { name: "Manage your account" })).toBeVisible();
  expect(pages.size).toBe(15);

  const support = await invited(await freshBrowser(browser, house, complaints), house, "desk@example.com", ["support"]);
  await support.page.goto(`/customers/${id}`);
  await support.page.getByRole("button", { name: /^Actions for M\*\*\*/ }).click();
  await support.page.getByRole("menuitem", { name: "Send a link to their account" }).click();
  await support.page.getByRole("button", { name: "Send it" }).click();
  await expect(support.page.getByRole("dialog")).toContainText("on its way to m***@q***");
  await page.goto(await mailedLink(house, MAIL, link));
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("link", { name: "Activity" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Sent a link to these pages" })).toContainText("support");
  await expect(page.getByRole("listitem").filter({ hasText: "Looked at the account" })).toContainText("support");
  await expect(page.locator("main")).not.toContainText("@example.com");
  await support.context.close();
  await context.close();
});

async function addCard(page: Page, token: string): Promise<void> {
  await page.getByRole("link", { name: "Payment methods" }).click();
  await page.getByRole("link", { name: "Add a payment method" }).click();
  await page.getByRole("radio", { name: token, exact: true }).check();
  await page.getByRole("button", { name: "Add it" }).click();
  await expect(page.getByRole("status")).toHaveText("The payment method was added.");
}
