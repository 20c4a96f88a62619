import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { ROOT } from "../../bin/paths.ts";
import type { AccountView } from "../../workers/billing/account/view.ts";
import type { Role } from "../../workers/identity/role.ts";
import { DAY_MS } from "../../workers/kit/time.ts";
import { type Complaints, expect, test } from "./console.ts";
import { card, openCustomer, TEAM } from "./customer.ts";
import { type Asking, expectOnce } from "./dialog.ts";
import type { House } from "./house.ts";
import { freshBrowser, invited } from "./person.ts";
import type { Shop } from "./place.ts";

test.describe.configure({ mode: "parallel" });

/** What a dialog of an account is about, where it is about a part of it, and what else it is filled with. */
type OfAccount = { on?: (view: AccountView) => string | undefined; fill?: Asking["fill"] };

const check = (label: string | RegExp) => (dialog: Locator) => dialog.getByLabel(label).first().check();
const write = (label: string, text: string) => (dialog: Locator) => dialog.getByLabel(label).fill(text);
const another = (view: AccountView) => view.people.find(({ role }) => role !== "owner")?.id;
const invoice = (view: AccountView) => view.invoices[0]?.id;
const method = (view: AccountView) => view.methods[0]?.id;

/** Every dialog of an account's page that sends something. */
const OF_ACCOUNT: Record<string, OfAccount> = {
  "add-on": { fill: write("How many", "3") },
  balance: {},
  "bank-refund": { on: () => "refund", fill: check(/It is given up/) },
  cancel: {},
  charge: {},
  comp: {},
  details: {},
  discount: {},
  erase: { on: another, fill: check("It cannot be taken back") },
  exemption: {},
  export: {},
  limit: {},
  link: {},
  lower: {},
  mail: {},
  merge: {
    fill: async (dialog) => {
      await dialog.getByLabel("The account that stays").fill("once stays");
      await dialog.getByLabel(/^Once Stays/).check();
    },
  },
  "new-person": {},
  note: {},
  pause: {},
  person: { on: another, fill: check(/^Member/) },
  plan: { fill: write("Quantity", "13") },
  "portal-link": { on: another },
  reactivate: {},
  refund: {},
  reveal: {},
  review: {},
  seller: { fill: check(/^Vendeur/) },
  tags: { fill: write("Tags", "twice") },
  "tax-id": {},
  terms: {},
  trial: {},
  uncomp: {},
  keep: {},
  resume: {},
  unschedule: { on: ({ subscriptions }) => subscriptions[0]?.scheduled[0]?.id },
  "end-discount": { on: ({ subscriptions }) => subscriptions[0]?.discounts[0]?.id },
  freeze: {},
  unfreeze: {},
  incinerate: {},
  collect: { on: invoice },
  finalise: { on: invoice },
  "delete-draft": { on: invoice },
  void: { on: invoice },
  "void-note": { on: () => "note" },
  "write-off": { on: invoice },
  "default-method": { on: method },
  "detach-method": { on: method },
  "end-override": { on: () => "override" },
  "remove-note": { on: ({ notes }) => notes[0]?.id },
};

/** Dialogs of an account's page by which nothing is sent. */
const READING = ["looks"];

const names = Object.keys(OF_ACCOUNT);
const third = Math.ceil(names.length / 3);

test("the dialogs that the tests press twice are all that there are", () => {
  const source = (file: string) => readFileSync(join(ROOT, "web/src/customers/dialog", file), "utf8");
  const keysIn = (text: string, from: string) =>
    [...(text.split(from)[1]?.split("\n} as const")[0] ?? "").matchAll(/^ {2}"?([\w-]+)"?:/gm)].map(([, name]) => name);
  const all = [
    ...keysIn(source("account-dialog.tsx"), "const DIALOGS = {"),
    ...keysIn(source("plain-dialog.tsx"), "export const PLAIN = {"),
  ];
  expect(all.toSorted()).toEqual([...names, ...READING].toSorted());
});

