import { expect, test } from "./console.ts";
import { expectAccessible, expectNoSideScroll } from "./health.ts";
import { freshBrowser, invited } from "./person.ts";

const PHONE = { width: 360, height: 740 };

/** The first day of the month before this one, UTC. */
function monthBefore(): { startMs: number; title: string } {
  const now = new Date();
  const startMs = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1);
  const title = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" }).format(startMs);
  return { startMs, title };
}

test("an entry by hand is posted by a second person, found from its sum, exported, and its month closed", async ({
  browser,
  house,
  page,
  complaints,
}) => {
  // Other tests bill in this house.
  const state = "**/console/api/billing/ledger/state";
  await page.route(state, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...(await answer.json()), firstMonth: null, currencies: [] } });
  });
  await page.goto("/money");
  await expect(page.getByRole("heading", { name: "Nothing is in the books yet" })).toBeVisible();
  await expectAccessible(page);
  await page.unroute(state);

  const { startMs, title } = monthBefore();
  const side = { amount: 90_000, currency: "EUR" };
  await house.api("POST", "/billing/ledger/manual", {
    effectiveMs: startMs,
    description: "Rent",
    postings: [
      { ...side, account: "5000", direction: "debit" },
      { ...side, account: "1000", direction: "credit" },
    ],
  });
  await using context = await freshBrowser(browser, house, complaints);
  const { page: finance } = await invited(context, house, "finance@example.com", ["finance", "support"]);
  await finance.goto("/money/close");
  const entry = finance.getByRole("listitem").filter({ hasText: "Rent" });
  await expect(entry).toContainText("Dr 5000 900.00 EUR · Cr 1000 900.00 EUR");
  await entry.getByRole("button", { name: "Post" }).click();
  await expect(entry).toContainText("posted by");
  await entry.getByRole("button", { name: "Reverse" }).click();
  await finance.getByLabel("What it is for").fill("Paid twice");
  await finance.getByRole("dialog").getByLabel("Day").fill(new Date(startMs).toISOString().slice(0, 10));
  await expectAccessible(finance);
  await finance.getByRole("dialog").getByRole("button", { name: "Ask a second person" }).click();
  await expect(entry).toContainText("its reversal waits");
  await expect(entry.getByRole("button", { name: "Reverse" })).toHaveCount(0);
  const reversal = finance.getByRole("listitem").filter({ hasText: "Paid twice" });
  await expect(reversal).toContainText("Cr 5000 900.00 EUR · Dr 1000 900.00 EUR");
  await reversal.getByRole("button", { name: "Post" }).click();
  await expect(finance.getByText("A second person posts what somebody made by hand.")).toBeVisible();

  const today = Date.now();
  await house.api("POST", "/billing/ledger/manual", {
    ...{ effectiveMs: today, expiresMs: today + 86_400_000, description: "Cash in transit" },
    postings: [
      { ...side, account: "1000", direction: "debit" },
      { ...side, account: "3000", direction: "credit" },
    ],
  });
  await finance.reload();
  const transit = finance.getByRole("listitem").filter({ hasText: "Cash in transit" });
  await transit.getByRole("button", { name: "Expect" }).click();
  await expect(transit).toContainText("expected; agreed by");
  await finance.getByRole("link", { name: "Journal" }).click();
  await finance.getByRole("link", { name: "Expected" }).click();
  await expect(finance.getByRole("rowgroup").filter({ hasText: "Cash in transit" })).toContainText("Expected");
  await finance.getByRole("link", { name: "Close" }).click();
  await transit.getByRole("button", { name: "It came, or does not" }).click();
  await finance.getByLabel("Amount that came, EUR").fill("899.50");
  await expectAccessible(finance);
  await finance.getByRole("dialog").getByRole("button", { name: "Post it" }).click();
  await expect(transit).toContainText("posted by");

  await finance.getByRole("link", { name: "Reports" }).click();
  await finance.getByRole("link", { name: "Trial balance" }).click();
  await finance.getByRole("button", { name: "Month before" }).click();
  await finance
    .getByRole("row", { name: /Processor fees/ })
    .getByRole("link", { name: "900.00" })
    .click();
  await expect(finance.getByRole("rowgroup").filter({ hasText: "Rent" })).toContainText("5000");
  await finance.setViewportSize(PHONE);
  await expectNoSideScroll(finance);
  await expectAccessible(finance);

  await finance.getByRole("link", { name: "Close" }).click();
  const download = finance.waitForEvent("download");
  await finance.getByRole("link", { name: "QuickBooks Online" }).click();
  expect((await download).suggestedFilename()).toMatch(/^quickbooks-\d{4}-\d{2}\.csv$/);
  await finance.getByRole("button", { name: `Close ${title}` }).click();
  await finance
    .getByRole("dialog")
    .getByRole("button", { name: `Close ${title}` })
    .click();
  await expect(finance.getByText(`${title} and all before it are closed.`)).toBeVisible();
  await finance.getByRole("button", { name: `Ask to reopen ${title}` }).click();
  await finance.getByLabel("Why").fill("A bill came late");
  await finance.getByRole("dialog").getByRole("button", { name: "Ask", exact: true }).click();
  const asked = finance.getByRole("listitem").filter({ hasText: "A bill came late" });
  await asked.getByRole("button", { name: "Reopen" }).click();
  complaints.expect(/status of 409/);
  await expect(finance.getByRole("status")).toContainText("A second person decides");
});

test("the company's settings are saved as a version, with legal entities that have books of their own", async ({
  page,
  complaints,
}) => {
  await page.goto("/money/settings");
  await page.getByLabel("New tries of a failed payment").fill("3, 1");
  await page.getByRole("button", { name: "Save version 2" }).click();
  await expect(page.getByRole("alert")).toContainText("Days of new tries");
  await page.getByLabel("New tries of a failed payment").fill("1, 3");
  await page.getByLabel("Prefix of invoices").fill("A-");
  await page.getByRole("button", { name: "Save version 2" }).click();
  await expect(page.getByRole("button", { name: "Save version 3" })).toBeVisible();
  await expect(page.getByLabel("Prefix of invoices")).toHaveValue("A-");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Add a legal entity" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Id", { exact: true }).fill("fr");
  await dialog.getByLabel("Name", { exact: true }).fill("Vendeur");
  await dialog.getByLabel("Prefix of invoices").fill("A-");
  await dialog.getByLabel("Prefix of credit notes").fill("FA-");
  complaints.expect(/status of 422/);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Another legal entity has this prefix.")).toBeVisible();
  await dialog.getByLabel("Prefix of invoices").fill("F-");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: /Vendeur/ })).toContainText("F-");
  await page.goto("/money/close?entity=fr");
  await expect(page.getByText("No month is closed yet.")).toBeVisible();
  await expect(page.getByLabel("Legal entity")).toHaveValue("fr");
  await page.setViewportSize(PHONE);
  await expectNoSideScroll(page);
  await expectAccessible(page);
});
