import { DAY_MS } from "../../workers/kit/time.ts";
import { because, effectOf, more } from "./command.ts";
import { expect, test, textOf } from "./console.ts";
import { card, openCustomer, TEAM } from "./customer.ts";
import { failure } from "./failure.ts";
import { expectAccessible, expectNoSideScroll } from "./health.ts";
import { freshBrowser, invited } from "./person.ts";
import { makeProject } from "./project.ts";

test("support looks a customer up, subscribes, comps, cancels and takes it back by keyboard; a long comp waits for finance", async ({
  browser,
  house,
  complaints,
}) => {
  const { id, run } = await openCustomer(house, "Quiet Harbor");
  await run("subscription.create", { items: [{ price: TEAM, quantity: 2 }], trialDays: 14 });

  await using context = await freshBrowser(browser, house, complaints);
  const { page } = await invited(context, house, "care@example.com", ["support"]);
  await page.goto("/");
  await page.getByRole("heading", { name: "Today" }).waitFor();
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox").fill("mira@quiet-harbor.test");
  await page.getByRole("option", { name: /Quiet Harbor.*Not comped/ }).waitFor();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Quiet Harbor" })).toBeVisible();
  await expect(page.locator(".sentence")).toContainText("2 × Team");
  await expect(page.getByText("m***@q***")).toBeVisible();

  const dialog = page.getByRole("dialog");
  await page.keyboard.press("y");
  await dialog.getByLabel("Quantity").fill("3");
  await expect(dialog.locator(".effect")).toContainText("3 × Team");
  await page.reload();
  await expect(dialog.getByLabel("Quantity")).toHaveValue("3");
  await because(page, "They hired somebody");

  await page.keyboard.press("R");
  await expect(dialog.locator(".effect")).toContainText(/^The trial lasts until .* Then it costs €30\.00 a month\./);
  await because(page, "They asked for two more weeks");
  await expect(page.locator(".customer-timeline")).toContainText("Trial until");
  await page.getByRole("status").getByRole("button", { name: "Undo" }).last().click();
  await expect(page.locator(".customer-timeline")).toContainText("Taken back: They asked for two more weeks");

  await page.keyboard.press("b");
  await expect(dialog.locator(".effect")).toContainText("Comped on");
  await because(page, "Slow support last week");
  await expect(page.locator(".sentence")).toContainText("Comped on");
  await page.getByRole("status").getByRole("button", { name: "Undo" }).last().click();
  await expect(page.locator(".sentence")).not.toContainText("Comped on");

  await page.keyboard.press("q");
  await expect(dialog.locator(".effect")).toContainText("It ends on");
  await because(page, "Asked to leave");
  await page.keyboard.press("z");
  await because(page, "Changed their mind");
  await expect(page.locator(".customer-timeline")).toContainText("Cancellation taken back");

  const undo = page.getByRole("status").getByRole("button", { name: "Undo" }).last();
  await page.keyboard.press("b");
  await because(page, "Slow support this week");
  await page.keyboard.press("b");
  await expect(effectOf(page)).toContainText("The comp ends");
  await because(page, "The wrong account");
  await expect(page.locator(".sentence")).not.toContainText("Comped on");
  await undo.click();
  await expect(page.locator(".sentence")).toContainText("Comped on");
  await page.getByRole("button", { name: "Write a note" }).click();
  await dialog.getByLabel("Note").fill("Calls on Mondays.");
  await dialog.getByRole("button", { name: "Keep the note" }).click();
  await page.getByRole("button", { name: "Remove the note" }).click();
  await because(page, "Not so any more");
  await expect(page.getByText("Calls on Mondays.")).toHaveCount(0);
  await undo.click();
  await expect(page.getByText("Calls on Mondays.")).toBeVisible();
  await page.keyboard.press("q");
  await dialog.getByLabel("The whole account").check();
  await because(page, "Closed their shop");
  await expect(page.locator(".sentence")).toContainText("Cancelled, its data goes");
  await undo.click();
  await expect(page.locator(".sentence")).not.toContainText("Cancelled");
  await expect(page.locator("#customer-subscriptions")).toContainText("Trial");

  await run("waiver.give", { planId: "plan_team", planName: "Team", expiresMs: Date.now() + 900 * DAY_MS }, "Partner");
  await page.goto("/customers/approvals");
  await expect(page.getByText("Whoever has the role finance decides")).toBeVisible();
  await using office = await freshBrowser(browser, house, complaints);
  const { page: finance } = await invited(office, house, "books@example.com", ["finance"]);
  await finance.goto("/");
  await finance.getByRole("link", { name: /^Quiet Harbor: Comped on/ }).click();
  await finance.getByRole("button", { name: "Approve", exact: true }).click();
  await finance.getByRole("button", { name: "Approve and do it" }).click();
  await expect(finance.getByText("Nothing waits for you")).toBeVisible();
  await finance.goto(`/customers/${id}`);
  await expect(finance.locator(".customer-timeline")).toContainText("approved by books@example.com");
});