for (const part of [0, 1, 2]) {
  test(`a dialog about an account that is pressed twice sends once, part ${part + 1}`, async ({
    browser,
    house,
    complaints,
  }) => {
    const account = await everything(house);
    const view = await house.api<AccountView>("GET", `/billing/accounts/${account}`);
    await using context = await freshBrowser(browser, house, complaints);
    const page = await pressing(context, house, complaints, ["support", "finance", "owner"]);
    await page.route("**/console/api/billing/ledger/state", async (route) => {
      const state = await (await route.fetch()).json();
      await route.fulfill({ json: { ...state, entities: [...state.entities, { id: "fr", name: "Vendeur" }] } });
    });
    for (const name of names.slice(part * third, (part + 1) * third)) {
      const { on, fill } = OF_ACCOUNT[name] ?? {};
      const about = on ? `&on=${on(view) ?? "missing"}` : "";
      const open = () => page.goto(`/customers/${account}?do=${name}${about}`);
      await expectOnce(page, { name, open, ...(fill && { fill }) });
    }
  });
}

/** Opens by the button of that name on a page. */
const button = (path: (shop: Shop) => string, name: string | RegExp) => (page: Page, shop: Shop) =>
  page.goto(path(shop)).then(() => page.getByRole("button", { name }).first().click());
const at = (path: string) => () => path;

/** Every dialog of Money, and of Customers beside an account's page. */
const OF_MONEY: readonly (Omit<Asking, "open"> & { open: (page: Page, shop: Shop) => Promise<unknown> })[] = [
  { name: "transfer", open: button(at("/money/payments"), "Record a transfer") },
  { name: "manual", open: button(at("/money/close"), "New entry"), fill: bothSides },
  {
    name: "settle",
    open: button(at("/money/close"), "It came, or does not"),
    fill: check("It does not come"),
  },
  { name: "reverse", open: button(at("/money/close"), "Reverse") },
  { name: "product", open: button(at("/money/catalogue"), "Create a product") },
  {
    name: "next-product",
    open: button(at("/money/catalogue"), /^Next version of/),
    fill: write("Name", "Twice"),
  },
  {
    name: "new-plan",
    open: button(at("/money/catalogue"), /^Add a plan to/),
    fill: write("Features and limits", "a: 1"),
  },
  {
    name: "next-plan",
    open: button(({ sold }) => `/money/catalogue/${sold.planId}`, "Next version"),
  },
  { name: "archive", open: button(at("/money/catalogue"), /^Archive/) },
  { name: "coupon", open: button(at("/money/coupons"), "Create a coupon") },
  { name: "code", open: button(at("/money/coupons"), /^Add a code/) },
  { name: "meter", open: button(at("/money/meters"), "Create a meter") },
  { name: "run", open: button(at("/money/runs"), "Start a run") },
  {
    name: "import",
    open: button(at("/money/imports"), "Import accounts"),
    fill: (dialog) =>
      dialog
        .locator("input[type=file]")
        .setInputFiles({ name: "accounts.csv", mimeType: "text/csv", buffer: Buffer.from("id;name\n1;A\n") }),
  },
  { name: "import-stripe", open: button(at("/money/imports"), "Import from Stripe") },
  { name: "case", open: button(at("/money/cases"), "Resolve") },
  { name: "case-reopen", open: button(({ sold }) => `/money/cases/${sold.explainedId}`, "Open again") },
  { name: "chart", open: button(at("/money/settings"), "Add an account") },
  { name: "rate", open: button(at("/money/settings"), "Add a rate") },
  {
    name: "legal-entity",
    open: button(at("/money/settings"), "Add a legal entity"),
    fill: (dialog) => dialog.getByLabel("Tax registrations").fill("DE DE136695976"),
  },
  { name: "endpoint", open: button(at("/money/webhooks"), "Create an endpoint") },
  { name: "approve", open: button(at("/customers/approvals"), /^Approve/) },
  {
    name: "open-account",
    open: button(at("/customers"), "Open an account"),
    fill: (dialog) => dialog.getByLabel("Product").selectOption("Typical desk"),
  },
];

