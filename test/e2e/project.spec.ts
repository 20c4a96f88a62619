import { readFile } from "node:fs/promises";
import type { ProjectSettings } from "../../workers/errors/view.ts";
import { expect, test, textOf } from "./console.ts";
import { sendItems } from "./envelope.ts";
import { failure } from "./failure.ts";
import { expectAccessible } from "./health.ts";

test("outcomes say what became of everything that was sent", async ({ page, house, project }) => {
  await project.fill(1, [failure("CountError", "one"), failure("CountError", "two")]);
  await project.send(failure("CountError", "three"), { filename: "three.txt", text: "nine byte" });
  const report = {
    timestamp: Date.now() / 1000,
    discarded_events: [{ reason: "sample_rate", category: "error", quantity: 7 }],
  };
  await sendItems(project.dsn, {}, [[{ type: "client_report" }, JSON.stringify(report)]]);
  const refused = await sendItems(project.dsn, {}, [[{ type: "event" }, "{ this is no JSON"]]);
  expect(refused.status).toBe(400);

  await page.goto(`/projects/${project.slug}/outcomes`);
  const row = (outcome: string) => page.getByRole("row", { name: new RegExp(`^${outcome}`) });
  await expect(
    page.getByText("5 items arrived: 4 accepted, 1 invalid. Clients dropped 7 more before sending."),
  ).toBeVisible();
  await expect(row("Accepted error")).toContainText(/error.*3/);
  await expect(row("Accepted attachment –")).toContainText("1");
  await expect(row("Dropped by clients error")).toContainText(/left out by the SDK's sample rate.*7/);
  await expect(row("Invalid error")).toContainText("1");

  await page.getByRole("link", { name: "7 days" }).click();
  await expect(page).toHaveURL(/hours=168/);
  await expect(row("Accepted error")).toContainText(/error.*3/);
  const { keys } = await house.api<{ keys: unknown[] }>("GET", `/errors/projects/${project.slug}`);
  expect(keys).toHaveLength(1);
});

test("a chart of outcomes is read by keys, chooses a range, and is a table and files too", async ({
  page,
  project,
}) => {
  await project.fill(1, [failure("ChartError", "one"), failure("ChartError", "two")]);
  await page.goto(`/projects/${project.slug}/outcomes`);
  const chart = page.getByRole("slider", { name: "What became of it, items per hour" });
  await expect(chart.locator("canvas")).toBeVisible();
  await chart.press("End");
  await expect(chart).toHaveAttribute("aria-valuetext", /: 2 items$/);
  await expect(page.getByRole("row", { name: "Accepted 2 0 2 0.1" }), "the legend says what is here").toBeVisible();

  const csv = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV" }).click();
  expect(await readFile(await (await csv).path(), "utf8")).toMatch(/^start,Accepted\r\n(.+,0\r\n){23}.+,2\r\n$/);
  const png = page.waitForEvent("download");
  await page.getByRole("button", { name: "PNG" }).click();
  expect((await png).suggestedFilename()).toBe("what-became-of-it.png");

  await page.locator("main").press("t");
  const table = page.getByRole("region", { name: "What became of it as a table" });
  await expect(table.getByRole("row")).toHaveCount(25);
  await expect(table.getByRole("row").nth(1)).toContainText("2");
  await expectAccessible(page);
  await page.locator("main").press("t");

  await chart.press("End");
  await chart.press("Shift+ArrowLeft");
  await chart.press("Shift+ArrowLeft");
  await chart.press("Enter");
  await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\dT\d\d&to=\d{4}-\d\d-\d\dT\d\d$/);
  await expect(page.getByText("2 items arrived: 2 accepted.")).toBeVisible();
  const plot = chart.locator(".u-over");
  await plot.hover({ position: { x: 20, y: 60 } });
  await page.mouse.down();
  await plot.hover({ position: { x: 60, y: 60 } });
  await page.mouse.up();
  await expect(
    page.getByText("Nothing arrived in this time"),
    "the hour before the last one was dragged over",
  ).toBeVisible();
  await page.goBack();
  await expect(page.getByText("2 items arrived: 2 accepted.")).toBeVisible();
});