test("finance refunds, credits, charges and adjusts, each with what is left afterwards, and undoes what may be undone", async ({
  browser,
  house,
  complaints,
}) => {
  const { id, run } = await openCustomer(house, "Silver Forge");
  await run("method.attach", { ...card("tok_ok"), last4: "7391" });
  const price = { ...TEAM, proration: { granularity: "day", timing: "now" } };
  await run("subscription.create", { items: [{ price, quantity: 3 }] });
  await using context = await freshBrowser(browser, house, complaints);
  const { page } = await invited(context, house, "money@example.com", ["finance"]);
  await page.goto(`/customers/${id}`);
  await expect(page.locator("#customer-invoices")).toContainText("Paid");
  const number = /INV-\d+|A-\d+/.exec(await textOf(page.locator("#customer-invoices")))?.[0] ?? "none";
  for (const sought of ["silver fo", number, "7391"]) {
    await page.goto("/customers");
    await page.getByRole("searchbox").fill(sought);
    await expect(page.getByRole("listitem")).toHaveCount(1);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Silver Forge" })).toBeVisible();
  }
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/customers\?query=7391$/);
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox").fill(number.toLowerCase());
  const paper = page.waitForEvent("popup");
  await page.getByRole("option", { name: `Invoice ${number}` }).click();
  await expect((await paper).getByText(number).first()).toBeVisible();
  await openCustomer(house, "Amber Mill");
  await page.goto("/customers");
  await page.getByRole("listitem").nth(1).waitFor();
  const title = page.getByRole("heading", { level: 1 });
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Previous customer" })).toBeDisabled();
  const first = await textOf(title);
  await page.keyboard.press("j");
  await expect(title, "the next one of the list").not.toHaveText(new RegExp(`^(${first}|Customer)$`));
  const second = await textOf(title);
  await page.keyboard.press("Escape");
  await expect(page.locator(":focus"), "the list goes on where one was").toContainText(second);
  await page.goto(`/customers/${id}`);
  await expect(title).toHaveText("Silver Forge");

  const dialog = page.getByRole("dialog");
  const effect = dialog.locator(".effect");
  await page.keyboard.press("d");
  await expect(dialog.getByLabel("Amount in EUR, tax included")).toHaveValue("30.00");
  await dialog.getByLabel("Amount in EUR, tax included").fill("5");
  await expect(effect).toContainText("€5.00 goes back to the customer's visa ·7391.");
  await expect(effect).toContainText("Afterwards the balance is €0.00, and €0.00 is open on invoices.");
  await dialog.getByLabel("Refund, and the sale stands").check();
  await expect(effect).toContainText("−€5.00, which the customer owes");
  await dialog.getByLabel("Credit", { exact: false }).first().check();
  await expect(effect).toContainText("€5.00 in the customer's favour");
  await dialog.getByLabel("Refund", { exact: false }).first().check();
  await expect(effect).toContainText("goes back to the customer's visa ·7391.");
  await expectAccessible(page);
  await because(page, "A week without service");
  await expect(page.locator("#customer-payments")).toContainText("5.00");
  await expect(page.locator(".customer-timeline")).toContainText("Credit note: €5.00");

  await page.keyboard.press("M");
  await expect(effect).toContainText("The invoice is mailed to");
  await because(page, "Lost by the customer");
  await expect(page.locator(".customer-timeline")).toContainText("Invoice mailed again");
  for (const [document, did] of [
    ["Credit note", "The credit note is mailed to"],
    ["Receipt", "The receipt is mailed to"],
  ] as const) {
    await page.keyboard.press("M");
    const choice = await dialog.locator("option", { hasText: document }).first().getAttribute("value");
    await dialog.getByLabel("Document").selectOption(choice);
    await expect(effect).toContainText(did);
    await because(page, "Lost by the customer");
    await expect(page.locator(".customer-timeline")).toContainText(`${document} mailed again`);
  }
  await page.keyboard.press("L");
  await expect(dialog).toContainText("Looked at the page by money@example.com");
  await page.keyboard.press("Escape");

  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox").fill("adjust the bal");
  await page.keyboard.press("Enter");
  await dialog.getByLabel("Amount in EUR").fill("7.50");
  await because(page, "Goodwill");
  await expect(page.locator(".sentence")).toContainText("€7.50 in its favour");
  await page.getByRole("status").getByRole("button", { name: "Undo" }).last().click();
  await expect(page.locator(".sentence")).not.toContainText("in its favour");

  await page.keyboard.press("y");
  await dialog.getByLabel("Quantity").fill("5");
  await dialog.getByLabel("Now, and charged now").check();
  await expect(effect).toContainText("5 × Team instead of 3 × Team, now.");
  const billed = /A new invoice over €([\d,]+\.\d\d)/.exec(await textOf(effect))?.[1] ?? "none";
  await because(page, "They grew");
  await expect(page.locator(".sentence")).toContainText("5 × Team");
  await expect(page.locator("#customer-invoices")).toContainText(billed);

  await more(page, "Give a discount");
  await dialog.getByLabel("Name").fill("Loyal");
  await dialog.getByLabel("Percent off").fill("10");
  await expect(effect).toContainText("10 % off its invoices (Loyal), for all.");
  await because(page, "Five years with us");
  await expect(page.locator("#customer-subscriptions")).toContainText("Loyal");
  await page.getByRole("status").getByRole("button", { name: "Undo" }).last().click();
  await expect(page.locator("#customer-subscriptions")).not.toContainText("Loyal");
  await page.getByRole("button", { name: "Actions for visa ·7391" }).click();
  await page.getByRole("menuitem", { name: "Take it away" }).click();
  await expect(effect).toContainText("visa ·7391 is charged no more.");
  await page.keyboard.press("Escape");

  await more(page, "Charge once");
  await dialog.getByLabel("For", { exact: true }).fill("Onboarding");
  await dialog.getByLabel("Amount in EUR").fill("120");
  await expect(effect).toContainText("A new invoice over €120.00.");
  await because(page, "Ordered by mail");
  await expect(page.locator("#customer-invoices")).toContainText("120.00");

  await page.getByRole("button", { name: "By: by anybody" }).click();
  await page.getByRole("menuitemradio", { name: "by Apiary itself" }).click();
  await expect(page.locator(".customer-timeline")).toContainText("Payment succeeded");
  await expect(page.locator(".customer-timeline")).not.toContainText("Onboarding");
  await expect(page).toHaveURL(/actor=system/);
});

