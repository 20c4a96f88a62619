import { expect, test } from "./console.ts";
import { failure } from "./failure.ts";

test("the way through a morning's issues needs no pointer", async ({ page, project }) => {
  await project.fill(
    3,
    ["FirstError", "SecondError", "ThirdError"].map((type) => failure(type, "keys")),
  );
  await page.goto(`/errors?query=is:unresolved+project:${project.slug}`);
  const focused = page.locator(":focus");
  await expect(page.locator(".issue-list .title")).toHaveCount(3);
  await page.keyboard.press("j");
  await expect(focused).toHaveText(/ThirdError/);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(focused).toHaveText(/FirstError/);
  await page.keyboard.press("k");
  await expect(focused).toHaveText(/SecondError/);
  await page.keyboard.press("Enter");
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toHaveText(/SecondError/);

  await page.keyboard.press("e");
  await expect(page.getByRole("button", { name: /^Unresolve/ })).toBeVisible();
  await expect(page.getByText(/-2 resolved$/)).toBeVisible();
  await page.keyboard.press("j");
  await expect(title, "the next one of the list").toHaveText(/FirstError/);
  await page.keyboard.press("i");
  await expect(page.getByText(/-1 ignored$/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(new RegExp(`/errors\\?query=is.+unresolved.+project.+${project.slug}$`));
  await expect(page.locator(".issue-list .title")).toHaveText([/ThirdError/]);

  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(page.getByRole("toolbar", { name: "Chosen issues" })).toContainText("1 issue");
  await page.keyboard.press("a");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/-3 assigned to First Owner$/)).toBeVisible();
});

test("? shows every key, and g with a letter goes to a room", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await expect(keys.getByRole("listitem").filter({ hasText: "Search and commands" })).toContainText("Ctrl K or /");
  await expect(keys.getByRole("listitem").filter({ hasText: "Go to Errors" })).toContainText("ge");
  await page.keyboard.press("Escape");
  await expect(keys).toHaveCount(0);
  // As the rail says of each room, and only there.
  const rooms = page.getByRole("navigation", { name: "Rooms" }).getByRole("link");
  for (const link of await rooms.all()) {
    const [, title = "", keys = ""] = /^(.+) \((.+)\)$/.exec((await link.getAttribute("title")) ?? "") ?? [];
    for (const key of keys.split(" ")) await page.keyboard.press(key);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  }
});

test("one search finds a page, a project, an event by its id and an issue by its short id", async ({
  page,
  project,
  complaints,
}) => {
  await project.fill(1, [failure("FoundError", "by search")]);
  const eventId = await project.send(failure("FoundError", "by its id"));
  const shortId = `${project.slug.toUpperCase()}-1`;
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();
  const search = async (text: string, entry: string | RegExp) => {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill(text);
    await expect(page.getByRole("option", { selected: true })).toContainText(entry);
    await page.keyboard.press("Enter");
  };
  await search("proj", "Projects");
  await expect(page).toHaveURL(/\/projects$/);
  await search(project.name, project.name);
  await expect(page).toHaveURL(new RegExp(`/projects/${project.slug}$`));
  await search(eventId, `Event ${eventId}`);
  await expect(page).toHaveURL(new RegExp(`/events/${eventId}$`));
  await search(shortId.toLowerCase(), "FoundError");
  await expect(page).toHaveURL(/\/errors\/\d+$/);

  complaints.expect(/status of 404/);
  await page.keyboard.press("/");
  await page.getByRole("combobox").fill("0".repeat(32));
  await expect(page.getByRole("dialog").getByRole("status")).toHaveText("No kept event has this id.");
});
