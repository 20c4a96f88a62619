import { addDeadReceiver, addMailReceiver, addRule, notified } from "./alerts.ts";
import { expect, test } from "./console.ts";
import { failure } from "./failure.ts";

test("a new issue fires a rule: one receiver is told, the other's notification is parked, seen and given up", async ({
  page,
  house,
  project,
}) => {
  const team = await addMailReceiver(house, "Told team");
  const dead = await addDeadReceiver(house, "Dead hook");
  const rule = await addRule(house, "Fires once", { receivers: [team.id, dead.id], projects: [project.slug] });
  await project.fill(1, [failure("AlarmingError", "somebody should know", { level: "error" })]);
  await notified(house, rule.id, 2);

  await page.goto("/");
  const fired = page.getByRole("region", { name: /^Fired in the last hour/ });
  await expect(fired.getByRole("link", { name: "Fires once" })).toBeVisible();
  await expect(page.getByRole("region", { name: /^Did not arrive/ })).toContainText("to Dead hook, by Fires once");
  await expect(page.getByRole("navigation", { name: "Rooms" }).getByTitle(/notification.* parked/)).toBeVisible();

  await fired.getByRole("link", { name: "Fires once" }).click();
  await expect(page.locator(".sentence")).toContainText("Fired just now for 1 issue");
  const firing = page.getByRole("listitem").filter({ hasText: `New issue in ${project.name}: AlarmingError` });
  await expect(firing.getByRole("link", { name: /^Told team: Delivered/ })).toBeVisible();
  await firing.locator("summary").click();
  await expect(firing).toContainText("New issue");
  await firing.getByRole("link", { name: /^AlarmingError/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^AlarmingError/);
  await expect(page.getByRole("region", { name: "Alerts" })).toContainText("tells Dead hook and Told team");
  await expect(page.getByRole("region", { name: "Alerts" })).toContainText("by Fires once: Delivered");
  await page.getByRole("region", { name: "Alerts" }).getByRole("link", { name: "Fires once" }).first().click();

  await page.getByRole("link", { name: /^Dead hook: Parked/ }).click();
  await expect(page.getByText(/private|127\.0\.0\.1/).first()).toBeVisible();
  await expect(page.locator("#request")).toContainText('"type": "alert.fired"');
  await page.locator("#tries summary").nth(1).click();
  await expect(page.locator("#tries")).toContainText("No request was sent for it.");
  await page.getByRole("button", { name: "Send again" }).click();
  await expect(page.getByText("1 notification on the way again")).toBeVisible();
  await notified(house, rule.id, 2);
  await expect(page.getByText(/^Parked after/)).toBeVisible({ timeout: 15_000 });
  await page.getByRole("button", { name: "Dismiss", exact: true }).first().click();
  await expect(page.getByText(/^Dismissed after/)).toBeVisible();

  await page.goto(`/alerts/outbox?rule=${rule.id}`);
  const rows = page.locator(".notification-row");
  await expect(rows).toHaveCount(2);
  await page.getByRole("button", { name: "State: All" }).click();
  await page.getByRole("menuitemradio", { name: "Delivered" }).click();
  await expect(rows).toHaveCount(1);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.locator("#mail-text")).toContainText("AlarmingError");
  await expect(page.locator("iframe")).toBeVisible();
});

test("parked notifications are sent again or given up together", async ({ page, house, project }) => {
  const dead = await addDeadReceiver(house, "Other dead hook");
  const rule = await addRule(house, "Parks two", { receivers: [dead.id], projects: [project.slug] });
  await project.fill(1, [failure("FirstAlarm", "one")]);
  await notified(house, rule.id, 1);
  await project.fill(2, [failure("SecondAlarm", "two")]);
  await notified(house, rule.id, 2);
  await page.goto(`/alerts/outbox?status=parked&rule=${rule.id}`);
  await expect(page.locator(".notification-row")).toHaveCount(2);
  await page.getByRole("button", { name: "Dismiss all" }).click();
  await expect(page.getByText("2 notifications dismissed")).toBeVisible();
  await expect(page.getByText("No notification fits these filters")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("2 notifications on the way again")).toBeVisible();
});
