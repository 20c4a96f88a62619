import type { IssueList } from "../../workers/errors/view.ts";
import { addMailReceiver, addRule } from "./alerts.ts";
import { expect, test } from "./console.ts";
import { openCustomer } from "./customer.ts";
import { failure } from "./failure.ts";
import { picture } from "./picture.ts";

const REQUEST_ID = "0f9c2d31-failing";
const PROBLEM = {
  type: "about:blank",
  title: "internal",
  status: 500,
  detail: "The database did not answer.",
  requestId: REQUEST_ID,
};

/** Pages, the read that each cannot do without, and the name that it gives to what is missing. */
const READS = [
  { path: "/", read: "/errors/issues", what: "Issues" },
  { path: "/errors", read: "/errors/issues", what: "The list of issues" },
  { path: "/errors/ISSUE", read: "/errors/issues/ISSUE", what: "This issue" },
  { path: "/alerts", read: "/alerts/rules", what: "The list of rules" },
  { path: "/alerts/rules/RULE", read: "/alerts/rules/RULE", what: "This rule" },
  { path: "/alerts/rules/RULE/edit", read: "/alerts/rules/RULE", what: "This rule" },
  { path: "/alerts/rules/RULE", read: "/alerts/notifications", what: "The list of firings" },
  { path: "/alerts/new", read: "/alerts/receivers", what: "What a rule can name" },
  { path: "/alerts/receivers", read: "/alerts/receivers", what: "The list of receivers" },
  { path: "/alerts/outbox", read: "/alerts/notifications", what: "The outbox" },
  { path: "/alerts/mail", read: "/mail/kept", what: "The list of mails" },
  { path: "/customers", read: "/billing/accounts", what: "The list of customers" },
  { path: "/customers/CUSTOMER", read: "/billing/accounts/CUSTOMER", what: "The account" },
  { path: "/customers/CUSTOMER", read: "/billing/accounts/CUSTOMER/timeline", what: "The timeline" },
  { path: "/money", read: "/billing/ledger/state", what: "The books" },
  { path: "/money/close", read: "/billing/ledger/state", what: "The books" },
  { path: "/money/invoices", read: "/billing/lists/invoices", what: "The list of invoices" },
  { path: "/money/catalogue", read: "/billing/catalogue", what: "The catalogue" },
  { path: "/money/settings", read: "/billing/ledger/company", what: "The company's settings" },
  { path: "/projects", read: "/errors/projects", what: "The list of projects" },
  { path: "/projects/SLUG", read: "/errors/projects/SLUG", what: "This project" },
  { path: "/projects/SLUG/start", read: "/errors/projects/SLUG", what: "This project" },
  { path: "/projects/SLUG/health", read: "/errors/projects/SLUG/health", what: "Release health" },
  { path: "/projects/SLUG/monitors", read: "/errors/projects/SLUG/monitors", what: "The list of monitors" },
  { path: "/projects/SLUG/feedback", read: "/errors/projects/SLUG/feedback", what: "Feedback" },
  { path: "/projects/SLUG/outcomes", read: "/errors/projects/SLUG/outcomes", what: "Outcomes" },
  { path: "/usage", read: "/errors/usage", what: "Usage" },
  { path: "/people", read: "/identity/people", what: "The list of people" },
  { path: "/tokens", read: "/identity/tokens", what: "The list of tokens" },
  { path: "/audit", read: "/identity/audit", what: "The audit log" },
  { path: "/account", read: "/identity/sessions", what: "Your sessions" },
];

test("a page whose read fails says so, names the request, and tries again", async ({
  page,
  house,
  project,
  complaints,
}) => {
  await project.fill(1, [failure("BehindError", "a failing read")]);
  const { rows } = await house.api<IssueList>("GET", `/errors/issues?query=project:${project.slug}`);
  const receiver = await addMailReceiver(house, "Behind a failing read");
  const rule = await addRule(house, "Behind a failing read", { receivers: [receiver.id] });
  const customer = await openCustomer(house, "Behind a failing read");
  const filled = (path: string) =>
    path
      .replace("SLUG", project.slug)
      .replace("ISSUE", rows[0]?.id ?? "")
      .replace("RULE", rule.id)
      .replace("CUSTOMER", customer.id);
  complaints.expect(/status of 500/);
  for (const { path, read, what } of READS) {
    await test.step(`${path} without ${read}`, async () => {
      const wanted = `/console/api${filled(read)}`;
      const isRead = (url: URL) => url.pathname === wanted;
      await page.route(isRead, (route) =>
        route.fulfill({ status: 500, contentType: "application/problem+json", body: JSON.stringify(PROBLEM) }),
      );
      await page.goto(filled(path));
      const alert = page.getByRole("alert").filter({ hasText: `${what} could not be read` });
      await expect(alert).toContainText("The database did not answer.");
      await expect(alert).toContainText(REQUEST_ID);
      await picture(page, `failing-${what.replaceAll(" ", "-")}`);
      await page.unroute(isRead);
      await alert.getByRole("button", { name: "Try again" }).click();
      await expect(alert).toHaveCount(0);
    });
  }
});