test("a key is made, limited, switched off and deleted", async ({ page, house, project }) => {
  await page.goto(`/projects/${project.slug}/keys`);
  await page.getByRole("button", { name: "Create a key" }).click();
  const dialog = page.getByRole("dialog", { name: "New key" });
  await dialog.getByLabel("Name").fill("Mobile");
  await dialog.getByLabel("Limit its rate").check();
  await dialog.getByLabel("Events").fill("2");
  await dialog.getByLabel("In each").selectOption({ label: "hour" });
  await dialog.getByRole("button", { name: "Create the key" }).click();
  const panel = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Mobile" }) });
  await expect(panel).toContainText("at most 2 events in 1 h");
  const dsn = await textOf(panel.locator(".secret code"));

  const send = async () =>
    (await sendItems(dsn, {}, [[{ type: "event" }, JSON.stringify(failure("KeyError", "x"))]])).status;
  expect([await send(), await send(), await send()], "the third is over the limit").toEqual([200, 200, 429]);

  const menu = panel.getByRole("button", { name: "Actions for Mobile" });
  await menu.click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await expect(page.getByText("Mobile takes no more events")).toBeVisible();
  await expect(panel.getByText("disabled")).toBeVisible();
  await expect.poll(send, { message: "a disabled key refuses" }).toBe(403);

  await menu.click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete the key" }).click();
  await expect(panel).toHaveCount(0);
  const { keys } = await house.api<{ keys: unknown[] }>("GET", `/errors/projects/${project.slug}`);
  expect(keys).toHaveLength(1);
});

test("settings are saved, and a refused one says which and why", async ({ page, house, project, complaints }) => {
  await page.goto(`/projects/${project.slug}/settings`);
  await page.getByLabel("Hide these fields too").fill("loyalty_number");
  await page.getByLabel("Allowed origins").fill(`https://${"long".repeat(50)}.example.com`);
  await page.getByLabel("Days to keep events").fill("14");
  complaints.expect(/status of 422/);
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByLabel("Allowed origins")).toHaveAccessibleDescription(/Too big/);
  await page.reload();
  await expect(page.getByLabel("Days to keep events"), "what was typed survives a reload").toHaveValue("14");

  await page.getByLabel("Allowed origins").fill("https://shop.example.com");
  await page.getByLabel("Allowed origins").press("Control+Enter");
  await expect(page.getByText("Settings saved")).toBeVisible();
  const { settings } = await house.api<{ settings: ProjectSettings }>("GET", `/errors/projects/${project.slug}`);
  expect(settings).toMatchObject({
    scrubFields: ["loyalty_number"],
    allowedOrigins: ["https://shop.example.com"],
    retentionDays: 14,
  });
});

test("a project is deleted only after saying what goes with it", async ({ page, project }) => {
  await project.fill(1, [failure("GoneError", "soon")]);
  await page.goto(`/projects/${project.slug}/settings`);
  const remove = page.getByRole("button", { name: `Delete ${project.name}` });
  await remove.click();
  const dialog = page.getByRole("dialog", { name: `Delete ${project.name}` });
  await expect(dialog).toContainText("It cannot be undone.");
  await dialog.getByRole("button", { name: "Keep it" }).click();
  await remove.click();
  await dialog.getByRole("button", { name: "Delete the project" }).click();
  await expect(page).toHaveURL(/\/projects$/);
  await expect(page.getByRole("heading", { name: "Projects", exact: true })).toBeVisible();
  await expect(page.getByText(project.slug)).toHaveCount(0);
  await page.goto("/errors?query=");
  await expect(page.getByText("GoneError")).toHaveCount(0);
});