for (const half of [0, 1]) {
  test(`a dialog of Money that is pressed twice sends once, part ${half + 1}`, async ({
    browser,
    house,
    complaints,
    shop,
  }) => {
    const side = { amount: 100, currency: "EUR" };
    const postings = [
      { ...side, account: "1000", direction: "debit" },
      { ...side, account: "3000", direction: "credit" },
    ];
    const booked = { effectiveMs: Date.now(), description: "Booked", postings };
    await house.api("POST", "/billing/ledger/manual", booked);
    const expected = { ...booked, expiresMs: Date.now() + DAY_MS, description: "Awaited" };
    await house.api("POST", "/billing/ledger/manual", expected);
    await using context = await freshBrowser(browser, house, complaints);
    const page = await pressing(context, house, complaints, ["support", "finance", "owner", "ops"]);
    if (half === 0) {
      await page.goto("/money/close");
      const agree = (entry: string, name: string) =>
        page.getByRole("listitem").filter({ hasText: entry }).first().getByRole("button", { name }).click();
      await agree("Awaited", "Expect");
      await page.getByRole("button", { name: "It came, or does not" }).first().waitFor();
      await agree("Booked", "Post");
      await page.getByRole("button", { name: "Reverse" }).first().waitFor();
    }
    const size = Math.ceil(OF_MONEY.length / 2);
    for (const { open, ...asking } of OF_MONEY.slice(half * size, (half + 1) * size))
      await expectOnce(page, { ...asking, open: (where) => open(where, shop) });
  });
}

async function bothSides(dialog: Locator): Promise<void> {
  for (const [label, code] of [
    ["Debit", "5000"],
    ["Credit", "1000"],
  ] as const)
    await dialog.getByLabel(label).selectOption(code);
}

/** Somebody with these roles, at night, of whose page nobody hears that it was refused. */
async function pressing(
  context: Awaited<ReturnType<typeof freshBrowser>>,
  house: House,
  complaints: Complaints,
  roles: Role[],
): Promise<Page> {
  complaints.expect(/status of 503/);
  const { page } = await invited(context, house, `${crypto.randomUUID()}@example.com`, roles);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  return page;
}

/** An account in trial with something of everything that a dialog can be about, and another one beside it. */
async function everything(house: House): Promise<string> {
  await openCustomer(house, "Once Stays");
  const { id, run } = await openCustomer(house, "Once Goes");
  await run("method.attach", card("tok_ok"));
  const extra = { ...TEAM, id: "price_extra", planId: "plan_extra", name: "Extra" };
  const items = [TEAM, extra].map((price) => ({ price, quantity: 2 }));
  await run("subscription.create", { items, trialDays: 14 });
  await run("invoice.create", { lines: [{ description: "Onboarding", amount: 48_000 }] });
  await run("person.add", { personId: "person_of_the_tests", role: "billing" });
  await run("note.add", { text: "Prefers the phone." });
  await run("waiver.give", { planId: "plan_team", planName: "Team", expiresMs: Date.now() + 90 * DAY_MS });
  const { subscriptions } = await house.api<AccountView>("GET", `/billing/accounts/${id}`);
  const [subscription] = subscriptions;
  const subscriptionId = subscription?.id;
  const off = { kind: "percent", percent: "10" };
  await run("subscription.discount", { subscriptionId, name: "Loyal", off, invoicesLeft: null });
  const fewer = subscription?.items.slice(0, 1).map(({ id: itemId, price }) => ({ id: itemId, price, quantity: 1 }));
  await run("subscription.change", { subscriptionId, items: fewer, atMs: Date.now() + 5 * DAY_MS });
  return id;
}
