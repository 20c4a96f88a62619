import {
  stripeCard,
  stripeCustomer,
  stripeInvoice,
  stripeItem,
  stripePrice,
  stripeProduct,
  stripeSubscription,
} from "../../workers/billing/import/stripe/stripe-fixture.ts";
import { until } from "../poll.ts";
import type { StripeShelves } from "../stripe-shelves.ts";
import { expect, test } from "./console.ts";
import { expectAccessible, expectNoSideScroll } from "./health.ts";
import { freshBrowser, invited } from "./person.ts";

const KEY = "rk_test_reads_only";
const DAY_S = 86_400;
const NOW_S = Math.floor(Date.now() / 1_000);
const LISTS = ["coupons", "promotion_codes", "billing/meters", "invoices", "invoiceitems", "billing/credit_grants"];

/** A customer with a subscription and a card. */
function fill(shelves: StripeShelves, id: string, over: object = {}): void {
  const customer = `cus_${id}`;
  shelves.put("customers", stripeCustomer({ id: customer, created: NOW_S - DAY_S, name: id, ...over }));
  const period = { current_period_start: NOW_S - 5 * DAY_S, current_period_end: NOW_S + 20 * DAY_S };
  const anchored = { id: `sub_${id}`, customer, billing_cycle_anchor: NOW_S - 11 * DAY_S };
  shelves.put("subscriptions", stripeSubscription(anchored, [stripeItem(stripePrice(), period)]));
  shelves.put("payment_methods", stripeCard({ id: `pm_${id}`, customer }));
}

test("finance takes a Stripe account over: by a key, after a look at what would be done, and again for who was left", async ({
  browser,
  house,
  complaints,
}) => {
  const { shelves } = house.stripe;
  for (const path of LISTS) shelves.put(path);
  shelves.put("products", stripeProduct());
  shelves.put("prices", stripePrice());
  fill(shelves, "Harbour");
  fill(shelves, "Quay", { balance: -500 });
  fill(shelves, "Nameless", { email: null });
  fill(shelves, "Lighthouse");
  shelves.put("invoices", stripeInvoice({ customer: "cus_Quay", created: NOW_S - DAY_S, due_date: NOW_S + DAY_S }));
  await house.api("POST", "/billing/catalogue/products", { name: "Stripe shop" });

  await using context = await freshBrowser(browser, house, complaints);
  const { page } = await invited(context, house, "stripe@example.com", ["finance", "support"]);
  await page.goto("/money/imports");
  await page.getByRole("button", { name: "Import from Stripe" }).click();
  const dialog = page.getByRole("dialog");
  complaints.expect(/status of 422/);
  await dialog.getByLabel("Restricted key").fill("sk_test_everything");
  await dialog.getByLabel("Product").selectOption("Stripe shop");
  await dialog.getByRole("button", { name: "Read the account" }).click();
  await expect(dialog.getByText("This is no restricted key of Stripe's").first()).toBeVisible();
  await dialog.getByLabel("Restricted key").fill(KEY);
  await dialog.getByRole("button", { name: "Read the account" }).click();
  await expect(dialog.getByText("say that test data is to be taken over").first()).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Take over Stripe's test data").check();
  await dialog.getByRole("button", { name: "Read the account" }).click();

  await expect(page.getByRole("heading", { name: "Stripe (test mode)" })).toBeVisible();
  const apply = page.getByRole("button", { name: "Take over 3 accounts" });
  await expect(apply).toBeVisible();
  await expect(page.getByText("First come 1 plan, 1 price of Stripe's")).toBeVisible();
  await expect(page.getByText("EUR: 3 subscriptions")).toContainText("50.00 open on invoices");
  await expect(page.getByRole("row", { name: /Quay/ })).toContainText("30.00");
  await page.getByRole("button", { name: "1 refused" }).click();
  await expect(page.getByRole("row", { name: /cus_Nameless/ })).toContainText("It has no mail address");
  await expectAccessible(page);
  await expectNoSideScroll(page);

  shelves.put("customers", stripeCustomer({ id: "cus_Lighthouse", created: NOW_S - DAY_S, name: "Beacon" }));
  await apply.click();
  await expect(page.getByText("Done", { exact: true })).toBeVisible();
  await expect(page.getByRole("progressbar")).toHaveAttribute("value", "4");
  await page.getByRole("button", { name: "2 refused" }).click();
  await expect(page.getByRole("row", { name: /cus_Lighthouse/ })).toContainText("changed at Stripe since the check");

  shelves.put("customers", stripeCustomer({ id: "cus_Lighthouse", created: NOW_S - DAY_S, name: "Lighthouse" }));
  await page.getByRole("button", { name: "Try again what was not done" }).click();
  await dialog.getByLabel("Restricted key").fill(KEY);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("button", { name: "3 new, 0 changed" })).toBeVisible();
  await page.getByRole("button", { name: "3 new, 0 changed" }).click();
  await expect(page.getByRole("row", { name: /Lighthouse/ })).toBeVisible();
  await page.getByRole("link", { name: "Imports" }).click();
  await expect(page.getByRole("row", { name: /Stripe \(test mode\)/ })).toContainText("Done");

  // The list moves on by itself while something runs.
  const { products } = await house.api<{ products: { id: string }[] }>("GET", "/billing/catalogue");
  const begun = { key: KEY, testMode: true, productId: products[0]?.id, currency: "EUR" };
  const { id } = await house.api<{ id: string }>("POST", "/billing/imports/stripe", begun);
  await page.reload();
  const newest = page.getByRole("row", { name: /Stripe \(test mode\)/ }).first();
  await expect(newest).toContainText("Running");
  await until(
    "its check",
    () => house.api<{ status: string }>("POST", `/billing/jobs/${id}/drive`, {}),
    ({ status }) => status === "asking",
  );
  await expect(newest).toContainText("Waits for you");
});

test("who may not do bulk work is told what that takes", async ({ browser, house, complaints }) => {
  const upload = await fetch(`${house.url}/console/api/billing/imports/csv?system=held&name=held.csv`, {
    method: "POST",
    headers: { authorization: `Bearer ${house.server.token}`, "content-type": "text/csv" },
    body: "external_id,name\n1,Held\n",
  });
  const { id } = (await upload.json()) as { id: string }; // as the route answers
  await using context = await freshBrowser(browser, house, complaints);
  const { page } = await invited(context, house, "looker@example.com", ["support"]);
  await page.goto(`/money/imports/${id}`);
  await expect(page.getByText("This needs the right billing:bulk")).toContainText("the role finance");
});
