import { Webhook } from "standardwebhooks";
import { startWebhookServer } from "../webhook-server.ts";
import { expect, test, textOf } from "./console.ts";
import { openCustomer } from "./customer.ts";
import { expectAccessible, expectNoSideScroll } from "./health.ts";
import { localUrl } from "./house.ts";
import { freshBrowser, invited } from "./person.ts";

const PHONE = { width: 360, height: 740 };

test("an endpoint is made, told of what happens, fails, is shown why, and gets what it missed", async ({
  browser,
  house,
  complaints,
}) => {
  await using hooks = await startWebhookServer();
  await using context = await freshBrowser(browser, house, complaints);
  const { page } = await invited(context, house, "ops@example.com", ["ops", "support"]);
  await page.goto("/money/webhooks");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create an endpoint" }).first().click();
  await page.getByLabel("Name").fill("Warehouse");
  await page.getByLabel("URL").fill(`${localUrl(hooks.url)}/in`);
  await page.getByRole("button", { name: "Create the endpoint" }).click();
  const secret = await textOf(page.getByRole("dialog").getByText(/^whsec_/));
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("link", { name: "Warehouse", exact: true }).click();
  await page.getByRole("button", { name: "Send a test" }).click();
  await expect(page.getByRole("status").filter({ hasText: "The test was taken." })).toBeVisible();
  const [test] = hooks.requests;
  new Webhook(secret).verify(test?.body ?? "", test?.headers as Record<string, string>); // all are single

  hooks.statuses.set("/in", 503);
  await openCustomer(house, "Late Ltd");
  await expect(page.getByRole("row", { name: /Late Ltd/ })).toContainText("It answered 503: as you say");
  await expectAccessible(page);
  await page.setViewportSize(PHONE);
  await expectNoSideScroll(page);
  hooks.statuses.delete("/in");
  await page.getByRole("button", { name: "Try now" }).click();
  await expect(page.getByRole("row", { name: /account.created/ }).filter({ hasText: "200" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Waiting" })).toHaveCount(0);

  await page.getByRole("link", { name: "account.created" }).first().click();
  await expect(page.getByText("Delivered").first()).toBeVisible();
  await expectNoSideScroll(page);
  await expectAccessible(page);
  const deliveries = page.getByRole("region", { name: "Deliveries to Warehouse", exact: true });
  await deliveries.getByRole("button", { name: "Send again" }).click();
  await expect(page.getByText("1 event of 1 customer will be sent again")).toBeVisible();
  const before = hooks.requests.length;
  await page.getByRole("button", { name: "Send 1 event" }).click();
  await expect.poll(() => hooks.requests.length).toBe(before + 1);
  const ids = hooks.requests.slice(-2).map(({ headers }) => headers["webhook-id"]);
  expect(ids[0]).toBe(ids[1]);
});
