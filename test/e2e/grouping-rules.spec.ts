import type { ProjectSettings } from "../../workers/errors/view.ts";
import { expect, test } from "./console.ts";
import { failure } from "./failure.ts";
import { expectAccessible, expectNoSideScroll } from "./health.ts";

test("grouping rules are tried, then saved", async ({ page, house, project, complaints }) => {
  await project.fill(1, [failure("DatabaseDown", "no route to db-7")]);
  await page.goto(`/projects/${project.slug}/settings`);
  const rules = page.getByLabel("Fingerprint rules", { exact: true });
  await rules.fill("# ours\nerror.type:DatabaseDown -> \nnothing:x -> y");
  await expect(rules).toHaveAccessibleDescription(/2 lines are no rules/);
  const faults = page.getByRole("list", { name: "What is wrong with the fingerprint rules" });
  await expect(faults).toContainText("There is no condition nothing.");
  await expect(faults).toContainText("A fingerprint has one entry at least after ->.");
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSideScroll(page);
  await page.setViewportSize({ width: 1440, height: 900 });

  complaints.expect(/status of 422/);
  await rules.press("Control+Enter");
  await expect(page.getByText("Some fields are not valid.")).toBeVisible();

  await faults.getByRole("button", { name: "Line 2, column 28" }).click();
  await page.keyboard.type('database, {{ value }} title="Database down"');
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  await page.keyboard.type("#");
  await expect(faults).toHaveCount(0);
  const trial = page.getByRole("region", { name: "Tried on the last event" });
  await expect(trial).toContainText("DatabaseDown: no route to db-7");
  await expect(trial).toContainText("custom-fingerprint");
  await expect(trial.getByRole("listitem")).toContainText(["DatabaseDown", "database", "no route to db-<int>"]);

  const frames = page.getByLabel("Stack trace rules", { exact: true });
  await frames.fill("stack.function:raise* -group\nstack.function:raise*");
  const frameFaults = page.getByRole("list", { name: "What is wrong with the stack trace rules" });
  await expect(frameFaults).toContainText("Line 2");
  await frames.fill("stack.function:raise* -group");
  await expect(frameFaults).toHaveCount(0);

  await rules.press("Control+Enter");
  await expect(page.getByText(/Grouping rules saved/)).toBeVisible();
  const { settings } = await house.api<{ settings: ProjectSettings }>("GET", `/errors/projects/${project.slug}`);
  expect(settings.fingerprintRules).toContain('title="Database down"');
  expect(settings.stackTraceRules).toBe("stack.function:raise* -group");

  const version = page.getByRole("region", { name: "Version of the grouping" });
  await version.getByRole("button", { name: "Group by newstyle:2023-01-11" }).click();
  await expect(version).toContainText(
    /grouped by newstyle:2023-01-11. The fingerprints of newstyle:2026-01-20 still lead/,
  );
  await project.send(failure("DatabaseDown", "no route to db-9"));
  await page.goto(`/errors?query=is:unresolved+project:${project.slug}`);
  await expect(page.getByRole("link", { name: "Database down" })).toBeVisible();
});
