import type { AlertRuleView } from "../../workers/alerts/view.ts";
import { addMailReceiver, addRule } from "./alerts.ts";
import { expect, test } from "./console.ts";
import { failure } from "./failure.ts";
import { OWNER } from "./house.ts";

test("a rule is written as a sentence, muted, changed and deleted", async ({ page, house, project }) => {
  await addMailReceiver(house, "Shop team");
  await project.fill(1, [failure("EarlierError", "before there was a rule")]);
  await page.goto(`/projects/${project.slug}`);
  await page.getByRole("link", { name: "Create an alert" }).click();
  const sentence = page.getByRole("status", { name: "The rule as a sentence" });
  await expect(sentence).toContainText(
    `When a new issue appears or a resolved issue comes back in ${project.name}, tell nobody`,
  );
  const preview = page.getByRole("region", { name: "In the last 7 days" });
  await expect(preview).toContainText("it would have told of 1 new issue:");
  await expect(preview).toContainText("EarlierError");
  await page.getByLabel("Name").fill("Checkout is failing");
  await page.getByLabel("an issue has too many events").check();
  await page.getByLabel("More than, events").fill("500");
  await expect(preview).toContainText("it would have told of 0 issues that came back and are still open");
  await expect(preview).toContainText("it would have told of 0 issues with more than 500 events within");
  await page.getByLabel("error", { exact: true }).check();
  await page.getByRole("button", { name: "Add a condition" }).click();
  await page.getByLabel("Tag", { exact: true }).fill("plan");
  await page.getByLabel("Value").fill("team");
  await page.getByLabel("Shop team").check();
  await page.getByLabel("Not again for the same issue within").fill("120");
  const said =
    "When a new issue appears, a resolved issue comes back or an issue has more than 500 events in 10 minutes in " +
    `${project.name} and its level is error and its tag plan is team, tell Shop team, not again for the same issue ` +
    "within 2 hours.";
  await expect(sentence).toHaveText(said);
  await expect(preview).toContainText("it would have told of 0 new issues");
  await page.reload();
  await expect(sentence, "nothing typed is lost").toHaveText(said);
  await page.getByLabel("Name").press("Control+Enter");

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Checkout is failing");
  await expect(page.getByText(said)).toBeVisible();
  await expect(page.getByText("Has not fired yet")).toBeVisible();
  await expect(page.getByRole("term").filter({ hasText: "Owner" }).locator("+ dd")).toHaveText(OWNER.name);

  await page.keyboard.press("s");
  await expect(page.getByText(/^Checkout is failing is muted until/)).toBeVisible();
  await expect(page.locator(".sentence")).toContainText("Muted until");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Has not fired yet")).toBeVisible();

  await page.keyboard.press("w");
  await page.getByLabel("And its title contains").fill("card");
  await page.getByRole("button", { name: "Save the rule" }).click();
  await expect(page.getByText("its title contains “card”")).toBeVisible();

  await page.getByRole("button", { name: "Actions for Checkout is failing" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const asked = page.getByRole("dialog", { name: "Delete Checkout is failing" });
  await expect(asked).toContainText("Shop team will no longer be told by it.");
  await asked.getByRole("button", { name: "Delete the rule" }).click();
  await expect(page).toHaveURL(/\/alerts$/);
  const { rules } = await house.api<{ rules: AlertRuleView[] }>("GET", "/alerts/rules");
  expect(rules.filter(({ name }) => name === "Checkout is failing")).toEqual([]);
});

test("a rule that the server refuses says why beside the field, and keeps what was typed", async ({
  page,
  complaints,
}) => {
  complaints.expect(/status of 422/);
  await page.goto("/alerts/new");
  await page.getByLabel("Name").fill("Nobody hears it");
  await page.getByRole("button", { name: "Create the rule" }).click();
  await expect(page.getByRole("group", { name: "Tell" }).getByRole("alert")).toContainText("A rule needs a receiver.");
  await expect(page.getByLabel("Name")).toHaveValue("Nobody hears it");
});

test("the list of rules is filtered in its address and walked by keys", async ({ page, house, project }) => {
  const receiver = await addMailReceiver(house, "Night shift");
  await addRule(house, "Walk first", { receivers: [receiver.id], projects: [project.slug] });
  const second = await addRule(house, "Walk second", { receivers: [receiver.id] });
  await house.api("PATCH", `/alerts/rules/${second.id}`, { enabled: false });
  await page.goto("/alerts");
  const titles = page.getByRole("main").locator(".rule-row .title");
  await expect(titles.first()).toBeVisible();
  await page.keyboard.press("f");
  await page.keyboard.type("walk ");
  await expect(titles).toHaveText(["Walk first", "Walk second"]);
  await expect(page).toHaveURL(/query=walk/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(page.locator(":focus")).toHaveText("Walk second");
  await page.keyboard.press("k");
  await page.keyboard.press("o");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Walk first");
  await page.goBack();
  await page.getByRole("button", { name: "State: All" }).click();
  await page.getByRole("menuitemradio", { name: "Off" }).click();
  await expect(titles).toHaveText(["Walk second"]);
  await page.goto("/alerts?query=nothing+has+this");
  await expect(page.getByText("No rule fits these filters")).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(titles.first()).toBeVisible();

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("walk sec");
  await expect(page.getByRole("option", { selected: true })).toContainText("Walk second");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Walk second");
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await expect(page).toHaveURL(/\/alerts$/);
});