test("many customers are chosen by keyboard, tagged, found by a saved filter, and saved as a file", async ({
  house,
  browser,
  complaints,
}) => {
  for (const name of ["Oak One", "Oak Two", "Oak Three"]) {
    const { run } = await openCustomer(house, name);
    await run("waiver.give", { planId: "oak", planName: "Oak", expiresMs: Date.now() + 30 * DAY_MS });
  }
  await using context = await freshBrowser(browser, house, complaints);
  const { page } = await invited(context, house, "bulk@example.com", ["support"]);
  await page.goto("/customers?plan=Oak&comped=true");
  await expect(page.getByRole("listitem").filter({ hasText: "Oak" })).toHaveCount(3);
  for (const key of ["j", "x", "j", "j", "X"]) await page.keyboard.press(key);
  await expect(page.getByRole("toolbar", { name: "Chosen customers" })).toContainText("3 customers");
  await page.getByRole("button", { name: "Tag", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Add").fill("#forest");
  await expect(dialog.locator(".effect")).toContainText("3 accounts of 3 get what they lack of #forest.");
  await because(page, "The fair in spring");
  await expect(page.getByText("#forest")).toHaveCount(3);

  await page.getByRole("button", { name: "Saved filters" }).click();
  await page.getByRole("menuitem", { name: "Save this filter" }).click();
  await dialog.getByLabel("Name").fill("Comped oaks");
  await page.keyboard.press("Enter");
  await page.goto("/customers");
  await page.getByRole("button", { name: "Saved filters" }).click();
  await page.getByRole("menuitem", { name: "Comped oaks" }).click();
  await expect(page).toHaveURL(/plan=Oak/);
  await expect(page.getByRole("listitem")).toHaveCount(3);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  expect((await download).suggestedFilename()).toBe("customers.csv");
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSideScroll(page);
  await expectAccessible(page);
});

test("who has one role is offered only what it may enter, and asks for nothing else", async ({
  browser,
  house,
  complaints,
}) => {
  const { id, run } = await openCustomer(house, "Iron Leaf");
  await run("method.attach", card("tok_insufficient_funds"));
  await run("subscription.create", { items: [{ price: TEAM, quantity: 1 }] });
  const project = await makeProject(house, "Till");
  await project.fill(1, [{ ...failure("TillError", "the drawer is stuck"), tags: { account: id } }]);
  const rooms = async (role: "finance" | "support") => {
    // A refusal that a page meets is a complaint of its console, and fails the test.
    await using context = await freshBrowser(browser, house, complaints);
    const { page } = await invited(context, house, `${role}-alone@example.com`, [role]);
    await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();
    await expect(page.getByRole("link", { name: /with a payment that fails/ })).toBeVisible();
    const links = await page.getByRole("navigation", { name: "Rooms" }).getByRole("link").allInnerTexts();
    // A badge beside a room's name says what goes on in it, and comes and goes.
    const names = links.map((text) => text.trim().split("\n")[0] ?? "");
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("combobox").fill("iron leaf");
    await page.getByRole("option", { name: /Iron Leaf/ }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: /with a payment that fails/ }).click();
    await page.getByRole("link", { name: /^Iron Leaf/ }).click();
    await expect(page.locator("#customer-invoices")).toContainText("Overdue");
    for (const name of names) {
      await page.getByRole("navigation", { name: "Rooms" }).getByRole("link", { name }).click();
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    }
    await page.goto(`/customers/${id}`);
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    await page.getByRole("button", { name: "More actions" }).click();
    const deeds = await page.getByRole("menuitem").allInnerTexts();
    const trouble = await page.getByRole("link", { name: /^TillError/ }).count();
    return { names, deeds, trouble };
  };
  const finance = await rooms("finance");
  expect(finance.names).toEqual(["Today", "Customers", "Money", "Usage", "People"]);
  expect(finance.deeds).toContain("Charge once");
  expect(finance.trouble).toBe(0);
  const support = await rooms("support");
  expect(support.names).toEqual(["Today", "Errors", "Alerts", "Customers", "Money", "Projects", "Usage", "People"]);
  expect(support.deeds).not.toContain("Charge once");
  expect(support.trouble).toBe(1);
});

test("who may not see customers sees the refusal and nothing to search them by", async ({
  browser,
  house,
  complaints,
}) => {
  complaints.expect(/status of 403/);
  await using context = await freshBrowser(browser, house, complaints);
  const { page } = await invited(context, house, "no-customers@example.com", ["developer"]);
  for (const [path, refusal] of [
    ["/customers", "The list of customers cannot be read by your role"],
    ["/money/webhooks/events", "The events cannot be read by your role"],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: refusal })).toBeVisible();
    await expect(page.getByRole("main").locator("button, input, select, .button")).toHaveCount(0);
    await expectAccessible(page);
  }
});
