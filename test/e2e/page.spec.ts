import type { Page } from "@playwright/test";
import { expect, test } from "./console.ts";
import { expectAccessible, expectNoSideScroll, expectStill } from "./health.ts";
import { picture } from "./picture.ts";
import { PLACES, type Shop } from "./place.ts";

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 360, height: 740 };

// The longest file: its pages are shared out among the workers.
test.describe.configure({ mode: "parallel" });
test.use({ page: ({ tab }, use) => use(tab), context: ({ tab }, use) => use(tab.context()) });

for (const { name, path, heading, answer } of PLACES) {
  test(`the page ${name} opens by its address and stands still, at a desk and on a phone, by day and by night`, async ({
    page,
    shop,
  }) => {
    const look = async (theme: "light" | "dark") => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await picture(page, `${name}-${theme}-${page.viewportSize()?.width}`, { fullPage: true });
    };
    const isRead = (url: URL) => url.pathname === answer?.path;
    if (answer) await page.route(isRead, (route) => route.fulfill({ json: answer.body }));
    for (const size of [DESK, PHONE]) {
      await page.setViewportSize(size);
      await page.goto(path(shop));
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
      await expect(page.locator("[aria-busy=true], .skeleton")).toHaveCount(0);
      await expectStill(page);
      await expectNoSideScroll(page);
      // Each theme is looked at by axe once, at the width where it was opened last.
      await look(size === DESK ? "dark" : "light");
      await look(size === DESK ? "light" : "dark");
      await expectAccessible(page);
    }
    if (answer) await page.unroute(isRead);
  });
}

/** What opens over a page, and how. */
const OVERLAYS: { name: string; open: (page: Page, shop: Shop) => Promise<unknown> }[] = [
  {
    name: "search",
    open: async (page) => {
      await page.goto("/");
      await page.getByRole("button", { name: "Search" }).click();
      await page.getByRole("combobox").fill("shop");
    },
  },
  {
    name: "keys",
    open: async (page) => {
      await page.goto("/");
      await page.getByRole("heading", { name: "Today" }).waitFor();
      await page.keyboard.press("?");
    },
  },
  {
    name: "chosen-issues",
    open: async (page, { slug }) => {
      await page.goto(`/errors?query=is:unresolved+project:${slug}`);
      await page.getByRole("listitem").filter({ hasText: "CheckoutError" }).getByRole("checkbox").check();
      await expect(page.getByRole("button", { name: "Clear the selection" })).toBeInViewport({ ratio: 1 });
    },
  },
  {
    name: "search-completion",
    open: async (page, { slug }) => {
      await page.goto(`/errors?query=project:${slug}`);
      await page.getByRole("combobox", { name: "Search issues" }).fill(`level:loud project:${slug} rel`);
      await expect(page.getByRole("listbox", { name: "Completions" })).toBeVisible();
    },
  },
  {
    name: "filter-menu",
    open: async (page, { slug }) => {
      await page.goto(`/errors?query=is:unresolved+project:${slug}`);
      await page.getByRole("button", { name: /^Status/ }).click();
    },
  },
  {
    name: "assign",
    open: async (page, { issueId }) => {
      await page.goto(`/errors/${issueId}`);
      await page.getByRole("button", { name: /^Assign/ }).click();
    },
  },
  ...(["resolve", "ignore", "merge", "fingerprints", "delete"] as const).map((name) => ({
    name,
    open: async (page: Page, { issueId }: Shop) => {
      await page.goto(`/errors/${issueId}`);
      await page.getByRole("button", { name: "More actions" }).waitFor();
      if (name === "fingerprints") {
        await page.getByRole("button", { name: "More actions" }).click();
        await page.getByRole("menuitem", { name: "Take fingerprints out" }).click();
        await expect(page.getByRole("dialog").getByRole("checkbox")).toBeVisible();
      } else await page.keyboard.press({ resolve: "E", ignore: "I", merge: "m", delete: "#" }[name]);
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  })),
  {
    name: "issue-actions",
    open: async (page, { issueId }) => {
      await page.goto(`/errors/${issueId}`);
      await page.getByRole("button", { name: "More actions" }).click();
      await expect(page.getByRole("menu", { name: "More actions" })).toBeVisible();
    },
  },
  {
    name: "invite",
    open: async (page) => {
      await page.goto("/people");
      await page.getByRole("button", { name: "Invite" }).click();
    },
  },
  {
    name: "new-token",
    open: async (page) => {
      await page.goto("/tokens");
      await page.getByRole("button", { name: "Create a token" }).first().click();
    },
  },
  {
    name: "new-receiver",
    open: (page) => page.goto("/alerts/receivers?new=webhook"),
  },
  {
    name: "test-receivers",
    open: async (page, { ruleId }) => {
      await page.goto(`/alerts/rules/${ruleId}`);
      await page.getByRole("button", { name: /^Send a test/ }).click();
      await page.getByRole("button", { name: /^Send to Pager/ }).click();
      await page.getByRole("dialog").getByRole("status").waitFor();
    },
  },
  {
    name: "rule-menu",
    open: async (page) => {
      await page.goto("/alerts");
      await page.getByRole("button", { name: "Actions for Anything new" }).click();
    },
  },
  {
    name: "new-key",
    open: async (page, { slug }) => {
      await page.goto(`/projects/${slug}/keys`);
      await page.getByRole("button", { name: "Create a key" }).click();
    },
  },
  {
    name: "delete-project",
    open: async (page, { slug, name }) => {
      await page.goto(`/projects/${slug}/settings`);
      await page.getByRole("button", { name: `Delete ${name}` }).click();
    },
  },
];

for (const { name, open } of OVERLAYS) {
  test(`what opens as ${name} fits a desk and a phone and is good for every eye`, async ({ page, shop }) => {
    const look = async (theme: "light" | "dark", size: { width: number; height: number }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.setViewportSize(size);
      await open(page, shop);
      await expectNoSideScroll(page);
      await expectAccessible(page);
      await picture(page, `over-${name}-${theme}-${size.width}`);
    };
    await look("light", DESK);
    await look("dark", PHONE);
  });
}
