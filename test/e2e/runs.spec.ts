import { bookDay } from "../../web/src/words/time.ts";
import { expect, test } from "./console.ts";
import { expectAccessible, expectNoSideScroll } from "./health.ts";
import { freshBrowser, invited } from "./person.ts";

const DAY_MS = 86_400_000;

test("finance sees what is due by a dry run, and bills everything due in a run that names nobody as left out", async ({
  browser,
  house,
  complaints,
}) => {
  const { id } = await house.api<{ id: string }>("POST", "/billing/accounts", {
    ...{ productId: "moved", name: "Moved Bakery", currency: "EUR" },
    owner: { name: "Mira Okafor", mail: "mira@moved.test" },
  });
  const price = {
    ...{ id: "price_loaf", productId: "moved", planId: "plan_loaf", name: "Loaf", currency: "EUR" },
    ...{ interval: { unit: "month", count: 1 }, charge: { kind: "flat", amount: 4_200 } },
    tax: { behaviour: "exclusive", code: "zero" },
  };
  const answer = await fetch(`${house.url}/billing/v1/accounts/${id}/import`, {
    method: "POST",
    headers: { authorization: `Bearer ${house.server.token}`, "content-type": "application/json" },
    body: JSON.stringify({
      ...{ source: "elsewhere", externalId: "bakery" },
      account: { productId: "moved", name: "Moved Bakery", ownerId: "person_1", currency: "EUR" },
      subscriptions: [
        {
          ...{
            externalId: "loaf",
            status: "active",
            paidUntilMs: Date.now() + DAY_MS,
            items: [{ price, quantity: 1 }],
          },
          collection: { kind: "send-invoice", daysUntilDue: 14 },
        },
      ],
    }),
  });
  expect(answer.status).toBe(200);

  await using context = await freshBrowser(browser, house, complaints);
  const { page } = await invited(context, house, "runs@example.com", ["finance", "support"]);
  await page.goto("/money/runs");
  await page.getByRole("button", { name: "Start a run" }).click();
  const until = new Date(Date.now() + 2 * DAY_MS).toISOString().slice(0, 16);
  await page.getByLabel("Due until (UTC)").fill(until);
  await page.getByLabel("Product").fill("moved");
  await page.getByRole("button", { name: "Show what is due" }).click();
  await expect(page.getByText("1 of 1 account")).toBeVisible();
  await expect(page.getByRole("row", { name: /Moved Bakery/ })).toContainText("42.00");
  await expectAccessible(page);
  await expectNoSideScroll(page);

  await page.getByRole("link", { name: "Runs" }).click();
  await page.getByRole("button", { name: "Start a run" }).click();
  await page.getByLabel("Bill", { exact: false }).last().check();
  await page.getByLabel("Product").fill("moved");
  await page.getByRole("button", { name: "Bill everything due" }).click();
  await expect(page.getByText("Nothing: every account that had something due is done.")).toBeVisible();
  await page.getByRole("link", { name: "Runs" }).click();
  await expect(page.getByRole("row", { name: `What is due until ${bookDay(Date.parse(until))}` })).toContainText(
    "42.00",
  );
});
