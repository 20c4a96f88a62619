import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page, Route } from "@playwright/test";
import { ROOT } from "../../bin/paths.ts";
import type { JobView } from "../../workers/billing/job/view.ts";
import { type Complaints, expect, test } from "./console.ts";
import type { House } from "./house.ts";
import { freshBrowser, invited } from "./person.ts";
import type { Shop } from "./place.ts";

test.describe.configure({ mode: "parallel" });

const JOB: JobView = {
  ...{ object: "job", id: "once", kind: "invoice-run", title: "What is due", status: "running", phase: "bill" },
  ...{ input: {}, detail: "", creatorId: "person", creatorName: "Somebody", reason: "", createdMs: 1, endedMs: null },
  ...{ counts: [], sums: [], figures: [], carried: false },
};
const UNDONE: JobView = { ...JOB, status: "done", counts: [{ status: "failed", action: "bill", rows: 1 }] };

/** A button that sends at once: where it is, what it says, and what the page is told before. */
interface Button {
  path: (shop: Shop) => string;
  name: RegExp;
  answers?: Answers;
}

type Answers = [url: string, change: (answer: never) => unknown][];

const at = (path: string) => () => path;
const job = (view: JobView): Answers => [["**/console/api/billing/jobs/once", () => view]];
const closing = (more: object): Answers => [
  ["**/console/api/billing/ledger/close?*", (view: object) => ({ ...view, ...more })],
];
const asked = { id: "one", month: "2026-01", kind: "reopen", status: "asked", reason: "Late", askedByName: "Ada" };
const manual = { id: "one", description: "Rent", status: "asked", postings: [], expiresMs: null, askedByName: "Ada" };

const BUTTONS: Button[] = [
  { path: at("/money/close"), name: /^Post$/, answers: closing({ manual: [{ ...manual, askedMs: 1 }] }) },
  { path: at("/money/close"), name: /^Refuse$/, answers: closing({ manual: [{ ...manual, askedMs: 1 }] }) },
  { path: at("/money/close"), name: /^Reopen$/, answers: closing({ events: [{ ...asked, askedMs: 1 }] }) },
  { path: at("/money/close"), name: /^Compare now$/ },
  { path: at("/money/payouts"), name: /^Compare payouts now$/ },
  { path: at("/money/runs/once"), name: /^Pause$/, answers: job(JOB) },
  { path: at("/money/runs/once"), name: /^Cancel$/, answers: job(JOB) },
  { path: at("/money/runs/once"), name: /^Go on$/, answers: job({ ...JOB, status: "paused" }) },
  { path: at("/money/runs/once"), name: /^Try again what/, answers: job(UNDONE) },
  { path: ({ sold }) => `/money/catalogue/${sold.planId}`, name: /^(Leave it to staff|Let customers buy it)$/ },
];

test("a button that sends at once is shut while it sends, and deaf to the second half of a double click", async ({
  browser,
  house,
  complaints,
  shop,
}) => {
  await using context = await freshBrowser(browser, house, complaints);
  const page = await pressing(context, house, complaints);
  for (const button of BUTTONS) await expectOnce(page, shop, button);
});

/** Presses it twice: once while what it sends is on its way, once where that is answered at once. */
async function expectOnce(page: Page, shop: Shop, { path, name, answers = [] }: Button): Promise<void> {
  const sent: string[] = [];
  const gate = { wait: Promise.withResolvers<void>() };
  const told = ([url, change]: [string, (answer: never) => unknown]) =>
    page.route(url, async (route) => {
      const answer = url.endsWith("once") ? JOB : await (await route.fetch()).json();
      await route.fulfill({ json: change(answer as never) }); // as the page's own route answers
    });
  await Promise.all(answers.map(told));
  const answer = async (route: Route) => {
    if (route.request().method() === "GET") return route.fallback();
    if (route.request().url().endsWith("/drive")) return route.fulfill({ json: { ...JOB, carried: true } });
    sent.push(route.request().url());
    await gate.wait.promise;
    await route.fulfill({ status: 503, json: { title: "busy", detail: "The test says no.", status: 503 } });
  };
  await page.route(/\/console\/api\/billing\//, answer);
  await page.goto(path(shop));
  const button = page.getByRole("button", { name }).first();
  const pressed = async (presses: number) => {
    await button.dblclick();
    await expect.poll(() => sent.length, `${name}`).toBe(presses);
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(sent.length, `${name}`).toBe(presses);
  };
  await pressed(1);
  await expect(button, `${name}`).toBeDisabled();
  gate.wait.resolve();
  await expect(button, `${name}`).toBeEnabled();
  await pressed(2);
  await expect(button, `${name}`).toBeEnabled();
  await page.unrouteAll({ behavior: "ignoreErrors" });
}

/** Somebody with every right of Money, of whose page nobody hears that it was refused. */
async function pressing(
  context: Awaited<ReturnType<typeof freshBrowser>>,
  house: House,
  complaints: Complaints,
): Promise<Page> {
  complaints.expect(/status of 503/);
  const { page } = await invited(context, house, `${crypto.randomUUID()}@example.com`, ["finance", "owner", "ops"]);
  return page;
}

/** Rooms in which whatever is sent goes by a dialog or by such a button. */
const ROOMS = ["money", "webhooks", "customers"];
/** What is taken back by a toast's own button, which leaves as it is pressed. */
const BY_TOASTS = ["customers/command-dialog.tsx"];

test("no button of Money, Webhooks or Customers sends in another way", () => {
  const files = ROOMS.flatMap((room) =>
    readdirSync(join(ROOT, "web/src", room), { recursive: true, encoding: "utf8" }).map((file) => `${room}/${file}`),
  ).filter((file) => file.endsWith(".tsx"));
  const own = files.filter((file) => readFileSync(join(ROOT, "web/src", file), "utf8").includes("sayFailure("));
  expect(own).toEqual(BY_TOASTS);
});