test("a change that is refused leaves the page as it was and says why", async ({ page, project, complaints }) => {
  await project.fill(1, [failure("StubbornError", "stays")]);
  complaints.expect(/status of 500/);
  await page.route(/\/console\/api\/errors\/issues$/, (route) =>
    route.request().method() === "PATCH"
      ? route.fulfill({ status: 500, contentType: "application/problem+json", body: JSON.stringify(PROBLEM) })
      : route.continue(),
  );
  await page.goto(`/errors?query=is:unresolved+project:${project.slug}`);
  await page.getByRole("link", { name: /StubbornError/ }).click();
  await page.getByRole("button", { name: /^Resolve/ }).click();
  await expect(page.getByText(`Nothing was changed. The database did not answer. Request ${REQUEST_ID}`)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Resolve/ })).toBeVisible();
});

test("a part that cannot be fetched stops nothing else and comes once it can", async ({ page, complaints }) => {
  complaints.expect(/ERR_FAILED/);
  await page.route(/assets\/(rail-badge|palette)-/, (route) => route.abort());
  const refused = page.waitForEvent("requestfailed", (request) => request.url().includes("/rail-badge-"));
  await page.goto("/usage");
  await refused;
  await page.getByRole("heading", { name: "Usage" }).waitFor();
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByText("The search could not be fetched and is tried again.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Usage" })).toBeVisible();
  await page.unroute(/assets\/(rail-badge|palette)-/);
  await expect(page.getByRole("combobox")).toBeFocused();
});

test("a page whose code cannot be fetched says whether there is a newer one, and loads again", async ({
  page,
  complaints,
}) => {
  complaints.expect(/ERR_FAILED|dynamically imported module/);
  const isHome = ({ pathname }: URL) => pathname === "/";
  await page.route(isHome, (route) => route.fulfill({ contentType: "text/html", body: "<p>The next version</p>" }));
  await page.route(/assets\/usage-page-/, (route) => route.abort());
  await page.goto("/usage");
  await expect(page.getByRole("alert")).toContainText("Apiary was updated");
  await expect(page.getByRole("navigation", { name: "Rooms" }), "the rest goes on").toBeVisible();
  await page.unroute(isHome);
  await page.reload();
  await expect(page.getByRole("alert")).toContainText("This page could not be fetched");
  await page.unroute(/assets\/usage-page-/);
  await page.getByRole("button", { name: "Load the page again" }).click();
  await expect(page.getByRole("heading", { name: "Usage" })).toBeVisible();
});

test("a page whose code is asked for without a connection leaves the console standing, and comes with the connection", async ({
  page,
  context,
  complaints,
}) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED|dynamically imported module|Unable to preload/);
  await page.goto("/usage");
  await page.getByRole("heading", { name: "Usage" }).waitFor();
  await context.setOffline(true);
  await page.getByRole("navigation", { name: "Rooms" }).getByRole("link", { name: "Tokens" }).click();
  await expect(page.getByRole("alert")).toContainText("This page could not be fetched");
  await expect(page.getByRole("navigation", { name: "Rooms" }), "the rest goes on").toBeVisible();
  await context.setOffline(false);
  await expect(page.getByRole("heading", { name: "Tokens" })).toBeVisible();
});

test("a page without a connection says that it tries again by itself", async ({
  page,
  context,
  project,
  complaints,
}) => {
  await project.fill(1, [failure("OfflineError", "seen before")]);
  complaints.expect(/ERR_INTERNET_DISCONNECTED/);
  await page.goto(`/errors?query=is:unresolved+project:${project.slug}`);
  await expect(page.getByRole("button", { name: "Live" })).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByRole("button", { name: "Not reached, trying again" })).toBeVisible();
  await expect(page.getByRole("link", { name: /OfflineError/ }), "what was read stays").toBeVisible();
  await context.setOffline(false);
  await expect(page.getByRole("button", { name: "Live" })).toBeVisible();
});
